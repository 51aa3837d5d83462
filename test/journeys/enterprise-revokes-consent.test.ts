import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { signedIn, startTestPlatform } from './platform.ts'

let platform: Platform
before(async () => {
  platform = await startTestPlatform()
})
after(() => platform.close())

test('an enterprise sees who read its data, revokes the consent, and the bank is refused at once', async () => {
  const firm = await signedIn(platform, 'enterprise')
  const officer = await signedIn(platform, 'officer.yongcheng')
  const { enterprise } = (await firm.get('/v1/sessions/current')).body.organization

  assert.equal((await officer.get(`/v1/enterprises/${enterprise}/score`)).status, 200)
  const uses = (await firm.get(`/v1/enterprises/${enterprise}/uses`)).body.items
  assert.equal(uses[0].account, 'officer.yongcheng')
  assert.equal(uses[0].purpose, 'pre-loan-review')

  const { items } = (await firm.get(`/v1/consents?enterprise=${enterprise}`)).body
  const toBank = items.filter(
    (item: { organization: string; status: string }) =>
      item.organization === 'yongcheng-bank' && item.status === 'live',
  )
  assert.ok(toBank.length > 0)
  for (const { id } of toBank) assert.equal((await firm.post(`/v1/consents/${id}/revocation`)).status, 200)

  const refused = await officer.get(`/v1/enterprises/${enterprise}/score`)
  assert.equal(refused.status, 403)
  assert.equal(refused.body.code, 'consent-revoked')
  const attempt = (await firm.get(`/v1/enterprises/${enterprise}/uses`)).body.items[0]
  assert.equal(attempt.outcome, 'refused')

  const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const granted = await firm.post('/v1/consents', {
    enterprise,
    organization: 'yongcheng-bank',
    purpose: 'pre-loan-review',
    fieldGroups: ['registration', 'invoices', 'tax', 'social-security', 'loans'],
    until,
  })
  assert.equal(granted.status, 200, JSON.stringify(granted.body))
  assert.equal((await officer.get(`/v1/enterprises/${enterprise}/score`)).status, 200)
})

test('an enterprise reads its own data, and that of no other', async () => {
  const firm = await signedIn(platform, 'enterprise')
  const { enterprise } = (await firm.get('/v1/sessions/current')).body.organization
  const own = await firm.get(`/v1/enterprises/${enterprise}/profile`)
  assert.equal(own.status, 200, JSON.stringify(own.body))
  assert.equal(own.body.consent.basis, 'self')
  const other = platform.city!.featured.find(({ role }) => role === 'sound')!
  assert.equal((await firm.get(`/v1/enterprises/${other.uscc}/profile`)).status, 403)
  const granting = await firm.post('/v1/consents', {
    enterprise: other.uscc,
    organization: 'yongcheng-bank',
    purpose: 'pre-loan-review',
    fieldGroups: ['tax'],
    until: '2027-01-01',
  })
  assert.equal(granting.status, 403)
  assert.equal(granting.body.code, 'consent-not-yours')
})
