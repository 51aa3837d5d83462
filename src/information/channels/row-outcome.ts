import { type BatchResult, reasons } from '../ingestion/index.ts'
import type { RowResult } from './contract.ts'

export interface QuarantineEntry {
  row: number
  field: string | null
  reason: string
}

/**
 * What became of each record that was sent, in the order in which it was sent. The file that carried them has a
 * header, so record 1 is row 2 of it.
 */
export function outcomesOf(
  result: BatchResult,
  records: number,
  outcomeOfRow: ReadonlyMap<number, RowResult['outcome']>,
  quarantine: readonly QuarantineEntry[],
): RowResult[] {
  const aside = new Map(quarantine.map((entry) => [entry.row, entry]))
  // The same delivery again: every sound row is one that is known.
  const sound = result.rowsPublished === 0 ? 'duplicate' : 'published'
  return Array.from({ length: records }, (_, place) => {
    const entry = aside.get(place + 2)
    if (entry === undefined) {
      const outcome = outcomeOfRow.get(place + 2) ?? sound
      return { row: place + 1, outcome, field: null, reason: null, zh: null, en: null }
    }
    const words = reasonWords(entry.reason)
    const { field, reason } = entry
    return { row: place + 1, outcome: 'quarantined' as const, field, reason, zh: words.zh, en: words.en }
  })
}

function reasonWords(reason: string): { zh: string; en: string } {
  const words = (reasons as Record<string, { zh: string; en: string }>)[reason]
  return words ?? { zh: reason, en: reason }
}
