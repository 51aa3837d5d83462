import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { requirePermission } from '../../trust/organizations/index.ts'
import { type BaseRate, refuse } from './contract.ts'
import { findBaseRate, insertBaseRate, type ProductTables } from './store.ts'

/** Puts a published rate on record from its day on. The same again changes nothing; another value is refused. */
export async function publishBaseRate(
  work: UnitOfWork<ProductTables & AuditTables>,
  rate: BaseRate,
): Promise<void> {
  requirePermission(work.actor, 'product:manage')
  const { name, effectiveOn, rateBps, source } = rate
  const row = { name, effectiveOn, rateBps, source, publishedAt: work.now, publishedBy: work.actor.account }
  if (await insertBaseRate(work.db, row)) {
    await append(work, { kind: 'base-rate-published', subject: name, detail: { effectiveOn, rateBps } })
    return
  }
  if ((await findBaseRate(work.db, name, effectiveOn))?.rateBps !== rateBps)
    refuse('base-rate-exists', { name, effectiveOn })
}
