import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { kindOf, shownName } from './kind.ts'
import { plainName } from './name.ts'
import { normalizeName } from './normalize-name.ts'
import type { EnterpriseTables } from './store.ts'
import { type FoundRow, searchRegistrations } from './store-search.ts'

/**
 * Looks enterprises up in the store itself: by any part of the registered name among the newest changes after one, by
 * the beginning of a name or of a code among all. Search as one types is a room of its own, which asks here for what
 * its index does not have yet.
 */
export async function findByNamePart(
  work: UnitOfWork<EnterpriseTables>,
  wish: { text: string; pageSize: number; after?: bigint },
): Promise<Omit<FoundRow, 'legalRepresentative'>[]> {
  const plain = plainName(wish.text)
  if (plain === '') return []
  const code = /^[0-9a-z]{2,18}$/.test(plain) ? plain.toUpperCase() : undefined
  const { pageSize, after = 0n } = wish
  const normalName = normalizeName(wish.text)
  const rows = await searchRegistrations(work.db, { plain, normalName, code, after, pageSize })
  const each = Map.groupBy(rows, ({ enterprise }) => enterprise)
  return [...each.values()].map(([first]) => {
    const { legalRepresentative, ...row } = first!
    const name = shownName(row.name, kindOf(row.uscc, row.name), legalRepresentative)
    return { ...row, name }
  })
}
