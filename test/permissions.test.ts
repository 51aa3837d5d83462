import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endpointTable } from '../src/entrances/endpoint-table.ts'
import { pathNames } from '../src/entrances/http/input.ts'
import { buildServer } from '../src/entrances/http/server.ts'
import type { Database } from '../src/foundation/database.ts'
import { runWork } from '../src/foundation/run-work.ts'
import { testDatabase } from '../src/foundation/test-database.ts'
import type { Role } from '../src/trust/organizations/contract.ts'
import {
  createOrganization,
  createUser,
  operatorActor,
  permissionsOfRole,
} from '../src/trust/organizations/index.ts'

const accounts: { role: Role; organization: string }[] = [
  { role: 'bank-officer', organization: 'bank-one' },
  { role: 'bank-risk-manager', organization: 'bank-one' },
  { role: 'credit-approver', organization: 'bank-one' },
  { role: 'post-loan-manager', organization: 'bank-one' },
  { role: 'enterprise-user', organization: 'firm-one' },
  { role: 'agency-officer', organization: 'bureau-one' },
  { role: 'supervisor', organization: 'bureau-one' },
  { role: 'platform-operator', organization: 'platform' },
]
const password = 'a password of twelve and more'

let database: Database
let app: Awaited<ReturnType<typeof buildServer>>

before(async () => {
  database = await testDatabase()
  await runWork(database, operatorActor(), async (work) => {
    await createOrganization(work as never, {
      id: 'bank-one',
      kind: 'bank',
      name: '甲银行',
      enterprise: null,
    })
    await createOrganization(work as never, {
      id: 'firm-one',
      kind: 'enterprise',
      name: '甲企业',
      enterprise: 'firm',
    })
    await createOrganization(work as never, {
      id: 'bureau-one',
      kind: 'agency',
      name: '甲局',
      enterprise: null,
    })
    for (const { role, organization } of accounts)
      await createUser(work as never, { account: role, password, organization, role, displayName: role })
  })
  app = await buildServer(database, { logLevel: 'silent', requestsPerMinuteMax: 1e6 })
})
after(async () => {
  await app.close()
  await database.close()
})

/** A request of an operation with nothing in it but the path. */
function knock({ contract }: (typeof endpointTable)[number], headers: Record<string, string> = {}) {
  const url = pathNames(contract.path).reduce(
    (path, name) => path.replace(`:${name}`, 'nothing'),
    contract.path,
  )
  return app.inject({
    method: contract.method,
    url,
    headers,
    ...(contract.method === 'POST' ? { payload: {} } : {}),
  })
}

test('nobody gets past an operation that is not public', async () => {
  let closed = 0
  for (const entry of endpointTable) {
    if (entry.contract.permission === 'public') continue
    const answer = await knock(entry)
    // A wrong form is refused before anybody is asked for; nothing else may come before the sign-in.
    assert.ok(
      [401, 400].includes(answer.statusCode),
      `${entry.contract.name}: ${answer.statusCode} ${answer.body}`,
    )
    closed++
  }
  assert.ok(closed > 15)
})

for (const { role } of accounts)
  test(`${role} gets exactly what the role has a permission for`, async () => {
    const session = await app.inject({
      method: 'POST',
      url: '/v1/sessions',
      payload: { account: role, password },
    })
    assert.equal(session.statusCode, 200, session.body)
    const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const permissions = permissionsOfRole(role) as ReadonlySet<string>
    for (const entry of endpointTable) {
      const { permission, name } = entry.contract
      if (permission === 'public' || permission === 'signed-in' || name === 'endSession') continue
      const answer = await knock(entry, { cookie })
      const missing = answer.statusCode === 403 && answer.json().code === 'permission-missing'
      assert.equal(
        missing,
        !permissions.has(permission),
        `${name} by ${role}: ${answer.statusCode} ${answer.body}`,
      )
      assert.notEqual(answer.statusCode, 500, `${name}: ${answer.body}`)
    }
  })

test('what stands in an address and is no parameter is refused, whatever the method', async () => {
  const payload = { account: 'platform-operator', password }
  const session = await app.inject({ method: 'POST', url: '/v1/sessions', payload })
  const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const approve = endpointTable.find(({ contract }) => contract.name === 'approveProposal')!.contract
  const path = approve.path.replace(/:\w+/, '01a201fc-481e-7000-b235-34f5ac875e09')
  const ask = (query: string) =>
    app.inject({ method: 'POST', url: `${path}${query}`, payload: {}, headers: { cookie } })
  assert.equal((await ask('')).statusCode, 404)
  const refused = await ask('?surplus=1')
  assert.deepEqual([refused.statusCode, refused.json().where.in], [400, 'querystring'])
})
