import { inShanghai } from '../../foundation/instant.ts'
import { platformOrganization, requirePermission } from '../../trust/organizations/index.ts'
import type { DecisionSummary } from './contract.ts'
import { findApplicant } from './find-applicant.ts'
import { listRows } from './store.ts'
import type { DecisionWork } from './tables.ts'

/** The own bank's decisions, newest first; the platform sees all. */
export async function listDecisions(
  work: DecisionWork,
  wish: { enterprise?: string; pageSize?: number },
): Promise<{ items: DecisionSummary[] }> {
  requirePermission(work.actor, 'decision:read')
  const { organization } = work.actor
  const rows = await listRows(work.db, {
    ...(organization === platformOrganization ? {} : { organization }),
    ...(wish.enterprise === undefined
      ? {}
      : { enterprise: (await findApplicant(work, wish.enterprise)).enterprise }),
    pageSize: wish.pageSize ?? 50,
  })
  const items = rows.map(({ id, amountFen, creditLimitFen, asOf, decidedAt, ...row }) => ({
    decision: id,
    ...row,
    amountFen: amountFen.toString(),
    creditLimitFen: creditLimitFen?.toString() ?? null,
    asOf: inShanghai(asOf),
    decidedAt: inShanghai(decidedAt),
  }))
  return { items }
}
