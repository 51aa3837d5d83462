import { dateText, numberText } from './cell-value.ts'
import { refuse } from './contract.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'
import type { Workbook } from './workbook.ts'
import { Enough, readXml } from './xml-events.ts'

export interface Cell {
  text: string
  /** An error of the spreadsheet, such as #N/A. */
  isError: boolean
}

/** What a sheet says row by row; empty cells and rows are left out. `see` answers false when it has seen enough. */
export async function readSheet(
  workbook: Workbook,
  sheet: Workbook['sheets'][number],
  see: (row: number, cells: Map<number, Cell>) => boolean,
  limits: ReadingLimits = readingLimits,
): Promise<void> {
  const { file } = workbook
  let [row, column] = [0, -1]
  let cells = new Map<number, Cell>()
  let [type, style, text, taken] = ['', 0, '', false]
  let inPhonetic = false
  await readXml(
    await sheet.part.open(),
    file,
    {
      open: (name, attributes) => {
        if (name === 'row') {
          ;[row, column] = [Number(attributes.r ?? row + 1), -1]
          cells = new Map()
          if (!Number.isInteger(row) || row < 1 || row > rowMax) refuse('file-truncated', { file, row })
        } else if (name === 'c') {
          column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
          if (column < 0 || column >= columnMax) refuse('file-truncated', { file, row, cell: attributes.r })
          ;[type, style, text] = [attributes.t ?? 'n', Number(attributes.s ?? 0), '']
        }
        if (name === 'rPh') inPhonetic = true
        taken = (name === 'v' || name === 't') && !inPhonetic
      },
      text: (piece) => {
        if (!taken) return
        text += piece
        if (text.length > limits.markupBytesMax) refuse('workbook-too-large', { file, row })
      },
      close: (name) => {
        if (name === 'rPh') inPhonetic = false
        if (name === 'v' || name === 't') taken = false
        if (name === 'c') {
          const cell = cellOf(workbook, { type, style, text })
          if (cell.text !== '') cells.set(column, cell)
        }
        if (name === 'row' && cells.size > 0 && !see(row, cells)) throw new Enough()
      },
    },
    limits,
  )
}

/** The bounds of a sheet (ECMA-376, 18.3.1.73 and 18.3.1.13). */
const rowMax = 1_048_576
const columnMax = 16_384

/** `AB12` is the column 27, from 0. */
function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference)?.[1]
  if (letters === undefined) return -1
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellOf(workbook: Workbook, stored: { type: string; style: number; text: string }): Cell {
  const { type, style, text } = stored
  if (type === 'e') return { text, isError: true }
  if (text === '') return { text, isError: false }
  const plain = (value: string) => ({ text: value, isError: false })
  if (type === 's') {
    const shared = workbook.sharedText(Number(text))
    return shared === undefined ? { text: `#${text}`, isError: true } : plain(unescaped(shared))
  }
  if (type === 'b') return plain(text === '1' ? 'TRUE' : text === '0' ? 'FALSE' : text)
  if (type !== 'n') return plain(type === 'd' ? text : unescaped(text))
  const look = workbook.looks[style] ?? 'number'
  return plain(look === 'number' ? numberText(text) : dateText(text, look, workbook.since1904))
}

/** Characters that XML cannot hold are written `_x000D_` (ECMA-376, 22.9.2.19, ST_Xstring). */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text
}
