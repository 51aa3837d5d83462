import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Actor, tables } from '../../foundation/unit-of-work.ts'
import { readEntries } from '../audit/index.ts'
import { permissionsOfRole, roles } from '../organizations/index.ts'
import { type GrantConsent, grantConsent, grantConsents, listConsents, revokeConsent } from './index.ts'
import { actorOf, bank, days, neighbor, operator, owner, testParties, wish } from './test-parties.ts'

const { database, run } = await testParties()
after(() => database.close())
const entriesOf = (kind: string) =>
  run((work) => readEntries(work, { kinds: [kind], pageSize: 200 }), operator)

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
      rows: await tables(work.db)
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
