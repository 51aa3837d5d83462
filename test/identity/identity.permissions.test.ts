import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { endpointTable } from '../../src/entrances/endpoint-table.ts'
import { buildServer } from '../../src/entrances/http/server.ts'
import type { Database } from '../../src/foundation/database.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  findEnterprisesBySubject,
} from '../../src/information/enterprises/index.ts'
import { type AuditTables, listEntries } from '../../src/trust/audit/index.ts'
import { listStandardSources } from '../../src/trust/catalog/index.ts'
import type { Role } from '../../src/trust/organizations/contract.ts'
import {
  createOrganization,
  createUser,
  type OrganizationTables,
  operatorActor,
} from '../../src/trust/organizations/index.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables & OrganizationTables>

const password = 'a password of twelve and more'
const people: Record<string, { role: Role; organization: string; kind: 'bank' | 'agency' | 'enterprise' }> = {
  officer: { role: 'bank-officer', organization: 'a-bank', kind: 'bank' },
  'risk-manager': { role: 'bank-risk-manager', organization: 'a-bank', kind: 'bank' },
  agency: { role: 'agency-officer', organization: 'a-bureau', kind: 'agency' },
  firm: { role: 'enterprise-user', organization: 'a-firm', kind: 'enterprise' },
}
const staff = ['clerk', 'second']
const local = listStandardSources().find(({ identifierScheme }) => identifierScheme === 'local')!
const number = (value: string) => `${local.id}:${value}`

let database: Database
let app: Awaited<ReturnType<typeof buildServer>>
const cookies = new Map<string, string>()

before(async () => {
  database = await testDatabase()
  await runWork(database, operatorActor(), async (work: Work) => {
    for (const [id, kind] of new Map(
      Object.values(people).map((person) => [person.organization, person.kind]),
    ))
      await createOrganization(work, { id, kind, name: id, enterprise: kind === 'enterprise' ? 'f' : null })
    for (const [account, { role, organization }] of Object.entries(people))
      await createUser(work, { account, password, organization, role, displayName: account })
    for (const account of staff)
      await createUser(work, {
        account,
        password,
        organization: 'platform',
        role: 'platform-operator',
        displayName: account,
      })
    const claims = ['1', '2', '3', '4'].map((value) => ({ value }))
    await claimSubjects(work, local, claims)
  })
  app = await buildServer(database, { logLevel: 'silent', requestsPerMinuteMax: 1e6 })
  for (const account of [...Object.keys(people), ...staff]) {
    const session = await app.inject({ method: 'POST', url: '/v1/sessions', payload: { account, password } })
    assert.equal(session.statusCode, 200, session.body)
    cookies.set(account, session.cookies.map(({ name, value }) => `${name}=${value}`).join('; '))
  }
})
after(async () => {
  await app.close()
  await database.close()
})

async function ask(account: string | undefined, method: 'GET' | 'POST', url: string, payload?: object) {
  const cookie = account === undefined ? undefined : cookies.get(account)!
  const answer = await app.inject({
    ...{ method, url, headers: cookie === undefined ? {} : { cookie } },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const reason = '核对营业执照'
const unknown = '01a201fc-481e-7000-b235-34f5ac875e09'
/** Every operation on identity, with a request that is well formed. */
const operations: Record<string, readonly ['GET' | 'POST', string, object?]> = {
  listIdentitySuggestions: ['GET', '/v1/identity/suggestions'],
  readIdentityHistory: ['GET', `/v1/enterprises/${encodeURIComponent(number('1'))}/identity`],
  proposeMerge: ['POST', '/v1/identity/merges', { keep: number('1'), absorb: number('2'), reason }],
  proposeSplit: ['POST', '/v1/identity/splits', { entity: number('1'), reason }],
  proposeUndo: ['POST', '/v1/identity/undos', { deed: unknown, reason }],
  orderLinkage: ['POST', '/v1/identity/linkages', {}],
  reviewSuggestion: ['POST', `/v1/identity/suggestions/${unknown}/review`, { verdict: 'accept', reason }],
}

test('the matrix has every operation on identity', () => {
  const named = endpointTable
    .filter(({ contract }) => contract.permission.startsWith('identity:'))
    .map(({ contract }) => contract.name)
  assert.deepEqual(named.sort(), Object.keys(operations).sort())
})

test('who belongs to no platform staff neither sees nor touches who is who', async () => {
  for (const [name, [method, url, payload]] of Object.entries(operations)) {
    assert.equal((await ask(undefined, method, url, payload)).status, 401, `${name} by nobody`)
    for (const account of Object.keys(people)) {
      const { status, body } = await ask(account, method, url, payload)
      assert.deepEqual([status, body.code], [403, 'permission-missing'], `${name} by ${account}`)
    }
  }
  await runWork(database, operatorActor(), async (work: Work) => {
    const found = await findEnterprisesBySubject(work, ['1', '2'].map(number))
    assert.equal(new Set(found.values()).size, 2, 'nothing was merged')
  })
})

test('whoever proposes does not decide, whatever is proposed, and the attempt is on record', async () => {
  const review = (account: string, suggestion: string, verdict: 'accept' | 'reject') =>
    ask(account, 'POST', `/v1/identity/suggestions/${suggestion}/review`, { verdict, reason })
  const propose = async (kind: 'merges' | 'splits' | 'undos', payload: object) => {
    const { status, body } = await ask('clerk', 'POST', `/v1/identity/${kind}`, { ...payload, reason })
    assert.equal(status, 200, JSON.stringify(body))
    for (const verdict of ['accept', 'reject'] as const) {
      const own = await review('clerk', body.id, verdict)
      assert.deepEqual([own.status, own.body.code], [403, 'suggestion-own'], `${kind} ${verdict}`)
    }
    const decided = await review('second', body.id, 'accept')
    assert.deepEqual([decided.status, decided.body.state], [200, 'accepted'], JSON.stringify(decided.body))
    const again = await review('second', body.id, 'reject')
    assert.equal(again.body.code, 'suggestion-decided')
  }
  await propose('merges', { keep: number('3'), absorb: number('4') })
  const history = await ask('second', 'GET', `/v1/enterprises/${encodeURIComponent(number('4'))}/identity`)
  await propose('splits', { entity: number('4') })
  await propose('merges', { keep: number('3'), absorb: number('4') })
  const later = await ask('second', 'GET', `/v1/enterprises/${encodeURIComponent(number('4'))}/identity`)
  assert.equal(later.body.deeds.length, history.body.deeds.length + 2)
  await propose('undos', { deed: later.body.deeds.at(-1).deed })
  const { items } = await runWork(database, operatorActor(), (work: Work) =>
    listEntries(work, { kind: 'own-suggestion-refused', pageSize: 100 }),
  )
  assert.equal(items.length, 8, 'two refusals of each of four proposals')
})
