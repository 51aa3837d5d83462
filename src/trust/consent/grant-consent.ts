import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append, appendAll } from '../audit/index.ts'
import { getOrganization, requirePermission } from '../organizations/index.ts'
import { type Consent, type GrantConsent, refuse } from './contract.ts'
import { statusOf } from './grant.ts'
import { isOwnEnterprise } from './require-authorization.ts'
import { type ConsentTables, findGrant, type GrantRow, insertGrants, revokeGrant } from './store.ts'
import { requireEnd, requireFieldGroups, requirePurpose, requireStages } from './wish.ts'

type Work = UnitOfWork<ConsentTables>

export async function grantConsent(work: Work, wish: GrantConsent): Promise<Consent> {
  const [consent] = await grantConsents(work, [wish])
  return consent!
}

/** Many consents in one insert, each with an entry of its own in the audit log; all or none. */
export async function grantConsents(work: Work, wishes: readonly GrantConsent[]): Promise<Consent[]> {
  requirePermission(work.actor, 'consent:grant')
  for (const enterprise of new Set(wishes.map((wish) => wish.enterprise)))
    await requireOwner(work, enterprise)
  for (const organization of new Set(wishes.map((wish) => wish.organization)))
    await requireRecipient(work, organization)
  const grants = wishes.map((wish): GrantRow => {
    const { enterprise, organization } = wish
    const purpose = requirePurpose(wish.purpose)
    return {
      id: work.newId(),
      enterprise,
      organization,
      purpose,
      fieldGroups: requireFieldGroups(wish.fieldGroups),
      stages: requireStages(wish.stages, purpose),
      grantedAt: work.now,
      expiresAt: requireEnd(wish.until, work.now),
      grantedBy: work.actor.account,
      onBehalf: work.actor.kind === 'operator',
      revokedAt: null,
      revokedBy: null,
    }
  })
  await insertGrants(work.db, grants)
  await appendAll(
    work,
    grants.map(({ id, enterprise, organization, purpose, fieldGroups, stages, expiresAt, onBehalf }) => ({
      kind: 'consent-granted',
      subject: enterprise,
      detail: {
        consent: id,
        organization,
        purpose,
        fieldGroups,
        ...(stages === null ? {} : { stages }),
        expiresAt,
        onBehalf,
      },
    })),
  )
  return grants
}

/** With effect on the very next read: nothing between a grant and a read is kept anywhere. */
export async function revokeConsent(work: Work, wish: { consent: string }): Promise<Consent> {
  requirePermission(work.actor, 'consent:grant')
  const grant = isIdentifier(wish.consent) ? await findGrant(work.db, wish.consent) : undefined
  if (!grant) return refuse('consent-unknown', { consent: wish.consent })
  await requireOwner(work, grant.enterprise)
  const { expiresAt } = grant
  if (statusOf(grant, work.now) !== 'live')
    refuse('consent-already-ended', { consent: grant.id, expiresAt, revokedAt: grant.revokedAt })
  // Another machine's clock may have granted it a moment ahead of ours.
  const revokedAt = [work.now, grant.grantedAt].sort()[1]!
  const revoked = await revokeGrant(work.db, grant.id, { revokedAt, revokedBy: work.actor.account })
  if (!revoked) return refuse('consent-already-ended', { consent: grant.id, expiresAt })
  const { id, enterprise, organization, purpose } = revoked
  const detail = { consent: id, organization, purpose, onBehalf: work.actor.kind === 'operator' }
  await append(work, { kind: 'consent-revoked', subject: enterprise, detail })
  return revoked
}

/** The enterprise by one of its users: not a system with a key, not the platform's staff. The local operator acts on behalf. */
async function requireOwner(work: Work, enterprise: string): Promise<void> {
  if (work.actor.kind === 'operator') return
  if (work.actor.kind !== 'user' || !(await isOwnEnterprise(work, enterprise)))
    refuse('consent-not-yours', { enterprise })
}

async function requireRecipient(work: Work, organization: string): Promise<void> {
  const { kind } = await getOrganization(work, organization)
  if (kind !== 'bank' && kind !== 'agency') refuse('consent-organization-kind', { organization, kind })
}

function isIdentifier(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
