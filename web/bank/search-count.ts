import type { useLanguage } from '../components/language.ts'

/** How many were found: at least so many, where not all were looked at. */
export function countText(
  t: ReturnType<typeof useLanguage>['t'],
  { total, totalIsExact }: { total: number; totalIsExact: boolean },
): string {
  return t(totalIsExact ? 'shell.search.results' : 'shell.search.resultsAtLeast', { total })
}
