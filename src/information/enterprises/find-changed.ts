import { isDeepStrictEqual } from 'node:util'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { inOrderOfWord } from './registration-order.ts'
import { documentOf } from './search-document.ts'
import { type EnterpriseTables, type GatheredEnterprise, gatherEnterprises, type NameRow } from './store.ts'
import type { SavedRegistration } from './store-claims.ts'

/** What a delivery wrote about entities that were known before it. */
export interface Written {
  names: readonly NameRow[]
  registrations: readonly SavedRegistration[]
}

/**
 * Of the enterprises that something was written about, those that a search would see otherwise than before: a further
 * version that says the same name, or a new address, is nothing to it.
 */
export async function findChanged(
  work: UnitOfWork<EnterpriseTables>,
  enterprises: readonly string[],
  written: Written,
): Promise<string[]> {
  const names = Map.groupBy(written.names, ({ enterprise }) => enterprise)
  const registrations = new Map(written.registrations.map((saved) => [saved.entity, saved]))
  const gathered = await gatherEnterprises(work.db, enterprises)
  return gathered
    .filter((now) => !isDeepStrictEqual(documentOf(now), documentOf(asBefore(now, names, registrations))))
    .map(({ enterprise }) => enterprise)
}

function asBefore(
  now: GatheredEnterprise,
  names: ReadonlyMap<string, readonly NameRow[]>,
  registrations: ReadonlyMap<string, SavedRegistration>,
): GatheredEnterprise {
  const isNew = (row: NameRow) =>
    names
      .get(row.enterprise)
      ?.some((added) => added.name === row.name && added.validFrom === row.validFrom) ?? false
  const said = now.registrations.flatMap((row) => {
    const saved = registrations.get(row.enterprise)
    return saved === undefined ? [row] : (saved.before ?? [])
  })
  return {
    ...now,
    names: now.names.filter((row) => !isNew(row)),
    registrations: inOrderOfWord(said, now.identifiers),
  }
}
