import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { kindOf, shownName } from './kind.ts'
import { namePairs, plainName } from './name.ts'
import { type EnterpriseTables, type FoundRow, searchRegistrations } from './store.ts'

/**
 * Looks enterprises up by any part of the registered name, or by the beginning of the code, in the store itself: slow
 * with many, but always as of now. Search as one types is a room of its own, which asks here while its index is behind.
 */
export async function findByNamePart(
  work: UnitOfWork<EnterpriseTables>,
  wish: { text: string; pageSize: number },
): Promise<Omit<FoundRow, 'legalRepresentative'>[]> {
  const plain = plainName(wish.text)
  if (plain === '') return []
  const code = /^[0-9a-z]{2,18}$/.test(plain) ? plain.toUpperCase() : undefined
  const { pageSize } = wish
  const rows = await searchRegistrations(work.db, { plain, pairs: namePairs(plain), code, pageSize })
  return rows.map(({ legalRepresentative, ...row }) => ({
    ...row,
    name: shownName(row.name, kindOf(row.uscc, row.name), legalRepresentative),
  }))
}
