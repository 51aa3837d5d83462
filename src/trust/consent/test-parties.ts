import type { Database } from '../../foundation/database.ts'
import { type Instant, instant } from '../../foundation/instant.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { recordRefusal } from '../audit/index.ts'
import { createOrganization, operatorActor, permissionsOfRole, type Role } from '../organizations/index.ts'
import type { ConsentTables, GrantConsent } from './index.ts'

export type Work = UnitOfWork<ConsentTables>

const start = Date.parse('2026-11-22T02:00:00Z')
export const days = (count: number): Instant => instant(new Date(start + count * 86_400_000))

export const actorOf = (role: Role, organization: string, kind: Actor['kind'] = 'user'): Actor => ({
  account: `${role}@${organization}`,
  organization,
  kind,
  permissions: permissionsOfRole(role),
  role,
})
export const operator = operatorActor()
export const platform = actorOf('platform-operator', 'platform')
export const bank = actorOf('bank-officer', 'bank-one')
export const rival = actorOf('bank-officer', 'bank-two')
/** The user of enterprise e-1, and that of e-2. */
export const owner = actorOf('enterprise-user', 'firm-one')
export const neighbor = actorOf('enterprise-user', 'firm-two')

export const wish: GrantConsent = {
  enterprise: 'e-1',
  organization: 'bank-one',
  purpose: 'pre-loan-review',
  fieldGroups: ['invoices', 'tax'],
  until: '2026-12-31',
}

export interface Parties {
  database: Database
  run: <Result>(verb: (work: Work) => Promise<Result>, actor: Actor, now?: Instant) => Promise<Result>
}

/** For tests only: a store with two banks, an agency and two enterprises, and a run that keeps refusals on record. */
export async function testParties(): Promise<Parties> {
  const database = await testDatabase()
  const run: Parties['run'] = (verb, actor, now = days(0)) =>
    runWork(database, actor, verb, { now, onRefusal: recordRefusal(database) })
  await run(async (work) => {
    for (const id of ['bank-one', 'bank-two'])
      await createOrganization(work, { id, kind: 'bank', name: `${id} 银行` })
    await createOrganization(work, { id: 'bureau-one', kind: 'agency', name: '监管局' })
    for (const [id, enterprise] of [
      ['firm-one', 'e-1'],
      ['firm-two', 'e-2'],
    ] as const)
      await createOrganization(work, { id, kind: 'enterprise', name: id, enterprise })
  }, operator)
  return { database, run }
}
