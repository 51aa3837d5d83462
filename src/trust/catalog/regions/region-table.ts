import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A code of GB/T 2260 and its name in the years from `since` up to, and without, `until`. */
export interface RegionEntry {
  code: string
  name: string
  since: number
  /** Undefined while it is in force. */
  until: number | undefined
  /** The codes that took over its area when it ended; of several, each took a part. */
  successors: readonly string[]
}

let table: ReadonlyMap<string, readonly RegionEntry[]> | undefined

/** Every code at and above the county from 1981 to 2025, in order of time under each code; read when first asked for. */
export function regionTable(): ReadonlyMap<string, readonly RegionEntry[]> {
  table ??= readTable(readFileSync(join(import.meta.dirname, 'region-codes.csv'), 'utf8'))
  return table
}

function readTable(text: string): Map<string, RegionEntry[]> {
  const byCode = new Map<string, RegionEntry[]>()
  const [, ...lines] = text.trimEnd().split('\n')
  for (const line of lines) {
    const [code, name, since, until, successors] = line.split(',') as [string, string, string, string, string]
    const entry: RegionEntry = {
      code,
      name,
      since: Number(since),
      until: until === '' ? undefined : Number(until),
      successors: successors === '' ? [] : successors.split(' '),
    }
    const others = byCode.get(code)
    if (others) others.push(entry)
    else byCode.set(code, [entry])
  }
  for (const entries of byCode.values()) entries.sort((left, right) => left.since - right.since)
  return byCode
}
