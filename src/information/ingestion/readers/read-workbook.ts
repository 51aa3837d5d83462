import { join } from 'node:path'
import { refuse } from './contract.ts'
import { chooseHeader, type HeaderRow, plainTitle } from './header-row.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'
import { type Cell, readSheet } from './sheet-rows.ts'
import { openTableText } from './table-text.ts'
import { openWorkbook, type Workbook } from './workbook.ts'
import type { Archive } from './zip-archive.ts'

/** A table that a reader wrote down: text with commas whose first column is the number of the row. */
export interface ReadTable {
  /** The name of the sheet, where there are sheets. */
  sheet?: string
  path: string
  titles: string[]
  /** Lines of JSON, one for each row that the reader set aside. */
  faultsPath: string | undefined
}

/**
 * The sheet with the header, and every further sheet with the same header: a year in twelve sheets is one table of
 * twelve parts. Other sheets are notes and are left alone.
 */
export async function readWorkbook(
  archive: Archive,
  file: string,
  to: { folder: string; name: string; knownTitles: ReadonlySet<string> },
  limits: ReadingLimits = readingLimits,
): Promise<ReadTable[]> {
  const workbook = await openWorkbook(archive, file, limits)
  const found: { sheet: Workbook['sheets'][number]; header: HeaderRow }[] = []
  for (const sheet of workbook.sheets) {
    const header = await findHeader(workbook, sheet, to.knownTitles, limits)
    if (header !== undefined) found.push({ sheet, header })
  }
  if (found.length === 0) return []
  const best = found.reduce((one, other) => (other.header.known > one.header.known ? other : one))
  const same = found.filter(({ header }) => meansTheSame(header, best.header))
  const tables: ReadTable[] = []
  for (const [place, { sheet, header }] of same.entries()) {
    const path = join(to.folder, `${to.name}.${place}.csv`)
    tables.push(await writeSheet(workbook, sheet, header, path, limits))
  }
  return tables
}

function meansTheSame(one: HeaderRow, other: HeaderRow): boolean {
  const plain = ({ titles }: HeaderRow) => titles.map(plainTitle).sort().join('\n')
  return plain(one) === plain(other)
}

async function findHeader(
  workbook: Workbook,
  sheet: Workbook['sheets'][number],
  knownTitles: ReadonlySet<string>,
  limits: ReadingLimits,
): Promise<HeaderRow | undefined> {
  const first: { row: number; titles: string[] }[] = []
  const see = (row: number, cells: Map<number, Cell>) => {
    const width = Math.max(...cells.keys()) + 1
    if (width <= limits.columnsMax)
      first.push({ row, titles: Array.from({ length: width }, (_, at) => cells.get(at)?.text ?? '') })
    else if (cells.size > limits.columnsMax)
      refuse('columns-too-many', { file: workbook.file, sheet: sheet.name, row, max: limits.columnsMax })
    return first.length < limits.headerRowMax
  }
  await readSheet(workbook, sheet, see, limits)
  return chooseHeader(first, knownTitles)
}

async function writeSheet(
  workbook: Workbook,
  sheet: Workbook['sheets'][number],
  header: HeaderRow,
  path: string,
  limits: ReadingLimits,
): Promise<ReadTable> {
  // Columns without a title carry nothing that could be named: a value in one of them is one too many.
  const kept = header.titles.flatMap((title, column) => (title === '' ? [] : [column]))
  const isKept = new Set(kept)
  const titles = kept.map((column) => header.titles[column]!)
  const faultsPath = `${path}.faults`
  const text = openTableText({ rows: path, faults: faultsPath }, { file: workbook.file, titles }, limits)
  const see = (row: number, cells: Map<number, Cell>) => {
    if (row <= header.row) return true
    const raw = () => [...cells.values()].map((cell) => cell.text).join(',')
    const error = kept.find((column) => cells.get(column)?.isError)
    const stray = [...cells.keys()].find((column) => !isKept.has(column))
    if (error !== undefined) {
      const value = cells.get(error)!.text
      text.fault({ row, reason: 'cell-error', title: header.titles[error]!, value, raw: raw() })
    } else if (stray !== undefined) {
      const value = cells.get(stray)!.text
      text.fault({ row, reason: 'columns-surplus', title: null, value, raw: raw() })
    } else
      text.row(
        row,
        kept.map((column) => cells.get(column)?.text),
      )
    return true
  }
  await readSheet(workbook, sheet, see, limits)
  const { faults } = text.close()
  return { sheet: sheet.name, path, titles, faultsPath: faults > 0 ? faultsPath : undefined }
}
