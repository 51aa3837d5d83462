import { refuse } from './contract.ts'
import { readCsv } from './read-csv.ts'
import type { Column } from './training-table.ts'

const missingTexts = new Set(['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', '?'])
const numberPattern = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/

export function isMissingText(text: string): boolean {
  return missingTexts.has(text)
}

/** NaN for what is missing or not a finite number. */
export function numberOfText(text: string): number {
  const trimmed = text.trim()
  if (!numberPattern.test(trimmed)) return Number.NaN
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : Number.NaN
}

export interface TextTable {
  file: string
  rows: number
  columns: Map<string, string[]>
}

export async function readTable(file: string): Promise<TextTable> {
  let names: string[] | undefined
  let columns: string[][] = []
  for await (const block of readCsv(file))
    for (const row of block) {
      if (names) for (const [index, text] of row.entries()) columns[index]!.push(text)
      else {
        names = row.map((name) => name.trim())
        columns = names.map(() => [])
        const double = names.find((name, index) => names!.indexOf(name) !== index)
        if (double !== undefined)
          refuse('training-file-unreadable', { file, row: 0, field: double, problem: 'column-twice' })
      }
    }
  const rows = columns[0]?.length ?? 0
  if (rows === 0) refuse('training-file-unreadable', { file, row: 1, problem: 'no-rows' })
  return { file, rows, columns: new Map(names!.map((name, index) => [name, columns[index]!])) }
}

/** A column of numbers when all that is present are numbers, else of categories. */
export function typedColumn(texts: readonly string[]): Column {
  const numbers = Float64Array.from(texts, numberOfText)
  const isNumber = texts.every((text, row) => numbers[row] === numbers[row] || isMissingText(text.trim()))
  if (isNumber) return numbers
  return texts.map((text) => (isMissingText(text.trim()) ? null : text.trim()))
}

/** The outcomes of a column of 0 and 1; refuses with the first row that is neither. */
export function readLabels(table: TextTable, target: string): Uint8Array {
  const texts = table.columns.get(target)
  if (!texts)
    refuse('training-target-unknown', {
      file: table.file,
      field: target,
      columns: [...table.columns.keys()].slice(0, 50),
    })
  return Uint8Array.from(texts!, (text, row) => {
    const value = numberOfText(text)
    if (value !== 0 && value !== 1)
      refuse('training-target-not-binary', {
        file: table.file,
        row: row + 1,
        field: target,
        value: text.slice(0, 80),
      })
    return value
  })
}
