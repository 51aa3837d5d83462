import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append } from '../audit/index.ts'
import type { Purpose } from './contract.ts'
import { findPublicTypes } from './public-types.ts'
import { reachOf, unreachedOf, type Want } from './reach.ts'
import { type ConsentTables, findGrants } from './store.ts'
import { requireFieldGroups } from './wish.ts'

/**
 * Puts on record that somebody asked for what no consent opens to them, where the answer is a page that says so and no
 * refusal: its owner reads it under "who has read my data" like any other attempt.
 */
export async function noteAttempt(
  work: UnitOfWork<ConsentTables>,
  use: { enterprise: string; purpose: Purpose; fieldGroups: readonly string[] },
): Promise<void> {
  const { enterprise, purpose } = use
  const { organization, role } = work.actor
  const fieldGroups = requireFieldGroups(use.fieldGroups)
  const { whole } = await findPublicTypes(work)
  const grants = await findGrants(work.db, { enterprises: [enterprise], organization, purpose })
  const want: Want = { role, purpose, fieldGroups, open: whole, at: work.now }
  const { missing } = reachOf(grants, want)
  if (missing.length === 0) return
  const { code } = unreachedOf(grants, want, missing)
  const detail = { purpose, fieldGroups, missing, refusal: code }
  await append(work, { kind: 'use-refused', subject: enterprise, detail })
}
