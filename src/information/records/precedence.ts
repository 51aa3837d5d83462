import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getSourceAt, subjectPrefix } from '../../trust/catalog/index.ts'

export interface Standing {
  source: string
  precedence: number
  subjectPrefix: string
}

/**
 * Sources as they stood at a moment, the strongest first; of equals the one whose name comes first. A change of
 * precedence counts from its approval on, so that a read as of before gives what it gave.
 */
export async function standingsOf(
  work: UnitOfWork<CatalogTables>,
  sources: readonly string[],
  asOf: Instant,
): Promise<Standing[]> {
  const standings: Standing[] = []
  for (const id of sources) {
    const source = await getSourceAt(work, id, asOf)
    standings.push({ source: id, precedence: source.precedence, subjectPrefix: subjectPrefix(source) })
  }
  return standings.sort(stronger)
}

function stronger(left: Standing, right: Standing): number {
  return left.precedence - right.precedence || (left.source < right.source ? -1 : 1)
}
