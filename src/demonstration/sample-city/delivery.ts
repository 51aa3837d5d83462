import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Day, dayText } from './calendar.ts'

/** Rows of one firm and record type: when they became known, and the line without that last column. */
export type Line = [knownOn: Day, text: string]

export interface DeliveredFile {
  recordType: string
  file: string
  rows: number
  bytes: number
  digest: string
}

const chunkBytes = 1 << 20

/**
 * One CSV file of one record type: UTF-8, the catalog's field names and `known_at`, the moment at which the source
 * delivered the row (02:00 in Asia/Shanghai). What is delivered after the last day is left out: it is not known yet.
 */
export class Delivery {
  readonly #recordType: string
  readonly #folder: string
  readonly #lastDay: Day
  readonly #hash = createHash('sha256')
  readonly #descriptor: number
  #pending: string[] = []
  #pendingCharacters = 0
  #rows = 0
  #bytes = 0

  constructor(folder: string, recordType: string, header: string, lastDay: Day) {
    this.#recordType = recordType
    this.#folder = folder
    this.#lastDay = lastDay
    this.#descriptor = openSync(join(folder, `${recordType}.csv`), 'w')
    this.#put(`${header},known_at\n`)
  }

  /** Adds the rows of one firm in the order of their delivery. */
  add(lines: Line[]): void {
    const known = lines.filter(([knownOn]) => knownOn <= this.#lastDay)
    known.sort((left, right) => left[0] - right[0])
    for (const [knownOn, text] of known) this.#put(`${text},${dayText(knownOn)}T02:00:00+08:00\n`)
    this.#rows += known.length
  }

  close(): DeliveredFile {
    this.#flush()
    closeSync(this.#descriptor)
    return {
      recordType: this.#recordType,
      file: join(this.#folder, `${this.#recordType}.csv`),
      rows: this.#rows,
      bytes: this.#bytes,
      digest: `sha256:${this.#hash.digest('hex')}`,
    }
  }

  #put(text: string): void {
    this.#pending.push(text)
    this.#pendingCharacters += text.length
    if (this.#pendingCharacters > chunkBytes) this.#flush()
  }

  #flush(): void {
    const bytes = Buffer.from(this.#pending.join(''), 'utf8')
    this.#pending = []
    this.#pendingCharacters = 0
    this.#hash.update(bytes)
    this.#bytes += bytes.length
    for (let from = 0; from < bytes.length; ) from += writeSync(this.#descriptor, bytes, from)
  }
}
