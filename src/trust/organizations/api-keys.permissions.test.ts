import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Database } from '../../foundation/database.ts'
import { type Instant, instant } from '../../foundation/instant.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { listEntries } from '../audit/index.ts'
import {
  anonymousActor,
  createApiKey,
  createOrganization,
  findActorByKey,
  getActorByKey,
  listApiKeys,
  type OrganizationTables,
  operatorActor,
  permissionsOfRole,
  type Role,
  revokeApiKey,
  roles,
} from './index.ts'

type Work = UnitOfWork<OrganizationTables>

let database: Database
const day = (number: number): Instant => instant(new Date(Date.UTC(2026, 10, 1 + number)))
const run = <Result>(verb: (work: Work) => Promise<Result>, actor: Actor = operatorActor(), now = day(0)) =>
  runWork(database, actor, verb, { now })
const actorOf = (role: Role, organization: string): Actor => ({
  account: role,
  organization,
  kind: 'user',
  permissions: permissionsOfRole(role),
})
const manager = actorOf('bank-risk-manager', 'bank-one')
const rival = actorOf('bank-risk-manager', 'bank-two')
const wish = { label: '核心系统', permissions: ['score:read', 'decision:make'], days: 30 }
const asKey = (key: string, now = day(1)) => run((work) => findActorByKey(work, key), anonymousActor(), now)

before(async () => {
  database = await testDatabase()
  await run(async (work) => {
    for (const id of ['bank-one', 'bank-two']) await createOrganization(work, { id, kind: 'bank', name: id })
    await createOrganization(work, { id: 'agency', kind: 'agency', name: '人社局' })
    await createOrganization(work, { id: 'firm', kind: 'enterprise', name: '企业', enterprise: 'e-1' })
  })
})
after(() => database.close())

test('a key acts for its organization with its own permissions, until it expires', async () => {
  const { key, secret } = await run((work) => createApiKey(work, wish), manager)
  const actor = (await asKey(secret))!
  assert.deepEqual(
    { ...actor, permissions: [...actor.permissions] },
    {
      account: `key:${key.id}`,
      organization: 'bank-one',
      kind: 'key',
      permissions: ['decision:make', 'score:read'],
    },
  )
  assert.notEqual(await asKey(secret, instant(new Date(Date.parse(day(30)) - 1))), undefined)
  assert.equal(await asKey(secret, day(30)), undefined)
  await assert.rejects(
    run((work) => getActorByKey(work, secret), anonymousActor(), day(30)),
    { code: 'api-key-refused' },
  )
})

test('a revoked key is dead on the very next request', async () => {
  const { key, secret } = await run((work) => createApiKey(work, wish), manager)
  assert.notEqual(await asKey(secret), undefined)
  const revoked = await run((work) => revokeApiKey(work, { key: key.id }), manager, day(1))
  assert.equal(revoked.revokedAt, day(1))
  assert.equal(await asKey(secret), undefined)
  await assert.rejects(
    run((work) => revokeApiKey(work, { key: key.id }), manager),
    { code: 'api-key-revoked' },
  )
})

test('a key with another secret, another id or no form is nobody', async () => {
  const [one, two] = [
    await run((work) => createApiKey(work, wish), manager),
    await run((work) => createApiKey(work, wish), rival),
  ]
  const [, , secret] = one.secret.split(/_(.*?)_/s)
  for (const forged of [
    `sx_${two.key.id}_${secret}`,
    `sx_${one.key.id}_${'A'.repeat(43)}`,
    `sx_${'0'.repeat(16)}_${secret}`,
    '',
    'sx_',
    "sx_' or 1=1",
  ])
    assert.equal(await asKey(forged), undefined, forged)
})

test('the use of a key is noted, at most once a minute, and the secret is nowhere', async () => {
  const { key, secret } = await run((work) => createApiKey(work, wish), manager)
  const usedAt = async () =>
    (await run((work) => listApiKeys(work, {}), manager)).items.find((item) => item.id === key.id)!.lastUsedAt
  assert.equal(await usedAt(), null)
  await asKey(secret, day(1))
  assert.equal(await usedAt(), day(1))
  await asKey(secret, instant(new Date(Date.parse(day(1)) + 59_000)))
  assert.equal(await usedAt(), day(1))
  await asKey(secret, instant(new Date(Date.parse(day(1)) + 60_000)))
  assert.notEqual(await usedAt(), day(1))
  const { rows } = await sql<{ text: string }>`
    select row_to_json(entry)::text as text from audit.entry as entry
    union all select row_to_json(stored)::text from organizations.api_key as stored`.execute(database.kysely)
  for (const { text } of rows) assert(!text.includes(secret.slice(20)))
  assert(!JSON.stringify(await run((work) => listApiKeys(work, {}), manager)).includes('secretHash'))
})

test('only who may manage keys does, and only those of the own organization; the platform those of all', async () => {
  const { key } = await run((work) => createApiKey(work, wish), manager)
  for (const role of roles.filter((name) => !permissionsOfRole(name).has('key:manage')))
    for (const attempt of [
      (work: Work) => createApiKey(work, wish),
      (work: Work) => listApiKeys(work, {}),
      (work: Work) => revokeApiKey(work, { key: key.id }),
    ])
      await assert.rejects(
        run<unknown>(attempt, actorOf(role, 'bank-one')),
        { code: 'permission-missing' },
        role,
      )
  await assert.rejects(
    run((work) => createApiKey(work, { ...wish, organization: 'bank-one' }), rival),
    { code: 'permission-missing' },
  )
  await assert.rejects(
    run((work) => listApiKeys(work, { organization: 'bank-one' }), rival),
    { code: 'permission-missing' },
  )
  await assert.rejects(
    run((work) => revokeApiKey(work, { key: key.id }), rival),
    { code: 'api-key-unknown' },
  )
  const platform = actorOf('platform-operator', 'platform')
  await run((work) => revokeApiKey(work, { key: key.id }), platform)
  const agency = { ...wish, organization: 'agency', permissions: ['batch:ingest'] }
  assert.equal((await run((work) => createApiKey(work, agency), platform)).key.organization, 'agency')
})

test('a key gets no permission beyond those of its kind of organization, and no endless term', async () => {
  for (const permissions of [
    ['key:manage'],
    ['score:read', 'audit:read'],
    ['consent:grant'],
    ['no:such'],
    [],
  ])
    await assert.rejects(
      run((work) => createApiKey(work, { ...wish, permissions }), manager),
      { code: 'api-key-permissions' },
    )
  for (const organization of ['firm', 'platform'])
    await assert.rejects(
      run((work) => createApiKey(work, { ...wish, organization })),
      { code: 'api-key-permissions' },
    )
  for (const days of [0, -1, 367, 1.5, Number.NaN])
    await assert.rejects(
      run((work) => createApiKey(work, { ...wish, days }), manager),
      { code: 'api-key-term' },
    )
  await assert.rejects(
    run((work) => createApiKey(work, { ...wish, organization: 'nowhere' })),
    { code: 'organization-unknown' },
  )
})

test('keys made and revoked are on record', async () => {
  const { items } = await run((work) => listEntries(work, { pageSize: 200 }))
  const created = items.find((item) => item.kind === 'api-key-created')!
  assert.deepEqual(Object.keys(created.detail).sort(), ['expiresAt', 'organization', 'permissions'])
  assert(items.some((item) => item.kind === 'api-key-revoked'))
})
