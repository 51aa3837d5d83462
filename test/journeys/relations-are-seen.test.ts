import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { openBrowser, textOf, violations, visit, withoutChromium } from './browser.ts'
import { startTestPlatform } from './platform.ts'

const bounded = { skip: withoutChromium, timeout: 120_000 }
let platform: Platform
let browser: Browser
let page: Page
let guarantor: string

if (!withoutChromium) {
  before(async () => {
    platform = await startTestPlatform({ withWeb: true })
    browser = await openBrowser()
    page = await visit(browser, platform, { account: 'officer.yongcheng' })
    guarantor = platform.city!.featured.find(({ role }) => role === 'guarantee-ring-a')!.uscc
  })
  after(async () => {
    await browser.close()
    await platform.close()
  })
}

test('a ring of guarantors is drawn, named and marked', bounded, async () => {
  await page.goto('/')
  // The worker builds the graph after the records are there.
  await page.evaluate(async (address) => {
    for (let built = false; !built; ) {
      built = (await (await fetch(address)).json()).builtAt !== null
      if (!built) await new Promise((later) => setTimeout(later, 250))
    }
  }, `/v1/enterprises/${guarantor}/relations`)
  await page.goto(`/app/enterprises/${guarantor}/relations`)
  const canvas = page.locator('.relation-canvas')
  await canvas.locator('button.own').waitFor()
  assert.match(await textOf(canvas.locator('button.own')), /本企业[\s\S]*担保圈/)
  assert.ok((await canvas.locator('.relation-line.guarantee text').count()) >= 3)
  assert.match(await textOf(canvas), /担保 [\d,.]+ 万元/)
  const finding = page.locator('.finding-card').filter({ hasText: '循环担保' })
  await finding.getByRole('button', { name: '在图中标出' }).click()
  await canvas.locator('.relation-node.dimmed').first().waitFor()
  assert.equal(await canvas.locator('.relation-node.grave:not(.dimmed)').count(), 3)
  assert.deepEqual(await violations(page), [])
  await finding.getByRole('button', { name: '取消标出' }).click()
})

test('the keyboard walks from box to box, expands and collapses', bounded, async () => {
  const boxes = page.locator('.relation-canvas .react-flow__node button')
  const before = await boxes.count()
  await page.locator('.relation-canvas button.own').focus()
  await page.keyboard.press('ArrowRight')
  const focused = page.locator('.relation-canvas button:focus')
  await page.locator('.relation-canvas button.grave:not(.own):focus').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.relation-canvas button[aria-expanded=true]').waitFor()
  await page.waitForFunction(
    (count) => document.querySelectorAll('.relation-canvas .react-flow__node button').length > count,
    before,
  )
  assert.equal(await focused.count(), 1)
  await page.keyboard.press('Enter')
  await page.waitForFunction(
    (count) => document.querySelectorAll('.relation-canvas .react-flow__node button').length === count,
    before,
  )
})

test('the same relations are rows, and the owners come with their arithmetic', bounded, async () => {
  await page.getByRole('button', { name: '列表', exact: true }).click()
  const guarantees = page.getByRole('table', { name: /^担保/ })
  await guarantees.waitFor()
  assert.match(await textOf(guarantees), /担保圈[\s\S]*担保 [\d,.]+ 万元/)
  assert.match(await textOf(page.locator('.owners-panel')), /计算过程[\s\S]*%[\s\S]*本企业[\s\S]*25% 及以上/)
  assert.deepEqual(await violations(page), [])
})

test('the path to another firm is found by its name', bounded, async () => {
  const other = platform.city!.featured.find(({ role }) => role === 'guarantee-ring-c')!
  await page.getByLabel('另一家企业的名称或统一社会信用代码').fill(other.uscc)
  await page.getByRole('button', { name: '查找路径' }).click()
  await page.locator('.path-choices button').first().click()
  await page.locator('.path-chain').waitFor()
  assert.match(
    await textOf(page.locator('.path-chain')),
    new RegExp(`担保 [\\d,.]+ 万元[\\s\\S]*${other.name}`),
  )
})

test('on a narrow screen the rows come first, and nothing scrolls sideways', bounded, async () => {
  const phone = await visit(browser, platform, { account: 'officer.yongcheng', language: 'en', width: 390 })
  await phone.goto(`/app/enterprises/${guarantor}/relations`)
  await phone.locator('.relation-table td').first().waitFor()
  assert.equal(await phone.locator('.relation-canvas').count(), 0)
  assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0)
  assert.deepEqual(await violations(phone), [])
  await phone.context().close()
})
