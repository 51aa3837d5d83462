import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Instant, instant } from '../../foundation/instant.ts'
import type { Refusal } from '../../foundation/refusal.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { merkleRootOf, readEntries } from '../audit/index.ts'
import { listStandardRecordTypes } from '../catalog/index.ts'
import { anonymousActor } from '../organizations/index.ts'
import {
  authorizeProcessing,
  authorizePublic,
  covers,
  coversRecordType,
  fieldGroups,
  grantConsent,
  requireAuthorization,
  revokeConsent,
} from './index.ts'
import {
  actorOf,
  bank,
  days,
  neighbor,
  operator,
  owner,
  platform,
  rival,
  testParties,
  wish,
} from './test-parties.ts'

const { database, run } = await testParties()
after(() => database.close())
const use = (fields: string[] = ['invoices'], enterprise = 'e-1') =>
  ({ enterprise, purpose: 'pre-loan-review', fieldGroups: fields }) as const
const read = (actor: Actor, fields?: string[], now?: Instant) =>
  run((work) => requireAuthorization(work, use(fields)), actor, now)
const entriesOf = (kind: string) =>
  run((work) => readEntries(work, { kinds: [kind], pageSize: 200 }), operator)

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
  await assert.rejects(other({ purpose: 'credit-report' }), { code: 'consent-none' })
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

test('what is public needs no consent, and opens nothing else', async () => {
  const open = await run((work) => authorizePublic(work, { enterprise: 'e-1' }), rival)
  for (const recordType of listStandardRecordTypes()) {
    assert.equal(coversRecordType(open, 'e-1', recordType), recordType.sharing === 'public', recordType.id)
    assert(!coversRecordType(open, 'e-2', recordType))
  }
  for (const group of fieldGroups) assert.equal(covers(open, 'e-1', group), false)
  const entries = await entriesOf('public-use-authorized')
  assert.deepEqual(
    entries.map(({ detail }) => detail.fieldGroups),
    [['registration', 'compliance']],
  )
})
