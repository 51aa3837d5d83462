import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type EnterprisesFound, pageSizeMax, type SearchEnterprises } from './contract.ts'
import { namePairs, plainName } from './name.ts'
import { type EnterpriseTables, searchRegistrations } from './store.ts'

/** Finds by any part of the name, or by the beginning of the code. Public facts only, so no consent is asked. */
export async function searchEnterprises(
  work: UnitOfWork<EnterpriseTables>,
  wish: SearchEnterprises,
): Promise<EnterprisesFound> {
  const plain = plainName(wish.text)
  if (plain === '') return { total: 0, items: [] }
  const code = /^[0-9a-z]{2,18}$/.test(plain) ? plain.toUpperCase() : undefined
  const pageSize = Math.min(wish.pageSize ?? 20, pageSizeMax)
  const rows = await searchRegistrations(work.db, { plain, pairs: namePairs(plain), code, pageSize })
  return { total: Number(rows[0]?.total ?? 0n), items: rows.map(({ total: _, ...found }) => found) }
}
