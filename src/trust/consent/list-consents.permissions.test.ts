import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { readEntries } from '../audit/index.ts'
import { anonymousActor } from '../organizations/index.ts'
import { findCoverage, grantConsent, listConsents } from './index.ts'
import { bank, days, neighbor, operator, owner, platform, rival, testParties, wish } from './test-parties.ts'

const { database, run } = await testParties()
after(() => database.close())
const entriesOf = (kind: string) =>
  run((work) => readEntries(work, { kinds: [kind], pageSize: 200 }), operator)

before(async () => {
  await run((work) => grantConsent(work, wish), owner)
  await run((work) => grantConsent(work, { ...wish, organization: 'bank-two' }), owner)
  await run((work) => grantConsent(work, { ...wish, enterprise: 'e-2' }), neighbor)
})

test('each sees the consents it is a party to', async () => {
  const ids = async (actor: Actor, query = {}) =>
    (await run((work) => listConsents(work, query), actor)).items.map((item) => [
      item.enterprise,
      item.organization,
    ])
  const [one, two, three] = [
    ['e-1', 'bank-one'],
    ['e-1', 'bank-two'],
    ['e-2', 'bank-one'],
  ]
  assert.deepEqual(await ids(owner), [two, one])
  assert.deepEqual(await ids(owner, { organization: 'bank-one' }), [one])
  assert.deepEqual(await ids(bank), [three, one])
  assert.deepEqual(await ids(rival, { enterprise: 'e-1' }), [two])
  assert.deepEqual(await ids(rival, { enterprise: 'e-2' }), [])
  assert.deepEqual(await ids(platform), [three, two, one])
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
    stage: 'investigation',
    missing: ['social-security', 'utilities', 'assets', 'customs', 'bank-flow', 'loans'],
    public: ['registration', 'compliance'],
    expiresAt: '2026-12-31T16:00:00.000Z',
    daysLeft: 39,
  })
  assert.deepEqual((await strip(bank, days(100))).covered, [])
  assert.deepEqual([(await strip(rival)).basis, (await strip(rival)).daysLeft], [null, null])
  assert.equal((await strip(neighbor)).basis, 'self')
  assert.equal((await strip(operator)).basis, 'platform-operation')
  assert.equal(await uses(), before)
})
