import { canonicalJson } from '../../foundation/canonical-json.ts'
import type { Deed } from '../../foundation/deed.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { storable, wellFormed } from './leaf.ts'
import { merkleRootOf } from './merkle-tree.ts'
import { type AuditTables, insertEntries } from './store.ts'

/**
 * Puts a deed on record in the transaction of `work`: the entry exists if and only if the deed does. Returns
 * the entry's identifier; its receipt exists once the sequencer has placed it.
 */
export async function append(work: UnitOfWork<AuditTables>, deed: Deed): Promise<string> {
  const [id] = await appendAll(work, [deed])
  return id!
}

/** Many deeds in one statement, in their order. */
export async function appendAll(work: UnitOfWork<AuditTables>, deeds: readonly Deed[]): Promise<string[]> {
  if (deeds.length === 0) return []
  const rows = deeds.map((deed) => ({
    id: work.newId(),
    kind: storable(deed.kind),
    subject: storable(deed.subject),
    detail: canonicalJson(wellFormed(deed.detail)),
  }))
  const { account, organization } = work.actor
  await insertEntries(
    work.db,
    { at: work.now, account: storable(account), organization: storable(organization) },
    rows,
  )
  return rows.map((row) => row.id)
}

/**
 * A use of many enterprises at once is one entry: it carries their number and the Merkle root over them, sorted
 * and without repetition. Who keeps the list can prove later which enterprises were in it, and which were not.
 */
export function appendBulk(
  work: UnitOfWork<AuditTables>,
  deed: Deed,
  enterprises: Iterable<string>,
): Promise<string> {
  const list = [...new Set(enterprises)].sort()
  const detail = {
    ...deed.detail,
    enterprises: list.length,
    enterprisesRoot: merkleRootOf(list).toString('base64'),
  }
  return append(work, { ...deed, detail })
}
