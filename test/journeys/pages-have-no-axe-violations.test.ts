import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { openBrowser, violations, visit, withoutChromium } from './browser.ts'
import { foreignTexts } from './foreign-texts.ts'
import { signedIn, startTestPlatform } from './platform.ts'
import { somethingToDecide } from './something-to-decide.ts'

let platform: Platform
let browser: Browser
/** Every page with an account that may see it; filled once the city is there. */
const pages: { account?: string; path: string; ready: string }[] = []

if (!withoutChromium) {
  before(async () => {
    platform = await startTestPlatform({ withWeb: true })
    browser = await openBrowser()
    const officer = await signedIn(platform, 'officer.yongcheng')
    const idOf = async (role: string) => {
      const { uscc } = platform.city!.featured.find((firm) => firm.role === role)!
      return (await officer.get(`/v1/enterprises?text=${uscc}`)).body.items[0].enterprise as string
    }
    const sound = await idOf('sound')
    const wish = { enterprise: sound, product: 'invoice-flow-loan', amountFen: '30000000' }
    const { decision } = (await officer.post('/v1/decisions', wish)).body
    const { faulty, merged } = await somethingToDecide(platform)
    const [bank, firm] = ['officer.yongcheng', 'enterprise']
    pages.push(
      { path: '/', ready: '.sign-in-form' },
      { path: '/h5.html', ready: '.sign-in-form' },
      { path: '/api-docs', ready: '.operation pre' },
      { account: bank, path: '/app/search', ready: '.search-field' },
      { account: bank, path: `/app/enterprises/${sound}`, ready: '.trend-chart svg' },
      {
        account: bank,
        path: `/app/enterprises/${sound}/relations`,
        ready: '.relation-canvas button, .relation-table td',
      },
      {
        account: bank,
        path: `/app/enterprises/${await idOf('without-consent')}`,
        ready: '.refusal, .empty-state',
      },
      { account: bank, path: '/app/decisions', ready: '.ant-table-row' },
      { account: bank, path: `/app/decisions/${decision}`, ready: '.rule-list li' },
      { account: bank, path: '/app/nowhere', ready: '.page-lead' },
      { account: firm, path: '/app/my/credit', ready: 'svg.gauge' },
      { account: firm, path: '/app/my/timeline', ready: '.event-list li, .own-page > .panel' },
      { account: firm, path: '/app/my/uses', ready: '.use-list li, .panel' },
      { account: firm, path: '/app/my/consents', ready: '.consent-card' },
      { account: firm, path: '/h5.html#credit', ready: 'svg.gauge' },
      { account: firm, path: '/h5.html#timeline', ready: '.event-list li, .own-page > .panel' },
      { account: firm, path: '/h5.html#uses', ready: '.use-list li, .panel' },
      { account: firm, path: '/h5.html#consents', ready: '.consent-card' },
      { account: 'operator', path: '/app/operations', ready: '.plain-table td' },
      { account: bank, path: '/app/directory', ready: '.directory-line' },
      { account: 'reviewer', path: '/app/directory?text=税', ready: '.directory-line mark' },
      { account: bank, path: '/app/directory/record-types/registration', ready: '.field-table' },
      { account: 'reviewer', path: '/app/directory/sources', ready: '.source-card' },
      { account: 'reviewer', path: '/app/directory/proposals', ready: '.proposal-actions' },
      {
        account: 'reviewer',
        path: '/app/directory/proposals/new?kind=record-type&from=loan',
        ready: '.change-table, .sound',
      },
      { account: 'reviewer', path: '/app/directory/proposals/new?kind=source', ready: '.form-rows' },
      { account: 'reviewer', path: '/app/quality', ready: '.quality-line' },
      {
        account: 'reviewer',
        path: '/app/quality/sources/tax-bureau/tax-payment',
        ready: '.delivery-chart svg',
      },
      { account: 'reviewer', path: '/app/quality/cases', ready: '.case-filters' },
      { account: 'operator', path: '/app/operations/upload', ready: '.upload-form' },
      { account: 'operator', path: '/app/operations/batches', ready: '.stacking-table td' },
      { account: 'operator', path: `/app/operations/batches/${faulty}`, ready: '.stacking-table td' },
      { account: 'operator', path: '/app/operations/held', ready: '.held-panel textarea' },
      { account: 'operator', path: '/app/operations/channels', ready: '.panel .button' },
      { account: 'reviewer', path: '/app/operations/identity', ready: '.side-table' },
      { account: 'reviewer', path: `/app/operations/identity?enterprise=${merged}`, ready: '.deed-list li' },
    )
  })
  after(async () => {
    await browser.close()
    await platform.close()
  })
}

for (const language of ['zh-CN', 'en'] as const) {
  for (const width of [1440, 390]) {
    test(`no page violates WCAG 2.2 AA, scrolls sideways or mixes languages, in ${language} at ${width} pixels`, {
      skip: withoutChromium,
    }, async () => {
      assert.ok(pages.length > 15)
      const found: string[] = []
      const people = new Map<string | undefined, Page>()
      for (const { account, path, ready } of pages) {
        const page =
          people.get(account) ??
          (await visit(browser, platform, { ...(account ? { account } : {}), language, width }))
        people.set(account, page)
        await page.goto(path)
        await page.locator(ready).first().waitFor()
        for (const violation of await violations(page)) found.push(`${path}: ${violation}`)
        for (const text of await foreignTexts(page, language)) found.push(`${path}: not ${language}: ${text}`)
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (sideways > 0) found.push(`${path}: ${sideways} pixels too wide`)
        assert.equal(await page.locator('html').getAttribute('lang'), language)
      }
      for (const page of people.values()) await page.context().close()
      assert.deepEqual(found, [])
    })
  }
}

test('the check sees what it should', { skip: withoutChromium }, async () => {
  const page = await visit(browser, platform)
  await page.goto('/')
  await page.locator('.sign-in-form').waitFor()
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<main><input><p style="color:#ccc;background:#fff">faint text</p></main>',
    )
  })
  const found = await violations(page)
  assert.ok(found.some((line) => line.startsWith('label')))
  assert.ok(found.some((line) => line.startsWith('color-contrast')))
  await page.context().close()
})
