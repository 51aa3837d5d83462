import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { openBrowser, passwordOf, textOf, visit, withoutChromium } from './browser.ts'
import { startTestPlatform } from './platform.ts'

let platform: Platform
let browser: Browser
let phone: Page
let bank: Page
let enterprise: string

if (!withoutChromium) {
  before(async () => {
    platform = await startTestPlatform({ withWeb: true })
    browser = await openBrowser()
    phone = await visit(browser, platform, { width: 390 })
    bank = await visit(browser, platform, { account: 'officer.yongcheng' })
  })
  after(async () => {
    await browser.close()
    await platform.close()
  })
}

test('an enterprise signs in on a phone and sees its credit: score, reasons, what would improve it', {
  skip: withoutChromium,
}, async () => {
  await phone.goto('/h5.html')
  await phone.getByLabel('账号').fill('enterprise')
  await phone.getByLabel('密码').fill(passwordOf(platform, 'enterprise'))
  await phone.getByRole('button', { name: '登录' }).click()
  await phone.locator('svg.gauge').waitFor()
  const session = await phone.evaluate(async () => (await fetch('/v1/sessions/current')).json())
  enterprise = session.organization.enterprise
  assert.ok((await phone.locator('.reasons li').count()) > 0)
  const improvement = phone.locator('.improvements li').first()
  await improvement.waitFor()
  assert.match(await textOf(improvement), /\+[\d.]+ 分[\s\S]*约 \d+ 分，[A-F] 级/)
  assert.match(await textOf(phone.locator('.ribbon')), /企业本人查询/)
})

test('large type is remembered, and nothing that is read is smaller than 18 pixels', {
  skip: withoutChromium,
}, async () => {
  await phone.getByRole('button', { name: '长辈版' }).click()
  for (const tab of ['时间线', '谁看过我', '授权管理', '我的信用']) {
    await phone.getByRole('link', { name: tab }).click()
    await phone.locator('.phone-content h1').waitFor()
    await phone.waitForFunction(() => document.querySelector('.skeleton') === null)
    const small = await phone.evaluate(() =>
      [...document.querySelectorAll('.phone-content *')]
        .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()))
        .filter(
          (one) => !one.closest('svg, .spoken') && Number.parseFloat(getComputedStyle(one).fontSize) < 18,
        )
        .map((one) => `${one.tagName} ${one.className}`),
    )
    assert.deepEqual(small, [], tab)
    assert.equal(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, tab)
  }
  await phone.reload()
  await phone.locator('html.large svg.gauge').waitFor()
  await phone.getByRole('button', { name: '长辈版' }).click()
  assert.equal(await phone.locator('html.large').count(), 0)
})

test('what a thumb touches is at least 44 pixels high', { skip: withoutChromium }, async () => {
  for (const tab of ['时间线', '谁看过我', '授权管理', '我的信用']) {
    await phone.getByRole('link', { name: tab }).click()
    await phone.locator('.phone-content h1').waitFor()
    await phone.waitForFunction(() => document.querySelector('.skeleton') === null)
    const low = await phone.evaluate(() =>
      [
        ...document.querySelectorAll(
          'button, .choice, select, input:not([type=radio], [type=checkbox]), nav a',
        ),
      ]
        .map((one) => ({ height: one.getBoundingClientRect().height, text: one.textContent }))
        .filter(({ height }) => height > 0 && height < 44),
    )
    assert.deepEqual(low, [], tab)
  }
})

test('a bank reads, and the enterprise sees who, why and what', { skip: withoutChromium }, async () => {
  await bank.goto(`/app/enterprises/${enterprise}`)
  await bank.locator('.enterprise-header').waitFor()
  await phone.getByRole('link', { name: '谁看过我' }).click()
  const latest = phone.locator('.use-list > li').first()
  await latest.waitFor()
  assert.match(
    await textOf(latest),
    /邕城银行[\s\S]*已授权查询[\s\S]*贷前审查[\s\S]*发票[\s\S]*officer\.yongcheng/,
  )
})

test('the consent is revoked after one question, and the bank’s very next read is refused', {
  skip: withoutChromium,
}, async () => {
  await phone.getByRole('link', { name: '授权管理' }).click()
  const revoke = phone.getByRole('button', { name: /撤销 邕城银行/ })
  await revoke.first().waitFor()
  for (let left = await revoke.count(); left > 0; left--) {
    await revoke.first().click()
    await phone.getByRole('button', { name: '取消' }).click()
    assert.equal(await revoke.count(), left, 'nothing happens before it is confirmed')
    await revoke.first().click()
    await phone.getByRole('button', { name: '确认撤销' }).click()
    await phone.getByText('已撤销 邕城银行 的授权').waitFor()
    await revoke.nth(left - 1).waitFor({ state: 'detached' })
  }
  await bank.reload()
  // What is public stays readable; what needs the consent says that it has none.
  await bank.locator('.empty-state[data-state="not-covered"]').first().waitFor()
  const refused = await bank.evaluate(async (whose) => {
    const answer = await fetch(`/v1/enterprises/${whose}/score`, { headers: { 'accept-language': 'zh-CN' } })
    return { status: answer.status, body: await answer.text() }
  }, enterprise)
  assert.equal(refused.status, 403)
  assert.match(refused.body, /企业已撤销授权。[\s\S]*consent-revoked|consent-revoked[\s\S]*企业已撤销授权。/)
  await phone.getByRole('link', { name: '谁看过我' }).click()
  await phone.reload()
  // The refusal stands beside what the bank saw of the public at the same moment.
  const refusal = phone.locator('.use-list > li', { hasText: '已拒绝' }).first()
  await refusal.waitFor()
  assert.match(await textOf(refusal), /邕城银行[\s\S]*已拒绝/)
  const latest = await textOf(phone.locator('.use-list > li').first())
  assert.match(latest, /邕城银行[\s\S]*(已拒绝|查看公开信息)/)
})

test('a new consent is given on the phone, and the bank reads again', { skip: withoutChromium }, async () => {
  await phone.getByRole('link', { name: '授权管理' }).click()
  await phone.getByLabel('被授权机构').selectOption({ label: '邕城银行' })
  await phone.getByRole('button', { name: '3 个月' }).click()
  assert.match(await textOf(phone.locator('.grant-summary')), /我同意授权 邕城银行 .*“贷前审查”/)
  await phone.getByRole('button', { name: '确认授权' }).click()
  await phone.getByText('已向 邕城银行 授权').waitFor()
  await bank.reload()
  await bank.locator('.enterprise-header').waitFor()
  assert.match(await textOf(bank.locator('.ribbon')), /查询授权有效/)
})
