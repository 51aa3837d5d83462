import assert from 'node:assert/strict'
import type { RefusedUse } from '../../demonstration/sample-city/index.ts'
import type { Database } from '../../foundation/database.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type EnterpriseTables, findEnterprisesByUscc } from '../../information/enterprises/index.ts'
import { recordRefusal } from '../../trust/audit/index.ts'
import { type ConsentTables, type Purpose, requireAuthorization } from '../../trust/consent/index.ts'
import { getActorByAccount, type OrganizationTables, operatorActor } from '../../trust/organizations/index.ts'
import { readAccounts } from './demonstration-accounts.ts'

type Work = UnitOfWork<ConsentTables & EnterpriseTables & OrganizationTables>

/**
 * Lets officers of a bank ask for firms that never let their bank in, by the path that every use takes. Each is
 * refused, and the refusal is on the audit log, where the firm sees who looked.
 */
export async function tryRefusedUses(
  database: Database,
  planned: readonly RefusedUse[],
): Promise<{ refused: number }> {
  const operator = operatorActor()
  const officers = readAccounts(database.dataFolder).filter(({ role }) => role === 'bank-officer')
  for (const { uscc, organization, purpose, fieldGroups } of planned) {
    const { account } = officers.find((officer) => officer.organization === organization)!
    const actor = await runWork(database, operator, (work: Work) => getActorByAccount(work, account))
    const found = await runWork(database, operator, (work: Work) => findEnterprisesByUscc(work, [uscc]))
    const use = { enterprise: found.get(uscc)!, purpose: purpose as Purpose, fieldGroups }
    const onRefusal = recordRefusal(database)
    const asked = runWork(database, actor, (work: Work) => requireAuthorization(work, use), { onRefusal })
    const answer = await asked.catch((error: unknown) => error)
    assert(answer instanceof Refusal, `${account} could use ${uscc} without a consent`)
  }
  return { refused: planned.length }
}
