import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Instant } from '../../foundation/instant.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import {
  authorizeProcessing,
  authorizePublic,
  grantConsent,
  listUses,
  requireAuthorization,
  revokeConsent,
} from './index.ts'
import { bank, days, neighbor, operator, owner, platform, testParties, wish } from './test-parties.ts'

const { database, run } = await testParties()
after(() => database.close())
const use = (fields: string[] = ['invoices'], enterprise = 'e-1') =>
  ({ enterprise, purpose: 'pre-loan-review', fieldGroups: fields }) as const
const read = (actor: Actor, fields?: string[], now?: Instant) =>
  run((work) => requireAuthorization(work, use(fields)), actor, now)

before(async () => {
  await read(bank).catch(() => {})
  const { id } = await run((work) => grantConsent(work, wish), owner)
  for (const actor of [bank, owner, operator]) await read(actor)
  await run((work) => requireAuthorization(work, use(['tax'], 'e-2')), operator)
  for (const actor of [bank, owner]) await run((work) => authorizePublic(work, { enterprise: 'e-1' }), actor)
  await run((work) => authorizeProcessing(work, { fieldGroups: ['invoices'] }), operator)
  await run((work) => revokeConsent(work, { consent: id }), owner, days(1))
  await read(bank, ['invoices'], days(1)).catch(() => {})
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
  const open = items.filter((item) => item.basis === 'public')
  assert.deepEqual(
    open.map(({ organization, purpose, outcome, fieldGroups, publicGroups }) => [
      organization,
      purpose,
      outcome,
      fieldGroups,
      publicGroups,
    ]),
    [['bank-one', 'public-information', 'authorized', [], ['registration', 'compliance']]],
    'a look at what is public is one line; the look of the enterprise itself is its own',
  )
  assert(items.some((item) => item.basis === 'self' && item.publicGroups.length === 2))
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
