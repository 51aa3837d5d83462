import type { Instant } from '../../../foundation/instant.ts'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import {
  type GatherPlan,
  type PendingPlan,
  planGathering,
  planPending,
} from '../../../information/records/index.ts'
import { getRecordType } from '../../../trust/catalog/index.ts'
import { authorizeProcessing, fieldGroups } from '../../../trust/consent/index.ts'
import type { ProfileTables } from '../tables.ts'
import { gatherings, profileRecordTypes } from './gatherings.ts'

/** What the bulk process reads, for all enterprises or for some lake keys; on record as a use of the platform. */
export async function planDossiers(
  work: UnitOfWork<ProfileTables>,
  wish: { asOf: Instant; subjects: readonly string[] | undefined },
): Promise<{ plans: GatherPlan[]; pending: PendingPlan[] }> {
  const { asOf, subjects } = wish
  const authorization = await authorizeProcessing(work, { fieldGroups })
  const shared = new Set<string>()
  // What is not shared is as if it had never come: pages are read by others than the enterprise.
  for (const id of profileRecordTypes)
    if ((await getRecordType(work, id)).sharing !== 'closed') shared.add(id)
  const plans: GatherPlan[] = []
  for (const gathering of gatherings.filter(({ recordType }) => shared.has(recordType))) {
    const planned = await planGathering(work, authorization, {
      gathering,
      asOf,
      ...(subjects === undefined ? {} : { subjects }),
    })
    if (planned.plan.files.length > 0) plans.push(planned)
  }
  const pending: PendingPlan[] = []
  for (const recordType of shared) {
    const plan = await planPending(work, { recordType, asOf })
    if (plan) pending.push(plan)
  }
  return { plans, pending }
}
