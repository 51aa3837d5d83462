import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { listConsents, listUses } from '../../trust/consent/index.ts'
import type { Viewer } from './access.ts'
import type { Trace } from './sections/view.ts'
import type { ProfileTables } from './tables.ts'

const shownMax = 50

/**
 * Who may look and who did. An enterprise sees all of it; a bank its own consents, and not who else has looked; the
 * local operator sees all.
 */
export async function readTrace(
  work: UnitOfWork<ProfileTables>,
  { enterprise, viewer }: { enterprise: string; viewer: Viewer },
): Promise<Trace> {
  if (!work.actor.permissions.has('consent:read')) return { consents: null, uses: null }
  const whole = viewer.stage === 'own' || work.actor.kind === 'operator'
  const consents = await listConsents(work, {
    enterprise,
    ...(whole ? {} : { organization: work.actor.organization }),
    pageSize: shownMax,
  })
  const uses = whole ? await listUses(work, { enterprise, pageSize: shownMax }) : null
  return {
    consents: consents.items.map((one) => ({ ...one, organization: one.organizationName })),
    uses:
      uses?.items
        .filter(({ bulk }) => !bulk)
        .map((one) => ({ ...one, organization: one.organizationName })) ?? null,
  }
}
