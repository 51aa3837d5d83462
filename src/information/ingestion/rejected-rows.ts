import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { RefineManifest } from './refine-manifest.ts'

/** Rows that are no rows of their table, as CSV: table, row, field, reason, value, raw text. */
export function rejectedPath(folder: string): string {
  return join(folder, 'rejected.csv')
}

export interface RejectedRow {
  row: number
  field: string | null
  reason: string
  value: string | null
  raw: string | null
}

export interface Rejected {
  add: (table: number, rejected: RejectedRow) => void
  /** Brings everything to the disk and says how long the file is. */
  sync: () => number
  close: () => void
}

export const rawLengthMax = 4000
const textLengthMax = 1 << 16

/** Opens the file for writing behind what counts of it. The raw text is kept only where no field is personal. */
export function openRejected(manifest: RefineManifest, length: number): Rejected {
  const file = openSync(rejectedPath(manifest.folder), length > 0 ? 'r+' : 'w')
  ftruncateSync(file, length)
  const personal = manifest.recordType.fields.some((field) => field.personal)
  let at = length
  let text = ''
  const flush = () => {
    const bytes = Buffer.from(text)
    for (let done = 0; done < bytes.length; ) {
      const written = writeSync(file, bytes, done, bytes.length - done, at)
      done += written
      at += written
    }
    text = ''
  }
  return {
    add: (table, { row, field, reason, value, raw }) => {
      const shown = personal ? null : raw
      text += `${table},${row},${cell(field)},${reason},${cell(value)},${cell(shown)}\n`
      if (text.length > textLengthMax) flush()
    },
    sync: () => {
      flush()
      fsyncSync(file)
      return at
    },
    close: () => {
      flush()
      closeSync(file)
    },
  }
}

function cell(text: string | null): string {
  return text === null ? '' : `"${text.slice(0, rawLengthMax).replaceAll('"', '""')}"`
}

/** As the mask of the quarantine in the engine: the first and the last character. */
export function maskText(text: string): string {
  const characters = [...text]
  if (characters.length <= 1) return '*'
  if (characters.length === 2) return `${characters[0]}*`
  return `${characters[0]}${'*'.repeat(Math.min(characters.length - 2, 20))}${characters.at(-1)}`
}
