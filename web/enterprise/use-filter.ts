import type { Use } from '../../src/trust/consent/contract.ts'
import { dayText } from '../components/calendar.ts'

export type UseFilter = 'hideOwn' | 'all' | 'authorized' | 'refused'

/** Own queries are hidden at first: who else has read is the question that the page answers. */
export function usesShown(uses: readonly Use[], filter: UseFilter): Use[] {
  if (filter === 'all') return [...uses]
  if (filter === 'hideOwn') return uses.filter((use) => use.basis !== 'self')
  return uses.filter((use) => use.outcome === filter)
}

const periodMs = 30 * 86_400_000

/** Queries of others in the last thirty days, how many organizations they came from, how many were refused. */
export function usesSummary(
  uses: readonly Use[],
  now: number,
): { reads: number; readers: number; refused: number } {
  const recent = uses.filter(
    ({ basis, bulk, at }) => basis !== 'self' && !bulk && now - Date.parse(at) <= periodMs,
  )
  return {
    reads: recent.length,
    readers: new Set(recent.map(({ organization }) => organization)).size,
    refused: recent.filter(({ outcome }) => outcome === 'refused').length,
  }
}

/** A use, or several computations of the platform that followed each other on one day, as one line. */
export interface UseLine {
  use: Use
  times: number
}

/** The platform computes for all enterprises at once, table by table: what one run did stands in one line. */
export function linesOfUses(uses: readonly Use[]): UseLine[] {
  const lines: UseLine[] = []
  for (const use of uses) {
    const last = lines.at(-1)
    if (last && sameRun(last.use, use)) {
      const fieldGroups = [...new Set([...last.use.fieldGroups, ...use.fieldGroups])]
      lines[lines.length - 1] = { use: { ...last.use, fieldGroups }, times: last.times + 1 }
    } else lines.push({ use, times: 1 })
  }
  return lines
}

function sameRun(one: Use, other: Use): boolean {
  return (
    one.bulk &&
    other.bulk &&
    one.outcome === 'authorized' &&
    other.outcome === 'authorized' &&
    one.organization === other.organization &&
    one.basis === other.basis &&
    dayText(one.at) === dayText(other.at)
  )
}
