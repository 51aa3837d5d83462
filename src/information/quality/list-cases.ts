import type { Static } from 'typebox'
import { dayAt } from '../../foundation/business-calendar.ts'
import { inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { requirePermission } from '../../trust/organizations/index.ts'
import { caseOf } from './act-on-case.ts'
import type { CaseEntry, listQualityCasesContract, QualityCase } from './contract.ts'
import { organizationSeen } from './organization-seen.ts'
import { caseView } from './quality-case.ts'
import { type CaseTables, selectCases, selectEntries } from './store-cases.ts'

type Filter = Static<(typeof listQualityCasesContract)['input']>

/** Cases, the newest first; a department sees those of its own sources. */
export async function listCases(
  work: UnitOfWork<CaseTables>,
  filter: Filter,
): Promise<{ items: QualityCase[] }> {
  requirePermission(work.actor, 'quality:read')
  const organization = organizationSeen(work.actor, filter.organization)
  if (organization === null) return { items: [] }
  const { overdue, pageSize, after, ...rest } = filter
  const today = dayAt(work.now)
  const stored = await selectCases(work.db, {
    ...rest,
    organization,
    after: after !== undefined && /^[0-9a-f-]{36}$/.test(after) ? after : undefined,
    batch: filter.batch,
    dueBefore: overdue === true ? today : undefined,
    limit: pageSize ?? 50,
  })
  return { items: stored.map((one) => caseView(one, today)) }
}

export async function getCase(
  work: UnitOfWork<CaseTables>,
  wish: { case: string },
): Promise<QualityCase & { history: CaseEntry[] }> {
  requirePermission(work.actor, 'quality:read')
  const found = await caseOf(work, wish.case)
  const entries = await selectEntries(work.db, found.id)
  return {
    ...caseView(found, dayAt(work.now)),
    history: entries.map(({ id: _, qualityCase: __, at, ...entry }) => ({ ...entry, at: inShanghai(at) })),
  }
}
