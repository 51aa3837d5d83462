import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { openBrowser, textOf, visit, withoutChromium } from './browser.ts'
import { startTestPlatform } from './platform.ts'
import { somethingToDecide } from './something-to-decide.ts'

let platform: Platform
let browser: Browser
let left: Awaited<ReturnType<typeof somethingToDecide>>

if (!withoutChromium) {
  before(async () => {
    platform = await startTestPlatform({ withWeb: true, enterprises: 30 })
    left = await somethingToDecide(platform)
    browser = await openBrowser()
  })
  after(async () => {
    await browser.close()
    await platform.close()
  })
}

const figure = (page: Page, name: string) => textOf(page.locator(`.row-figures .${name} dd`))

test('a held batch is released with a reason, and then its rows are published', {
  skip: withoutChromium,
}, async () => {
  const page = await visit(browser, platform, { account: 'reviewer' })
  await page.goto('/app/operations/held')
  const release = page.getByRole('button', { name: '放行并发布' })
  await release.click()
  await page.getByText('请写明理由').waitFor()
  await page.getByLabel('决定的理由').fill('已与税务局核实')
  await release.click()
  await page.waitForURL(/\/batches\//)
  await page.locator('.batch-answer').waitFor()
  assert.deepEqual([await figure(page, 'read'), await figure(page, 'published')], ['2', '2'])
  await page.goto('/app/operations/held')
  await page.getByText('没有等待放行的批次').waitFor()
  await page.context().close()
})

test('a batch is withdrawn only after it was asked for twice, with a reason, and only once', {
  skip: withoutChromium,
}, async () => {
  const page = await visit(browser, platform, { account: 'operator' })
  await page.goto(`/app/operations/batches/${left.faulty}`)
  await page.getByRole('button', { name: '撤回这个批次' }).click()
  await page.getByLabel('撤回的理由').fill('口径有误')
  await page.getByRole('button', { name: '确认撤回 1 行' }).click()
  await page.getByText('批次已撤回').waitFor()
  await page.reload()
  await page.getByRole('button', { name: '撤回这个批次' }).click()
  await page.getByLabel('撤回的理由').fill('口径有误')
  await page.getByRole('button', { name: '确认撤回 1 行' }).click()
  assert.match(await textOf(page.locator('.refusal')), /该批次已经撤回[\s\S]*batch-withdrawn/)
  await page.context().close()
})

test('two persons: who proposed a merge cannot decide it; a merge that was made is taken back by the other', {
  skip: withoutChromium,
}, async () => {
  const operator = await visit(browser, platform, { account: 'operator' })
  const reviewer = await visit(browser, platform, { account: 'reviewer' })
  await operator.goto('/app/operations/identity')
  await operator.getByText('须由另一位有复核权限的人员决定').waitFor()
  assert.equal(await operator.getByRole('button', { name: '接受：是同一家企业' }).count(), 0)

  await reviewer.goto('/app/operations/identity')
  assert.match(await textOf(reviewer.locator('.side-table')), /名称[\s\S]*登记代码[\s\S]*成立日期/)
  await reviewer.getByLabel('理由（记入审计日志）').fill('不是同一家')
  await reviewer.getByRole('button', { name: '驳回', exact: true }).click()
  await reviewer.getByText('这里没有建议').waitFor()

  const history = `/app/operations/identity?enterprise=${left.merged}`
  await reviewer.goto(history)
  await reviewer.getByText('由 2 个主体组成').waitFor()
  await reviewer.getByRole('button', { name: '撤销…' }).click()
  await reviewer.getByLabel('理由（记入审计日志）').fill('两家同名，不是一家')
  await reviewer.getByRole('button', { name: '提出撤销' }).click()
  await reviewer.getByText('由第二个人').last().waitFor()

  await operator.goto('/app/operations/identity')
  await operator.getByText('建议拆分为两家企业').waitFor()
  await operator.getByLabel('理由（记入审计日志）').fill('核实无误')
  await operator.getByRole('button', { name: '接受：拆分开' }).click()
  await operator.getByText('这里没有建议').waitFor()
  await operator.goto(history)
  await operator.getByText('由 1 个主体组成').waitFor()
  await operator.getByText('已撤销').waitFor()
  for (const page of [operator, reviewer]) await page.context().close()
})

test('a channel is paused and goes on', { skip: withoutChromium }, async () => {
  const page = await visit(browser, platform, { account: 'operator' })
  await page.goto('/app/operations/channels')
  await page.getByRole('button', { name: '暂停', exact: true }).click()
  await page.getByText('已暂停').waitFor()
  await page.getByRole('button', { name: '恢复运行' }).click()
  await page.getByText('正常').waitFor()
  await page.context().close()
})
