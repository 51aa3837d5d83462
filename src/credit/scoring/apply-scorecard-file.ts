import { once } from 'node:events'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { applyScorecard, pointsByVariable, type ValueOf } from './apply-scorecard.ts'
import { readCard } from './card-file.ts'
import { columnKinds, valueOfText } from './fit-scorecard-file.ts'
import { readCsv } from './read-csv.ts'

/**
 * `scorecard apply`: the input's row number, score, probability of default, and the points of each variable.
 * Rows stream through; the scores appear under their name when the last one is written.
 */
export async function applyScorecardFile(wish: {
  cardFile: string
  file: string
  scoresFile: string
}): Promise<{ rows: number; mean: number }> {
  const card = readCard(wish.cardFile)
  const beside = `${wish.scoresFile}.${process.pid}.partial`
  const out = createWriteStream(beside)
  const written = finished(out)
  written.catch(() => {})
  try {
    out.write(
      `${['row', 'score', 'probability', ...card.variables.map(({ name }) => quoted(name))].join(',')}\n`,
    )
    let header: Map<string, number> | undefined
    let kinds = new Map<string, 'number' | 'category'>()
    let [rows, sum] = [0, 0]
    for await (const block of readCsv(wish.file)) {
      const lines: string[] = []
      for (const fields of block) {
        if (!header) {
          header = new Map(fields.map((name, index) => [name.trim(), index]))
          kinds = columnKinds(card, header.keys(), wish.file)
          continue
        }
        const places = header
        const valueOf: ValueOf = (column) => valueOfText(fields[places.get(column)!]!, kinds.get(column)!)
        const { score, probabilityOfDefault } = applyScorecard(card, valueOf)
        rows++
        sum += score
        lines.push(
          `${rows},${score.toFixed(2)},${probabilityOfDefault},${pointsByVariable(card, valueOf).join(',')}\n`,
        )
      }
      if (!out.write(lines.join(''))) await Promise.race([once(out, 'drain'), written])
    }
    out.end()
    await written
    renameSync(beside, wish.scoresFile)
    return { rows, mean: rows > 0 ? Math.round((sum / rows) * 100) / 100 : 0 }
  } catch (error) {
    out.destroy()
    rmSync(beside, { force: true })
    throw error
  }
}

function quoted(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name
}
