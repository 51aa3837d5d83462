import { closeSync, openSync, writeSync } from 'node:fs'
import { seededRandom } from '../../src/foundation/random.ts'
import { usccAlphabet, usccCheckCharacter } from '../../src/information/enterprises/uscc.ts'

export interface Generated {
  rows: number
  bad: number
  repeated: number
}

/** One row in a hundred is wrong in one of these ways, in turn. */
const faults: ((cells: string[]) => void)[] = [
  (cells) => {
    cells[5] = '1e30'
  },
  (cells) => {
    cells[3] = '2025-02-30'
  },
  (cells) => {
    cells[10] = '-1'
  },
  (cells) => {
    cells[8] = '未知'
  },
  (cells) => cells.pop(),
]

const statuses = ['有效发票', '作废发票']
const goods = ['food', 'steel', 'service', 'paper']

/** Writes invoices of 12 columns: one row in 100 is wrong, or one in `badEvery`; one in 200 repeats the row before it. */
export function generate(path: string, rows: number, seed: string, badEvery = 100): Generated {
  const random = seededRandom(seed)
  const below = (count: number) => Math.floor(random() * count)
  const firms = Array.from({ length: Math.max(100, rows / 200) }, () => {
    const body = `91450100MA${Array.from({ length: 7 }, () => usccAlphabet[below(31)]).join('')}`
    return body + usccCheckCharacter(body)
  })
  const file = openSync(path, 'w')
  const made = { rows, bad: 0, repeated: 0 }
  let lines = [
    'uscc,direction,invoice_number,issued_on,counterparty,amount,tax,total,status,goods,quantity,region',
  ]
  let last = ''
  for (let row = 0; row < rows; row++) {
    if (row % 200 === 199) {
      lines.push(last)
      made.repeated++
      continue
    }
    const fen = below(1e9)
    const tax = Math.round(fen * 0.13)
    const day = new Date(Date.UTC(2023, 0, 1) + below(1000) * 86_400_000).toISOString().slice(0, 10)
    const cells = [
      firms[below(firms.length)]!,
      random() < 0.5 ? 'sale' : 'purchase',
      String(10_000_000 + row),
      day,
      `C${below(20_000)}`,
      (fen / 100).toFixed(2),
      (tax / 100).toFixed(2),
      ((fen + tax) / 100).toFixed(2),
      statuses[random() < 0.03 ? 1 : 0]!,
      goods[below(4)]!,
      String(below(1000)),
      `4501${10 + below(90)}`,
    ]
    const line = cells.join(',')
    if (row % badEvery === Math.floor(badEvery / 2)) {
      faults[made.bad++ % faults.length]!(cells)
      lines.push(cells.join(','))
    } else lines.push(line)
    last = line
    if (lines.length >= 20_000) {
      writeSync(file, `${lines.join('\n')}\n`)
      lines = []
    }
  }
  if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`)
  closeSync(file)
  return made
}
