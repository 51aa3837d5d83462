import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { refuse } from './contract.ts'
import { type EnterpriseTables, insertChanges, lockClaims } from './store.ts'
import { endLink, findLiveLink, findSurvivors, insertMerges, type NewDeed } from './store-identity.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables>

/** What was decided, by whom and why; the deed keeps it. */
export interface Decided {
  proposedBy: string
  reason: string
  undoes: string | null
}

/** From now on the absorbed entity, with all that it absorbed, is the enterprise that the survivor is. */
export async function mergeEnterprises(
  work: Work,
  pair: { absorbed: string; survivor: string },
  decided: Decided,
): Promise<string> {
  await lockClaims(work.db)
  const now = await findSurvivors(work.db, [pair.absorbed, pair.survivor], work.now)
  const [absorbed, survivor] = [now.get(pair.absorbed)!, now.get(pair.survivor)!]
  if (absorbed === survivor) return refuse('identity-same', { enterprise: survivor })
  // A merge that is restored must be the very one that was taken back.
  if (decided.undoes !== null && absorbed !== pair.absorbed) return refuse('identity-changed', pair)
  const deed = deedOf(
    work,
    'merge',
    { absorbed, survivor: decided.undoes === null ? survivor : pair.survivor },
    decided,
  )
  await insertMerges(work.db, [{ deed, knownFrom: work.now }], survivor)
  await insertChanges(work.db, [absorbed, survivor], work.now)
  await record(work, 'enterprises-merged', deed)
  return deed.id
}

/** From now on the entity, with all that it absorbed, is itself again. */
export async function splitEnterprise(
  work: Work,
  pair: { absorbed: string; survivor: string },
  decided: Decided,
): Promise<string> {
  await lockClaims(work.db)
  const link = await findLiveLink(work.db, pair.absorbed)
  if (link === undefined) return refuse('identity-apart', { entity: pair.absorbed })
  if (link.survivor !== pair.survivor) return refuse('identity-changed', pair)
  if (decided.undoes !== null && link.madeBy !== decided.undoes) return refuse('identity-changed', pair)
  const left = (await findSurvivors(work.db, [pair.absorbed], work.now)).get(pair.absorbed)!
  const deed = deedOf(work, 'split', pair, decided)
  await endLink(work.db, deed)
  await insertChanges(work.db, [left, pair.absorbed], work.now)
  await record(work, 'enterprise-split', deed)
  return deed.id
}

function deedOf(
  work: Work,
  kind: NewDeed['kind'],
  { absorbed, survivor }: { absorbed: string; survivor: string },
  { proposedBy, reason, undoes }: Decided,
): NewDeed {
  const reviewedBy = work.actor.account
  return {
    id: work.newId(),
    kind,
    absorbed,
    survivor,
    how: 'review',
    undoes,
    proposedBy,
    reviewedBy,
    reason,
    at: work.now,
  }
}

function record(work: Work, kind: string, deed: NewDeed): Promise<string> {
  const { id, absorbed, survivor, undoes, proposedBy, reason } = deed
  return append(work, {
    kind,
    subject: survivor,
    detail: { deed: id, absorbed, survivor, undoes, proposedBy, reason },
  })
}
