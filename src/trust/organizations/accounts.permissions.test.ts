import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  closeAccount,
  createOrganization,
  createUser,
  getActorByAccount,
  listOrganizations,
  type OrganizationTables,
  operatorActor,
  permissionsOfRole,
  type Role,
  resetPassword,
  roles,
} from './index.ts'

type Work = UnitOfWork<OrganizationTables>

let database: Database
const run = <Result>(verb: (work: Work) => Promise<Result>, actor: Actor = operatorActor()) =>
  runWork(database, actor, verb)
const actorOf = (role: Role, organization: string): Actor => ({
  account: role,
  organization,
  kind: 'user',
  permissions: permissionsOfRole(role),
})
const officer = {
  account: 'officer',
  organization: 'bank-one',
  role: 'bank-officer',
  displayName: 'Officer',
} as const

before(async () => {
  database = await testDatabase()
  await run(async (work) => {
    await createOrganization(work, { id: 'bank-one', kind: 'bank', name: '甲银行' })
    await createOrganization(work, { id: 'firm-one', kind: 'enterprise', name: '甲企业', enterprise: 'e-1' })
    await createUser(work, { ...officer, password: 'a long enough password' })
  })
})
after(() => database.close())

test('only the platform makes organizations and accounts, resets and closes', async () => {
  const attempts: ((work: Work) => Promise<unknown>)[] = [
    (work) => createOrganization(work, { id: 'bank-two', kind: 'bank', name: '乙银行' }),
    (work) => createUser(work, { ...officer, account: 'second' }),
    (work) => resetPassword(work, { account: 'officer' }),
    (work) => closeAccount(work, { account: 'officer' }),
  ]
  for (const role of roles.filter((name) => name !== 'platform-operator'))
    for (const attempt of attempts)
      await assert.rejects(run(attempt, actorOf(role, 'bank-one')), { code: 'permission-missing' }, role)
  await run(
    (work) => createOrganization(work, { id: 'bank-three', kind: 'bank', name: '丙银行' }),
    actorOf('platform-operator', 'platform'),
  )
})

test('only the local operator acts as an account without its password', async () => {
  const actor = await run((work) => getActorByAccount(work, 'officer'))
  assert.deepEqual([actor.kind, actor.organization], ['user', 'bank-one'])
  for (const role of roles)
    await assert.rejects(
      run((work) => getActorByAccount(work, 'officer'), actorOf(role, 'platform')),
      { code: 'permission-missing' },
    )
  await assert.rejects(
    run((work) => getActorByAccount(work, 'nobody')),
    { code: 'account-unknown' },
  )
})

test('what is described wrongly is refused and names the field', async () => {
  const organization = (wish: object) =>
    run((work) => createOrganization(work, { id: 'new', kind: 'bank', name: '新', ...wish }))
  const user = (wish: object) => run((work) => createUser(work, { ...officer, account: 'new', ...wish }))
  const cases: [() => Promise<unknown>, string, string | undefined][] = [
    [() => organization({ id: 'Bad Name' }), 'organization-invalid', 'id'],
    [() => organization({ id: '' }), 'organization-invalid', 'id'],
    [() => organization({ name: '  ' }), 'organization-invalid', 'name'],
    [() => organization({ kind: 'enterprise' }), 'organization-invalid', 'enterprise'],
    [() => organization({ enterprise: 'e-2' }), 'organization-invalid', 'enterprise'],
    [() => organization({ id: 'bank-one' }), 'organization-exists', undefined],
    [() => user({ account: 'Zwölf' }), 'account-invalid', 'account'],
    [() => user({ role: 'platform-operator' }), 'account-invalid', 'role'],
    [() => user({ organization: 'firm-one' }), 'account-invalid', 'role'],
    [() => user({ role: 'bank-system' }), 'account-invalid', 'role'],
    [() => user({ password: 'short' }), 'account-invalid', 'password'],
    [() => user({ displayName: ' ' }), 'account-invalid', 'displayName'],
    [() => user({ organization: 'nowhere' }), 'organization-unknown', undefined],
    [() => user({ account: 'officer' }), 'account-exists', undefined],
  ]
  for (const [attempt, code, field] of cases)
    await assert.rejects(attempt(), (error: { code: string; where: { field?: string } }) => {
      assert.deepEqual([error.code, error.where.field], [code, field])
      return true
    })
})

test('without a password a random one is given back once; with one it is not repeated', async () => {
  const made = await run((work) => createUser(work, { ...officer, account: 'third' }))
  assert.match(made.password!, /^(\w{4}-){3}\w{4}$/)
  const chosen = await run((work) =>
    createUser(work, { ...officer, account: 'fourth', password: 'a long enough password' }),
  )
  assert.equal(chosen.password, null)
})

test('organizations are listed by kind, in pages', async () => {
  const banks = await run(
    (work) => listOrganizations(work, { kind: 'bank' }),
    actorOf('enterprise-user', 'firm-one'),
  )
  assert.deepEqual(
    banks.items.map((item) => item.id),
    ['bank-one', 'bank-three'],
  )
  const first = await run((work) => listOrganizations(work, { pageSize: 2 }))
  const rest = await run((work) => listOrganizations(work, { after: first.items.at(-1)!.id }))
  assert.deepEqual(
    [...first.items, ...rest.items].map((item) => item.id),
    ['bank-one', 'bank-three', 'firm-one', 'platform'],
  )
})
