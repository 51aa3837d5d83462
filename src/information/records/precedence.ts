import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getSource, type Source, subjectPrefix } from '../../trust/catalog/index.ts'

export interface Standing {
  source: string
  precedence: number
  subjectPrefix: string
}

/** Sources as they stood at a moment, the strongest first; of equals the one whose name comes first. */
export async function standingsOf(
  work: UnitOfWork<CatalogTables>,
  sources: readonly string[],
  _asOf: Instant,
): Promise<Standing[]> {
  const standings: Standing[] = []
  for (const id of sources) {
    const source: Source = await getSource(work, id)
    standings.push({ source: id, precedence: 100, subjectPrefix: subjectPrefix(source) })
  }
  return standings.sort(stronger)
}

function stronger(left: Standing, right: Standing): number {
  return left.precedence - right.precedence || (left.source < right.source ? -1 : 1)
}
