import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { openBrowser, textOf, visit, withoutChromium } from './browser.ts'
import { startTestPlatform } from './platform.ts'

let platform: Platform
let browser: Browser
let proposer: Page
let reviewer: Page

if (!withoutChromium) {
  before(async () => {
    platform = await startTestPlatform({ withWeb: true, enterprises: 60 })
    browser = await openBrowser()
    proposer = await visit(browser, platform, { account: 'operator' })
    reviewer = await visit(browser, platform, { account: 'reviewer' })
  })
  after(async () => {
    await browser.close()
    await platform.close()
  })
}

const panel = (page: Page, title: string) =>
  page.locator('.panel', { has: page.getByRole('heading', { name: title, exact: true }) })

test('a record type is written in a form that says what is wrong while it is written', {
  skip: withoutChromium,
}, async () => {
  await proposer.goto('/app/directory/proposals')
  await proposer.getByRole('link', { name: '申请登记' }).click()
  const form = panel(proposer, '名称与含义')
  await form.waitFor()
  assert.match(await textOf(panel(proposer, '核对结果')), /还需填写/)
  await form.getByLabel('标识').fill('water-usage')
  await form.getByLabel('中文名称').fill('用水量')
  await form.getByLabel('英文名称').fill('Water usage')
  await form.getByLabel('粒度（中文）').fill('企业 × 月')
  await form.getByLabel('粒度（英文）').fill('enterprise × month')
  await form.getByLabel('主题').selectOption('tax')
  const terms = panel(proposer, '权属与管理')
  await terms.getByLabel('权属单位标识').fill('water-company')
  await terms.getByLabel('权属单位（中文）').fill('自来水公司')
  await terms.getByLabel('权属单位（英文）').fill('Water company')
  await terms.getByLabel('法定依据').fill('企业授权')
  await addField('period', '用水月份', 'Month', 'month')
  await addField('tons', '用水吨数', 'Tons', 'integer')
  const tons = proposer.getByRole('group', { name: /字段 3/ })
  await tons.getByLabel('下限').fill('100')
  await tons.getByLabel('上限').fill('10')
  await proposer
    .getByRole('group', { name: /字段 2/ })
    .getByLabel('主键')
    .check()
  await proposer.getByLabel('发生时间').selectOption('period')

  const check = panel(proposer, '核对结果')
  await check.getByText('下限大于上限').waitFor()
  assert.ok(await proposer.getByRole('button', { name: '提交申请' }).isDisabled())
  await tons.getByLabel('下限').fill('0')
  await tons.getByLabel('上限').fill('1000000')
  await check.getByText('没有问题，批准后为第 1 版。').waitFor()
})

async function addField(name: string, zh: string, en: string, type: string): Promise<void> {
  await proposer.getByRole('button', { name: '增加字段' }).click()
  const field = proposer
    .locator('.field-form')
    .filter({ has: proposer.getByLabel('字段名') })
    .last()
  await field.getByLabel('字段名').fill(name)
  await field.getByLabel('中文名称').fill(zh)
  await field.getByLabel('英文名称').fill(en)
  await field.getByLabel('类型').selectOption(type)
}

test('who proposed it is told that another person has to review it; the other one approves', {
  skip: withoutChromium,
}, async () => {
  await proposer.getByLabel('说明（可不填）').fill('自来水公司接入')
  await proposer.getByRole('button', { name: '提交申请' }).click()
  await proposer.waitForURL('**/app/directory/proposals/*')
  await proposer.getByText('这是您自己提交的申请').waitFor()
  assert.equal(await proposer.getByRole('button', { name: '批准，立即生效' }).count(), 0)

  await reviewer.goto('/app/directory/proposals')
  await reviewer.getByRole('link', { name: '用水量' }).click()
  const difference = reviewer.locator('.change-table')
  assert.match(await textOf(difference), /fields\.tons[\s\S]*用水吨数/)
  assert.ok(await reviewer.getByRole('button', { name: '驳回' }).isDisabled(), 'a rejection gives its reason')
  await reviewer.getByRole('button', { name: '批准，立即生效' }).click()
  await reviewer.locator('.chip', { hasText: '已批准' }).waitFor()
})

test('the directory has it at once, found by a field, with who stood behind it', {
  skip: withoutChromium,
}, async () => {
  await reviewer.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '数据目录' }).click()
  await reviewer.getByRole('searchbox').fill('吨数')
  await reviewer.locator('.directory-matches mark', { hasText: '吨数' }).waitFor()
  assert.equal(await reviewer.locator('.directory-line').count(), 1)
  assert.match(reviewer.url(), /text=/)
  await reviewer.getByRole('link', { name: '用水量' }).click()
  await reviewer.locator('.version-lines').waitFor()
  assert.match(await textOf(reviewer.locator('.version-head')), /申请人 operator[\s\S]*审核人 reviewer/)
})

test('a second version that would take a field away is refused in words; one that adds a field is not', {
  skip: withoutChromium,
}, async () => {
  await proposer.goto('/app/directory/record-types/water-usage')
  await proposer.getByRole('link', { name: '申请新版本' }).click()
  await proposer.getByRole('button', { name: '用 JSON 编辑' }).click()
  const text = proposer.getByLabel('完整定义')
  const definition = JSON.parse(await text.inputValue()) as { fields: object[] }
  await text.fill(JSON.stringify({ ...definition, fields: definition.fields.slice(0, 2) }))
  const check = panel(proposer, '核对结果')
  await check.getByText('字段 tons 不能删除').waitFor()
  const price = { name: 'price', zh: '水费', en: 'Charge', type: 'fen', unit: 'yuan', required: false }
  await text.fill(JSON.stringify({ ...definition, fields: [...definition.fields, price] }))
  await check.getByText('批准后为第 2 版').waitFor()
  assert.match(await textOf(proposer.locator('.check-side .change-table')), /fields\.price/)
})
