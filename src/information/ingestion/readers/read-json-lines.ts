import { blocksOf } from '../file-bytes.ts'
import { byteLines } from './byte-lines.ts'
import { refuse } from './contract.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'
import type { ReadTable } from './read-workbook.ts'
import { openTableText } from './table-text.ts'

/**
 * One object a line. The columns are the keys of all objects in the order in which they first appear; the keys of an
 * object within are joined by a point, `address.city`; a list has no place in a row and sets it aside. Numbers stay as
 * they are written: no digit is lost. The file is read twice, first for its keys.
 */
export async function readJsonLines(
  path: string,
  file: string,
  to: { path: string },
  limits: ReadingLimits = readingLimits,
): Promise<ReadTable> {
  const titles = new Map<string, number>()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let objects = 0
  let lines = 0
  for await (const line of linesOf(path, limits)) {
    const row = line === undefined ? undefined : rowOf(line, decoder, limits)
    lines++
    if (row === undefined || 'reason' in row) continue
    objects++
    for (const title of row.cells.keys()) if (!titles.has(title)) titles.set(title, titles.size)
    if (titles.size > limits.columnsMax)
      refuse('columns-too-many', { file, row: lines, max: limits.columnsMax })
  }
  if (lines > 0 && objects === 0) refuse('json-not-lines', { file })
  const faultsPath = `${to.path}.faults`
  const about = { file, titles: [...titles.keys()] }
  const text = openTableText({ rows: to.path, faults: faultsPath }, about, limits)
  let number = 0
  for await (const line of linesOf(path, limits)) {
    number++
    if (line === undefined) {
      text.fault({ row: number, reason: 'row-too-long', title: null, value: null, raw: null })
      continue
    }
    const row = rowOf(line, decoder, limits)
    if (row === undefined) continue
    if ('reason' in row) text.fault({ row: number, title: null, value: null, ...row })
    else {
      const cells: (string | null)[] = new Array(titles.size).fill(null)
      for (const [title, cell] of row.cells) cells[titles.get(title)!] = cell
      text.row(number, cells)
    }
  }
  const { faults } = text.close()
  return { path: to.path, titles: about.titles, faultsPath: faults > 0 ? faultsPath : undefined }
}

function linesOf(path: string, limits: ReadingLimits) {
  return byteLines(blocksOf(path), limits.rowBytesMax)
}

type Row =
  | { cells: Map<string, string | null> }
  | { reason: 'bytes-invalid' | 'json-invalid' | 'value-nested'; raw: string; title?: string }

/** Undefined for a blank line. */
function rowOf(line: Buffer, decoder: TextDecoder, limits: ReadingLimits): Row | undefined {
  let text: string
  try {
    text = decoder.decode(line).replace(/^\uFEFF/, '')
  } catch {
    return { reason: 'bytes-invalid', raw: line.toString('utf8').toWellFormed() }
  }
  if (/^\s*$/.test(text)) return undefined
  try {
    const value: unknown = JSON.parse(text, asWritten)
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { reason: 'json-invalid', raw: text }
    const cells = new Map<string, string | null>()
    const nested = flatten(value, '', cells, limits.objectDepthMax)
    return nested === undefined ? { cells } : { reason: 'value-nested', raw: text, title: nested }
  } catch {
    // The text is no JSON, or nests deeper than the stack: either way it is no row.
    return { reason: 'json-invalid', raw: text }
  }
}

/** Numbers become the text that stands in the file: 18 digits, 1.10 and 1e309 would not survive as a float. */
function asWritten(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

/** Answers the title of a value that has no place in a row, if there is one. */
function flatten(
  value: object,
  prefix: string,
  cells: Map<string, string | null>,
  depthLeft: number,
): string | undefined {
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    const title = `${prefix}${key}`
    if (item === null) cells.set(title, null)
    else if (typeof item !== 'object') cells.set(title, String(item))
    else if (Array.isArray(item) || depthLeft <= 1) return title
    else {
      const nested = flatten(item, `${title}.`, cells, depthLeft - 1)
      if (nested !== undefined) return nested
    }
  }
  return undefined
}
