import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { signedIn, startTestPlatform } from './platform.ts'

let platform: Platform
let officer: Awaited<ReturnType<typeof signedIn>>
let found: { enterprise: string; uscc: string; name: string }

before(async () => {
  platform = await startTestPlatform()
  officer = await signedIn(platform, 'officer.yongcheng')
  const { name } = platform.city!.featured.find(({ role }) => role === 'sound')!
  const { body } = await officer.get(`/v1/enterprises?text=${encodeURIComponent(name.slice(2, 6))}`)
  found = body.items.find((item: { name: string }) => item.name === name)
})
after(() => platform.close())

test('an enterprise is found by part of its Chinese name and by its code', async () => {
  assert.ok(found, 'the featured firm is not found by part of its name')
  const byCode = await officer.get(`/v1/enterprises?text=${found.uscc}`)
  assert.deepEqual(
    byCode.body.items.map(({ enterprise }: { enterprise: string }) => enterprise),
    [found.enterprise],
  )
})

test('its profile shows score, trends and sources, and the page view is on record for the enterprise', async () => {
  const { status, body } = await officer.get(`/v1/enterprises/${found.enterprise}/profile`)
  assert.equal(status, 200, JSON.stringify(body))
  const { score, factors, base } = body.score.data
  assert.ok(score >= 400 && score <= 700)
  const sum = factors.reduce((total: number, { points }: { points: number }) => total + points, base)
  assert.ok(score === 400 || score === 700 || Math.abs(sum - score) < 0.005, `${sum} ≠ ${score}`)
  assert.equal(body.trends.invoices.data.months.length, 24)
  assert.ok(body.trends.invoices.sources[0].updatedAt)
  assert.equal(body.consent.basis, 'consent')

  const operator = await signedIn(platform, 'operator')
  const uses = await operator.get(`/v1/enterprises/${found.enterprise}/uses`)
  const [latest] = uses.body.items.filter(({ bulk }: { bulk: boolean }) => !bulk)
  assert.deepEqual(
    [latest.account, latest.outcome, latest.purpose],
    ['officer.yongcheng', 'authorized', 'pre-loan-review'],
  )
})

test('a decision is explained, durable, idempotent and replays to the same bytes', async () => {
  const wish = { enterprise: found.enterprise, product: 'invoice-flow-loan', amountFen: '30000000' }
  const key = { 'Idempotency-Key': 'journey-1' }
  const [first, second] = await Promise.all([
    officer.post('/v1/decisions', wish, key),
    officer.post('/v1/decisions', wish, key),
  ])
  assert.equal(first!.status, 200, JSON.stringify(first!.body))
  assert.equal(first!.body.decision, second!.body.decision)
  const other = await officer.post('/v1/decisions', { ...wish, amountFen: '40000000' }, key)
  assert.equal(other.status, 409)
  assert.equal(other.body.code, 'idempotency-key-reused')

  const decision = first!.body
  assert.ok(['approved', 'declined', 'referred'].includes(decision.outcome))
  assert.ok(decision.rules.length > 3)
  for (const rule of decision.rules)
    assert.ok(JSON.stringify(rule.because).length > 4, `rule ${rule.id} says nothing`)
  assert.ok(decision.reasons.every((reason: { zh: string; en: string }) => reason.zh && reason.en))
  const again = await officer.get(`/v1/decisions/${decision.decision}`)
  assert.equal(again.body.digest, decision.digest)
  const replayed = await officer.post(`/v1/decisions/${decision.decision}/replay`)
  assert.deepEqual([replayed.body.identical, replayed.body.differences], [true, []])
})

test('another bank sees neither the decision nor an enterprise that did not let it in', async () => {
  const rival = await signedIn(platform, 'officer.guijiang')
  const { body: mine } = await officer.get(`/v1/decisions?enterprise=${found.enterprise}`)
  assert.ok(mine.items.length > 0)
  assert.equal((await rival.get(`/v1/decisions/${mine.items[0].decision}`)).status, 404)
  const shut = platform.city!.featured.find(({ role }) => role === 'without-consent')!
  const { status, body: page } = await rival.get(`/v1/enterprises/${shut.uscc}/profile`)
  assert.equal(status, 200)
  assert.equal(page.consent.basis, 'public')
  assert.equal(page.registration.data.status.code, 'active')
  for (const panel of [page.score, page.trends.invoices, page.loans])
    assert.equal(panel.unavailable, 'not-covered')
  assert.equal((await rival.get(`/v1/enterprises/${shut.uscc}/score`)).status, 403)
})
