import type { Fact, PanelData } from './section.contract.ts'
import { sumOf } from './sections/series.ts'
import type { Said } from './sections/view.ts'

/** A panel for who may see sums alone: how many records, and what their amounts come to; no record and no party. */
export function summarize(said: Said): Said {
  const { data } = said
  const items =
    data.kind === 'table' ? tableSums(data) : data.kind === 'series' ? seriesSums(data) : data.items
  return { ...said, data: { kind: 'facts', items: items.map(({ origin: _, ...item }) => item) } }
}

function tableSums(data: Extract<PanelData, { kind: 'table' }>): Fact[] {
  const items: Fact[] = [
    { id: 'total', label: { zh: '记录数', en: 'Records' }, value: { type: 'integer', value: data.total } },
  ]
  const look = data.rows.filter(({ tone }) => tone === 'red' || tone === 'orange' || tone === 'yellow').length
  if (look > 0)
    items.push({
      id: 'look',
      label: { zh: '需要关注', en: 'Need a look' },
      value: { type: 'integer', value: look },
      tone: 'yellow',
    })
  for (const [place, column] of data.columns.entries()) {
    if (column.type !== 'fen') continue
    const sum = data.rows.reduce((whole, { cells }) => whole + BigInt(String(cells[place]?.value ?? 0)), 0n)
    items.push({
      id: column.id,
      label: { zh: `${column.label.zh}合计`, en: `${column.label.en}, in all` },
      value: { type: 'fen', value: String(sum) },
    })
  }
  return items
}

function seriesSums(data: Extract<PanelData, { kind: 'series' }>): Fact[] {
  return data.lines.map((line) => {
    const values = line.values.slice(-12).map((value) => (value === null ? null : Number(value)))
    const sum = Math.round(sumOf(values))
    const exact = line.unit === 'fen' || line.unit === 'usd-cents'
    return {
      id: line.id,
      label: { zh: `${line.label.zh}（近 12 个月）`, en: `${line.label.en}, 12 months` },
      value:
        line.unit === 'persons'
          ? { type: 'persons', value: values.findLast((value) => value !== null) ?? null }
          : { type: line.unit, value: exact ? String(sum) : sum },
    }
  })
}
