import { defineQueue, enqueue } from '../../foundation/jobs.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../../trust/audit/index.ts'
import type { EnterpriseTables } from './store.ts'

/** `suggestLinks` as a job. Done twice it suggests nothing twice. */
export const linkageQueue = defineQueue<object>('link-enterprises', { retryLimit: 1 })

/** Who the enterprises without a code may be is looked for in the background: it compares with all that are known. */
export async function orderLinkage(
  work: UnitOfWork<EnterpriseTables & AuditTables>,
): Promise<{ job: string }> {
  const job = await enqueue(work, linkageQueue, {})
  await append(work, { kind: 'linkage-ordered', subject: 'enterprises', detail: { job } })
  return { job }
}
