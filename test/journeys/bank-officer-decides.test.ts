import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { openBrowser, passwordOf, textOf, visit, withoutChromium } from './browser.ts'
import { startTestPlatform } from './platform.ts'

let platform: Platform
let browser: Browser
let page: Page
let name: string

if (!withoutChromium) {
  before(async () => {
    platform = await startTestPlatform({ withWeb: true })
    browser = await openBrowser()
    page = await visit(browser, platform)
    name = platform.city!.featured.find(({ role }) => role === 'people-leave-first')!.name
  })
  after(async () => {
    await browser.close()
    await platform.close()
  })
}

test('a wrong password is refused in a sentence; the right one opens the search', {
  skip: withoutChromium,
}, async () => {
  await page.goto('/')
  await page.getByLabel('账号').fill('officer.yongcheng')
  await page.getByLabel('密码').fill('not the password')
  await page.getByRole('button', { name: '登录' }).click()
  const refusal = page.getByRole('alert')
  await refusal.waitFor()
  assert.match(await textOf(refusal), /账户或密码不正确。[\s\S]*您可以：[\s\S]*sign-in-refused/)

  await page.getByLabel('密码').fill(passwordOf(platform, 'officer.yongcheng'))
  await page.keyboard.press('Enter')
  await page.waitForURL('**/app/search')
})

test('an enterprise is found and opened without leaving the keyboard', {
  skip: withoutChromium,
}, async () => {
  await page.locator('.search-field').waitFor()
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name.slice(2, 6))
  await page.locator('.search-list a', { hasText: name }).waitFor()
  assert.equal(
    await page.locator('.search-list a', { hasText: name }).locator('mark').innerText(),
    name.slice(2, 6),
  )
  const before = await page.locator('.search-list a').allInnerTexts()
  const steps = before.findIndex((text) => text.includes(name)) + 1
  for (let step = 0; step < steps; step++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/app/enterprises/*')
  await page.getByRole('heading', { name, level: 1 }).waitFor()
})

test('the page says on which ground it was read, gives reasons, and the figures behind the charts', {
  skip: withoutChromium,
}, async () => {
  assert.match(await textOf(page.locator('.ribbon')), /贷前审查[\s\S]*本次查询已留痕/)
  assert.match((await page.locator('svg.gauge').getAttribute('aria-label')) ?? '', /\d{3} 分，[A-F] 级/)
  assert.ok((await page.locator('.reasons li').count()) > 0)
  await page.locator('.trend-chart svg').nth(2).waitFor()
  assert.match(
    (await page.locator('.trend-chart [role=img]').first().getAttribute('aria-label')) ?? '',
    /最高/,
  )
  await page.getByRole('button', { name: '查看数据表' }).click()
  assert.equal(await page.locator('.trends tbody tr').count(), 3 * 24)
  await page.getByRole('button', { name: '查看图表' }).click()
})

test('a decision is asked for, explained to the last rule, and refused beyond the product’s bounds', {
  skip: withoutChromium,
}, async () => {
  const amount = page.getByLabel('申请金额（万元）')
  const ask = page.getByRole('button', { name: '测算决策' })
  await amount.fill('-1')
  await ask.click()
  assert.match(await textOf(page.locator('.decision-form')), /请输入大于 0 的金额/)
  await amount.fill('99999999')
  await ask.click()
  await page.locator('.span-decision .refusal').waitFor()
  assert.match(await textOf(page.locator('.span-decision .refusal')), /amount-out-of-bounds/)

  await amount.fill('50')
  assert.equal(await textOf(page.locator('.capitals')), '人民币伍拾万元整')
  await ask.click()
  await page.locator('.decision-result').waitFor()
  assert.match(await textOf(page.locator('.outcome')), /建议准入|建议不准入|转人工审查/)
  await page.getByRole('button', { name: '查看决策依据与规则明细' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('.rule-list li').first().waitFor()
  assert.ok((await dialog.locator('.rule-list > li').count()) > 3)
  assert.ok((await dialog.locator('.reckoning li').count()) > 1)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
})

test('an earlier decision is opened and replays to the same digest', { skip: withoutChromium }, async () => {
  await page.locator('.as-of').scrollIntoViewIfNeeded()
  await page.locator('.ant-table-row a').first().click()
  await page.waitForURL('**/app/decisions/*')
  await page.getByRole('button', { name: '回放' }).click()
  await page.getByText('与存档完全一致').waitFor()
  const digest = await textOf(page.locator('.replay-answer .mono-code'))
  const sealed = await textOf(page.locator('.version-list dd').last())
  assert.match(digest, /^sha256:[0-9a-f]{64}$/)
  assert.equal(digest, sealed)
})

test('the same page speaks English, and says so to the browser', { skip: withoutChromium }, async () => {
  await page.getByRole('button', { name: 'EN', exact: true }).click()
  await page.getByText('Identical to the record').waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ['sanxin.language'])
})
