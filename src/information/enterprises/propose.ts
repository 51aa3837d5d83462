import { isIdentifier } from '../../foundation/identifier.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import { type IdentitySuggestion, refuse } from './contract.ts'
import { describeSuggestions } from './list-suggestions.ts'
import { resolveEnterprise } from './resolve-enterprise.ts'
import type { EnterpriseTables, SuggestionRow } from './store.ts'
import { findDeed, findLiveLink, findSurvivors, insertSuggestions } from './store-identity.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables>

/** A person believes that two enterprises are one; a second person decides. */
export async function proposeMerge(
  work: Work,
  wish: { keep: string; absorb: string; reason: string },
): Promise<IdentitySuggestion> {
  const [{ entity: survivor }, { entity: absorbed }] = [
    await resolveEnterprise(work, wish.keep),
    await resolveEnterprise(work, wish.absorb),
  ]
  const now = await findSurvivors(work.db, [survivor, absorbed], work.now)
  if (now.get(survivor) === now.get(absorbed)) refuse('identity-same', { enterprise: now.get(survivor) })
  return propose(work, { kind: 'merge', absorbed, survivor, undoes: null }, wish.reason)
}

/** A person believes that an entity was merged into the wrong enterprise, by a rule or by a review. */
export async function proposeSplit(
  work: Work,
  wish: { entity: string; reason: string },
): Promise<IdentitySuggestion> {
  const { entity: absorbed } = await resolveEnterprise(work, wish.entity)
  const link = await findLiveLink(work.db, absorbed)
  if (link === undefined) return refuse('identity-apart', { entity: wish.entity })
  return propose(work, { kind: 'split', absorbed, survivor: link.survivor, undoes: link.madeBy }, wish.reason)
}

/** To take a merge back is a split, and to take a split back the same merge again. */
export async function proposeUndo(
  work: Work,
  wish: { deed: string; reason: string },
): Promise<IdentitySuggestion> {
  const deed = isIdentifier(wish.deed) ? await findDeed(work.db, wish.deed) : undefined
  if (deed === undefined) return refuse('deed-unknown', { deed: wish.deed })
  const { absorbed, survivor } = deed
  const link = await findLiveLink(work.db, absorbed)
  const undone = deed.kind === 'merge' ? link?.madeBy !== deed.id : link !== undefined
  if (undone) return refuse('identity-changed', { deed: wish.deed })
  const kind = deed.kind === 'merge' ? 'split' : 'merge'
  return propose(work, { kind, absorbed, survivor, undoes: deed.id }, wish.reason)
}

async function propose(
  work: Work,
  what: Pick<SuggestionRow, 'kind' | 'absorbed' | 'survivor' | 'undoes'>,
  reason: string,
): Promise<IdentitySuggestion> {
  const row: SuggestionRow = {
    ...what,
    id: work.newId(),
    origin: 'person',
    weight: null,
    reasons: [{ field: 'person', level: reason, weight: null }],
    state: 'open',
    proposedBy: work.actor.account,
    proposedAt: work.now,
    reviewedBy: null,
    reviewedAt: null,
    reviewReason: null,
    deed: null,
  }
  if ((await insertSuggestions(work.db, [row])) === 0) refuse('suggestion-open', what)
  await append(work, {
    kind: `${what.kind}-proposed`,
    subject: what.survivor,
    detail: { ...what, suggestion: row.id, reason },
  })
  return (await describeSuggestions(work, [row]))[0]!
}
