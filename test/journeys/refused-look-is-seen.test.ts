import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { signedIn, startTestPlatform } from './platform.ts'

let platform: Platform
before(async () => {
  platform = await startTestPlatform({ enterprises: 30 })
})
after(() => platform.close())

test('the firm sees on its page that a bank without its consent has tried to look, and was refused', async () => {
  const firm = await signedIn(platform, 'enterprise')
  const { enterprise } = (await firm.get('/v1/sessions/current')).body.organization
  const { status, body } = await firm.get(`/v1/enterprises/${enterprise}/uses`)
  assert.equal(status, 200, JSON.stringify(body))
  const refused = body.items.filter(({ outcome }: { outcome: string }) => outcome === 'refused')
  assert.deepEqual(
    refused.map(({ organization, refusal }: { organization: string; refusal: string }) => [
      organization,
      refusal,
    ]),
    [['gui-jiang-bank', 'consent-none']],
  )
})
