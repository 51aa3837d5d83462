import type { Use } from '../../src/trust/consent/contract.ts'

export type UseFilter = 'hideOwn' | 'all' | 'authorized' | 'refused'

/** Own queries are hidden at first: who else has read is the question that the page answers. */
export function usesShown(uses: readonly Use[], filter: UseFilter): Use[] {
  if (filter === 'all') return [...uses]
  if (filter === 'hideOwn') return uses.filter((use) => use.basis !== 'self')
  return uses.filter((use) => use.outcome === filter)
}
