import { closeSync, openSync, writeFileSync } from 'node:fs'
import { type ReadingReason, refuse } from './contract.ts'
import { type ReadingLimits, readingLimits } from './limits.ts'

/** A row that the reader could not take apart. */
export interface Fault {
  row: number
  reason: ReadingReason
  title: string | null
  value: string | null
  raw: string | null
}

/**
 * Where a reader puts what it read: text with commas, the first column being the number of the row, and beside it
 * the rows that it set aside. One row is in memory at a time, and one block of finished text.
 */
export interface TableText {
  row: (number: number, cells: readonly (string | null | undefined)[]) => void
  fault: (fault: Fault) => void
  close: () => { faults: number }
}

const blockCharacters = 1 << 18
const faultTextMax = 4000

export function openTableText(
  paths: { rows: string; faults: string },
  about: { file: string; titles: readonly string[]; personal?: boolean },
  limits: ReadingLimits = readingLimits,
): TableText {
  if (about.titles.length > limits.columnsMax)
    refuse('columns-too-many', { file: about.file, columns: about.titles.length, max: limits.columnsMax })
  const rows = openText(paths.rows, about.file, limits)
  let faulty: ReturnType<typeof openText> | undefined
  let faults = 0
  rows.write(`${['row', ...about.titles].map(quoted).join(',')}\n`)
  const fault = (found: Fault) => {
    faulty ??= openText(paths.faults, about.file, limits)
    faults++
    const { row, reason, title } = found
    const [value, raw] = [found.value?.slice(0, 200), found.raw?.slice(0, faultTextMax)]
    faulty.write(`${JSON.stringify({ row, reason, title, value: value ?? null, raw: raw ?? null })}\n`)
  }
  return {
    fault,
    row: (number, cells) => {
      const invalid = cells.findIndex((cell) => cell != null && !isPlain(cell))
      const text = cells.map((cell) => (cell == null ? '' : quoted(cell))).join(',')
      const long = cells.findIndex((cell) => (cell?.length ?? 0) > limits.cellCharactersMax)
      const at = long >= 0 ? long : invalid
      if (at < 0 && text.length * 3 <= limits.rowBytesMax) rows.write(`${number},${text}\n`)
      else {
        const lost = at >= 0 && cells[at]!.includes('\uFFFD')
        const reason = long >= 0 || at < 0 ? 'row-too-long' : lost ? 'text-garbled' : 'bytes-invalid'
        const value = at < 0 ? null : cells[at]!.toWellFormed()
        fault({ row: number, reason, title: about.titles[at] ?? null, value, raw: text.toWellFormed() })
      }
    },
    close: () => {
      rows.close()
      faulty?.close()
      return { faults }
    },
  }
}

/** A lone surrogate and the character NUL are no text; U+FFFD says that bytes were lost before. */
function isPlain(cell: string): boolean {
  return cell.isWellFormed() && !cell.includes('\0') && !cell.includes('\uFFFD')
}

export function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Writes text in blocks and counts its bytes: more than the bound is refused before the disk is full. */
function openText(path: string, file: string, limits: ReadingLimits) {
  const handle = openSync(path, 'w')
  let [block, bytes] = ['', 0]
  const flush = () => {
    const text = Buffer.from(block)
    bytes += text.length
    block = ''
    if (bytes > limits.unpackedBytesMax)
      refuse('unpacked-too-large', { file, bytesMax: limits.unpackedBytesMax })
    writeFileSync(handle, text)
  }
  return {
    write: (text: string) => {
      block += text
      if (block.length >= blockCharacters) flush()
    },
    close: () => {
      if (block !== '') flush()
      closeSync(handle)
    },
  }
}
