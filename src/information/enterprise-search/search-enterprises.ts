import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type EnterpriseTables, findByNamePart } from '../enterprises/index.ts'
import { type EnterprisesFound, pageSizeMax, type SearchEnterprises } from './contract.ts'
import { currentIndex } from './open-index.ts'
import { searchIndex } from './search-index.ts'
import { regionNameOf, showHits } from './show-hits.ts'
import type { EnterpriseSearchTables } from './store.ts'

/**
 * Finds by what an officer remembers of a name or a code. Public facts only, so no consent is asked. While a segment
 * is due, the newest of what the index does not have yet is looked up in the store by part of the name.
 */
export async function searchEnterprises(
  work: UnitOfWork<EnterpriseTables & EnterpriseSearchTables>,
  wish: SearchEnterprises,
): Promise<EnterprisesFound> {
  const pageSize = Math.min(wish.pageSize ?? 20, pageSizeMax)
  const { readers, readings, sequence, isCurrent } = await currentIndex(work)
  const found = searchIndex(readers, readings, wish.text, pageSize)
  const items = await showHits(work, found.hits)
  // What the store knows no more was found in vain.
  const vain = found.hits.length - items.length
  if (isCurrent) return { total: found.total - vain, totalIsExact: found.totalIsExact, items }
  const known = new Set(items.map((item) => item.enterprise))
  const stored = await findByNamePart(work, { text: wish.text, pageSize, after: sequence })
  const further = stored.filter((row) => !known.has(row.enterprise)).slice(0, pageSize - items.length)
  return {
    total: Math.max(found.total - vain, items.length) + further.length,
    totalIsExact: false,
    items: [
      ...items,
      ...further.map((row) => ({
        ...row,
        regionName: regionNameOf(row.region),
        matchedBy: 'name' as const,
        matchedText: null,
        highlights: [],
      })),
    ],
  }
}
