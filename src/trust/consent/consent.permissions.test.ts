import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Database } from '../../foundation/database.ts'
import { type Instant, instant } from '../../foundation/instant.ts'
import type { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { merkleRootOf, readEntries, recordRefusal } from '../audit/index.ts'
import {
  anonymousActor,
  createOrganization,
  operatorActor,
  permissionsOfRole,
  type Role,
  roles,
} from '../organizations/index.ts'
import {
  authorizeProcessing,
  authorizePublic,
  type ConsentTables,
  covers,
  fieldGroups,
  findCoverage,
  type GrantConsent,
  grantConsent,
  grantConsents,
  listConsents,
  listUses,
  requireAuthorization,
  revokeConsent,
} from './index.ts'

type Work = UnitOfWork<ConsentTables>

let database: Database
const start = Date.parse('2026-11-22T02:00:00Z')
const days = (count: number): Instant => instant(new Date(start + count * 86_400_000))
const run = <Result>(verb: (work: Work) => Promise<Result>, actor: Actor, now = days(0)) =>
  runWork(database, actor, verb, { now, onRefusal: recordRefusal(database) })
const actorOf = (role: Role, organization: string, kind: Actor['kind'] = 'user'): Actor => ({
  account: `${role}@${organization}`,
  organization,
  kind,
  permissions: permissionsOfRole(role),
})
const [operator, platform] = [operatorActor(), actorOf('platform-operator', 'platform')]
const [bank, rival] = [actorOf('bank-officer', 'bank-one'), actorOf('bank-officer', 'bank-two')]
const [owner, neighbor] = [actorOf('enterprise-user', 'firm-one'), actorOf('enterprise-user', 'firm-two')]
const wish: GrantConsent = {
  enterprise: 'e-1',
  organization: 'bank-one',
  purpose: 'pre-loan-review',
  fieldGroups: ['invoices', 'tax'],
  until: '2026-12-31',
}
const use = (fields: string[] = ['invoices'], enterprise = 'e-1') =>
  ({ enterprise, purpose: 'pre-loan-review', fieldGroups: fields }) as const
const read = (actor: Actor, fields?: string[], now?: Instant) =>
  run((work) => requireAuthorization(work, use(fields)), actor, now)
const entriesOf = (kind: string) =>
  run((work) => readEntries(work, { kinds: [kind], pageSize: 200 }), operator)

before(async () => {
  database = await testDatabase()
  await run(async (work) => {
    for (const id of ['bank-one', 'bank-two'])
      await createOrganization(work, { id, kind: 'bank', name: `${id} 银行` })
    for (const [id, enterprise] of [
      ['firm-one', 'e-1'],
      ['firm-two', 'e-2'],
    ] as const)
      await createOrganization(work, { id, kind: 'enterprise', name: id, enterprise })
  }, operator)
})
after(() => database.close())

test('no consent, then a consent, then its revocation: each has effect on the very next read', async () => {
  await assert.rejects(read(bank), { code: 'consent-none' })
  const consent = await run((work) => grantConsent(work, wish), owner)
  const authorization = await read(bank)
  assert(
    covers(authorization, 'e-1', 'invoices') && !covers(authorization, 'e-1', 'tax'),
    'what was asked for, no more',
  )
  assert.deepEqual(authorization.scope.consents, [consent.id])
  await run((work) => revokeConsent(work, { consent: consent.id }), owner, days(1))
  await assert.rejects(read(bank, ['invoices'], days(1)), (refusal: Refusal) => {
    assert.deepEqual(
      [refusal.code, refusal.where.missing, refusal.where.endedAt],
      ['consent-revoked', ['invoices'], days(1)],
    )
    return true
  })
})

test('a consent covers its organization, purpose, field groups and term, and nothing beside them', async () => {
  await run((work) => grantConsent(work, { ...wish, enterprise: 'e-2' }), neighbor)
  const other = (change: object) =>
    run((work) => requireAuthorization(work, { ...use(['tax'], 'e-2'), ...change }), bank)
  await other({})
  await assert.rejects(
    run((work) => requireAuthorization(work, use(['tax'], 'e-2')), rival),
    { code: 'consent-none' },
  )
  await assert.rejects(other({ purpose: 'post-loan-management' }), { code: 'consent-none' })
  await assert.rejects(other({ fieldGroups: ['tax', 'loans', 'social-security'] }), (refusal: Refusal) => {
    assert.equal(refusal.code, 'consent-not-covered')
    assert.deepEqual(refusal.where.missing, ['social-security', 'loans'])
    return true
  })
  const lastDay = instant('2026-12-31T15:59:59.999Z')
  await run((work) => requireAuthorization(work, use(['tax'], 'e-2')), bank, lastDay)
  await assert.rejects(
    run((work) => requireAuthorization(work, use(['tax'], 'e-2')), bank, instant('2026-12-31T16:00:00Z')),
    { code: 'consent-expired' },
  )
})

test('a refused use is on record although its transaction was rolled back', async () => {
  const refused = await entriesOf('use-refused')
  const codes = new Set(refused.map((entry) => entry.detail.refusal))
  assert.deepEqual(
    codes,
    new Set(['consent-none', 'consent-revoked', 'consent-not-covered', 'consent-expired']),
  )
  assert(refused.some((entry) => entry.organization === 'bank-two' && entry.subject === 'e-2'))
})

test('the enterprise reads its own data without a consent, its neighbor does not', async () => {
  const own = await read(owner, [...fieldGroups])
  assert.equal(own.scope.basis, 'self')
  await assert.rejects(read(neighbor), { code: 'consent-none' })
  const keyOfBank = { ...actorOf('bank-system', 'bank-two', 'key'), account: 'key:1' }
  await assert.rejects(read(keyOfBank), { code: 'consent-none' })
})

test('the local operator reads on a basis of its own; the staff of the platform that signs in does not', async () => {
  assert.equal((await read(operator)).scope.basis, 'platform-operation')
  await assert.rejects(read(platform), { code: 'consent-none' })
})

test('only the operator computes over all; the entry carries the root over the enterprises', async () => {
  const everything = { fieldGroups: ['invoices', 'tax'] }
  for (const actor of [bank, owner, platform, anonymousActor()])
    await assert.rejects(
      run((work) => authorizeProcessing(work, everything), actor),
      { code: 'permission-missing' },
    )
  const bulk = await run(
    (work) => authorizeProcessing(work, { ...everything, enterprises: ['e-2', 'e-1', 'e-2'] }),
    operator,
  )
  assert(covers(bulk, 'e-1', 'tax') && !covers(bulk, 'e-1', 'loans'))
  const [entry] = await run((work) => readEntries(work, { subjects: ['*'], pageSize: 1 }), operator)
  const root = merkleRootOf(['e-1', 'e-2']).toString('base64')
  assert.deepEqual([entry!.detail.enterprises, entry!.detail.enterprisesRoot], [2, root])
})

test('public registration data needs no consent and opens nothing else', async () => {
  const open = await run((work) => authorizePublic(work, { enterprise: 'e-1' }), rival)
  for (const group of fieldGroups) assert.equal(covers(open, 'e-1', group), group === 'registration')
  assert(!covers(open, 'e-2', 'registration'))
  assert.equal((await entriesOf('public-use-authorized')).length, 1)
})

test('only a user of the enterprise itself, or the local operator on its behalf, grants and revokes', async () => {
  const consent = await run((work) => grantConsent(work, wish), owner)
  assert.equal(consent.onBehalf, false)
  const keyOfOwner: Actor = { ...owner, kind: 'key', account: 'key:2' }
  for (const actor of [neighbor, keyOfOwner, { ...bank, permissions: owner.permissions }]) {
    await assert.rejects(
      run((work) => grantConsent(work, wish), actor),
      { code: 'consent-not-yours' },
    )
    await assert.rejects(
      run((work) => revokeConsent(work, { consent: consent.id }), actor),
      { code: 'consent-not-yours' },
    )
  }
  for (const role of roles.filter((name) => !permissionsOfRole(name).has('consent:grant'))) {
    const actor = actorOf(role, 'firm-one')
    await assert.rejects(
      run((work) => grantConsent(work, wish), actor),
      { code: 'permission-missing' },
      role,
    )
    await assert.rejects(
      run((work) => revokeConsent(work, { consent: consent.id }), actor),
      { code: 'permission-missing' },
      role,
    )
  }
  const behalf = await run((work) => grantConsent(work, { ...wish, organization: 'bank-two' }), operator)
  assert.equal(behalf.onBehalf, true)
  assert.equal((await entriesOf('consent-granted'))[0]!.detail.onBehalf, true)
  await run((work) => revokeConsent(work, { consent: behalf.id }), operator)
  await run((work) => revokeConsent(work, { consent: consent.id }), owner)
})

test('a wish that cannot be is refused, and leaves nothing behind', async () => {
  const before = (await run((work) => listConsents(work, { enterprise: 'e-1' }), operator)).items.length
  const cases: [Partial<GrantConsent>, string][] = [
    [{ organization: 'nowhere' }, 'organization-unknown'],
    [{ organization: 'firm-two' }, 'consent-organization-kind'],
    [{ organization: 'platform' }, 'consent-organization-kind'],
    [{ purpose: 'marketing' }, 'consent-purpose-unknown'],
    [{ fieldGroups: ['tax', 'blood'] }, 'consent-field-group-unknown'],
    [{ fieldGroups: [] }, 'consent-field-groups-none'],
    [{ until: '2026-11-21' }, 'consent-until-past'],
    [{ until: '2031-11-23' }, 'consent-until-too-far'],
    [{ until: 'soon' }, 'consent-until-invalid'],
  ]
  for (const [change, code] of cases)
    await assert.rejects(
      run((work) => grantConsents(work, [wish, { ...wish, ...change }]), owner),
      { code },
      code,
    )
  assert.equal(
    (await run((work) => listConsents(work, { enterprise: 'e-1' }), operator)).items.length,
    before,
  )
  for (const consent of ['', 'x', '0198c1f0-0000-7000-8000-000000000000'])
    await assert.rejects(
      run((work) => revokeConsent(work, { consent }), owner),
      { code: 'consent-unknown' },
    )
})

test('what has ended cannot be revoked again, and of two at once one does', async () => {
  const consent = await run((work) => grantConsent(work, wish), owner)
  const both = await Promise.allSettled(
    [1, 2].map(() => run((work) => revokeConsent(work, { consent: consent.id }), owner)),
  )
  assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
  const short = await run((work) => grantConsent(work, { ...wish, until: '2026-11-22' }), owner)
  await assert.rejects(
    run((work) => revokeConsent(work, { consent: short.id }), owner, days(2)),
    { code: 'consent-already-ended' },
  )
})

test('each sees the consents it is a party to', async () => {
  const ids = async (actor: Actor, query = {}) =>
    (await run((work) => listConsents(work, query), actor)).items.map((item) => [
      item.enterprise,
      item.organization,
    ])
  assert((await ids(owner)).every(([enterprise]) => enterprise === 'e-1'))
  assert((await ids(bank)).every(([, organization]) => organization === 'bank-one'))
  assert((await ids(rival, { enterprise: 'e-1' })).every(([, organization]) => organization === 'bank-two'))
  assert(new Set((await ids(platform)).map(([enterprise]) => enterprise)).size === 2)
  await assert.rejects(ids(owner, { enterprise: 'e-2' }), { code: 'consent-not-readable' })
  await assert.rejects(ids(bank, { organization: 'bank-two' }), { code: 'consent-not-readable' })
  await assert.rejects(ids(anonymousActor()), { code: 'permission-missing' })
  const { items } = await run((work) => listConsents(work, { enterprise: 'e-2' }), bank, days(10))
  assert.deepEqual(
    items.map(({ status, daysLeft, organizationName }) => ({ status, daysLeft, organizationName })),
    [{ status: 'live', daysLeft: 29, organizationName: 'bank-one 银行' }],
  )
})

test('the consent strip says what is covered, what is missing and for how long, and leaves no use on record', async () => {
  const uses = async () => (await entriesOf('use-authorized')).length
  const before = await uses()
  const strip = (actor: Actor, now = days(0)) =>
    run((work) => findCoverage(work, { enterprise: 'e-2', purpose: 'pre-loan-review' }), actor, now)
  const { consents, ...shown } = await strip(bank)
  assert.equal(consents.length, 1)
  assert.deepEqual(shown, {
    enterprise: 'e-2',
    purpose: 'pre-loan-review',
    basis: 'consent',
    covered: ['invoices', 'tax'],
    missing: ['registration', 'social-security', 'loans'],
    expiresAt: '2026-12-31T16:00:00.000Z',
    daysLeft: 39,
  })
  assert.deepEqual((await strip(bank, days(100))).covered, [])
  assert.deepEqual([(await strip(rival)).basis, (await strip(rival)).daysLeft], [null, null])
  assert.equal((await strip(neighbor)).basis, 'self')
  assert.equal((await strip(operator)).basis, 'platform-operation')
  assert.equal(await uses(), before)
})

test('an enterprise reads who has read or tried to; no other does', async () => {
  const { items } = await run((work) => listUses(work, { enterprise: 'e-1', pageSize: 200 }), owner)
  assert(
    items.some(
      (item) =>
        item.outcome === 'refused' && item.refusal === 'consent-revoked' && item.organization === 'bank-one',
    ),
  )
  assert(
    items.some(
      (item) =>
        item.outcome === 'authorized' &&
        item.basis === 'consent' &&
        item.organizationName === 'bank-one 银行',
    ),
  )
  assert(items.some((item) => item.bulk && item.basis === 'platform-processing'))
  assert(items.some((item) => item.basis === 'platform-operation' && item.account === 'operator'))
  assert(items.every((item) => item.basis !== 'public'))
  assert.deepEqual(
    items.map((item) => item.id),
    items
      .map((item) => item.id)
      .sort()
      .reverse(),
    'newest first',
  )
  const first = await run((work) => listUses(work, { enterprise: 'e-1', pageSize: 3 }), owner)
  const next = await run(
    (work) => listUses(work, { enterprise: 'e-1', pageSize: 3, before: first.items[2]!.id }),
    owner,
  )
  assert.deepEqual([...first.items, ...next.items], items.slice(0, 6))
  for (const actor of [neighbor, bank])
    await assert.rejects(
      run((work) => listUses(work, { enterprise: 'e-1' }), actor),
      { code: 'consent-not-readable' },
    )
  await run((work) => listUses(work, { enterprise: 'e-1' }), platform)
})

test('two thousand consents and their entries take under a second', async () => {
  const wishes = Array.from({ length: 2000 }, (_, number) => ({
    ...wish,
    enterprise: `city-${number % 1000}`,
    organization: number < 1000 ? 'bank-one' : 'bank-two',
  }))
  const begun = performance.now()
  const consents = await run((work) => grantConsents(work, wishes), operator)
  const tookMs = performance.now() - begun
  assert.equal(consents.length, 2000)
  const { rows } = await run(
    async (work) => ({
      rows: await work.db
        .selectFrom('consent.grant')
        .selectAll()
        .where('enterprise', 'like', 'city-%')
        .execute(),
    }),
    operator,
  )
  assert.deepEqual(new Map(rows.map((row) => [row.id, row])), new Map(consents.map((row) => [row.id, row])))
  assert.equal(
    (await run((work) => readEntries(work, { subjects: ['city-0'], pageSize: 9 }), operator)).length,
    2,
  )
  assert(tookMs < 1000, `${tookMs} ms`)
})
