import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { openBrowser, textOf, violations, visit, withoutChromium } from './browser.ts'
import { startTestPlatform } from './platform.ts'

const dist = join(import.meta.dirname, '../../web/dist')
const profileBytesMax = 600_000

let platform: Platform
let browser: Browser
let page: Page
let uscc: string
let name: string

const path = () => new URL(page.url()).pathname
const tab = (section: string) => page.locator(`[role=tab][data-section="${section}"]`)
/** A section is there when its panels are, or when it says that it has none. */
const sectionShown = () =>
  page.locator('.section-body .section-panel, .section-body .quiet, .section-body .panel').first().waitFor()

if (!withoutChromium) {
  before(async () => {
    platform = await startTestPlatform({ withWeb: true })
    browser = await openBrowser()
    page = await visit(browser, platform, { account: 'officer.yongcheng' })
    ;({ uscc, name } = platform.city!.featured.find(({ role }) => role === 'people-leave-first')!)
    await page.goto(`/app/enterprises/${uscc}`)
    await page.locator('.trend-chart svg').first().waitFor()
  })
  after(async () => {
    await browser.close()
    await platform.close()
  })
}

test('the first screen says who it is, how it is, why, what changed and what is missing, each with its source', {
  skip: withoutChromium,
}, async () => {
  await page.setViewportSize({ width: 1440, height: 900 })
  assert.equal(await textOf(page.locator('.enterprise-title h1')), name)
  for (const place of ['svg.gauge', '.why .reasons li', '.radar', '.span-changes h2', '.span-missing h2']) {
    const box = await page.locator(place).first().boundingBox()
    assert.ok(box && box.y < 900, `${place} is below the first screen`)
  }
  assert.match(await textOf(page.locator('.span-changes')), /20\d\d-\d\d/)
  assert.match(
    await textOf(page.locator('.why .panel-foot')),
    /同行业比较：.+\d+ 家[\s\S]*来源 .+更新至 20\d\d/,
  )
})

test('all tabs are reached by arrow keys, opened by Enter, and keep their address', {
  skip: withoutChromium,
}, async () => {
  await tab('overview').focus()
  const sections = await page
    .locator('[role=tab]')
    .evaluateAll((tabs) => tabs.map((one) => one.getAttribute('data-section')!))
  assert.equal(sections.length, 11)
  for (const section of sections.slice(1)) {
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/${section}`)
    await sectionShown()
    assert.equal(await tab(section).getAttribute('aria-selected'), 'true')
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('data-section')),
      section,
      'the focus stays on the tab',
    )
    assert.deepEqual(await violations(page), [], section)
  }
  await page.reload()
  await sectionShown()
  assert.equal(path().split('/').at(-1), sections.at(-1))
})

test('the page weighs at most 600 KB, gzip, with its charts, its graph and the drawer of records', {
  skip: withoutChromium,
}, async () => {
  const reader = await visit(browser, platform, { account: 'officer.yongcheng' })
  const fetched = new Set<string>()
  reader.on('response', (response) => {
    const file = new URL(response.url()).pathname
    if (file.startsWith('/assets/')) fetched.add(file)
  })
  await reader.goto(`/app/enterprises/${uscc}`)
  await reader.locator('.trend-chart svg').first().waitFor()
  const heavy = [...fetched].filter((file) => /antd|echarts|relation-canvas/.test(file))
  assert.deepEqual(heavy, [], 'the first screen waits for nothing heavy')
  await reader.locator('[role=tab][data-section=relations]').click()
  await reader.locator('.react-flow__node').first().waitFor()
  await reader.locator('.section-panel .link-button').first().click()
  await reader.getByRole('dialog').locator('.record-table, .lineage-none').first().waitFor()
  const sizes = [...fetched].map((file) => ({ file, bytes: gzipSync(readFileSync(join(dist, file))).length }))
  const bytes = sizes.reduce((sum, part) => sum + part.bytes, 0)
  assert.ok(bytes > 200_000 && bytes <= profileBytesMax, `${bytes} bytes: ${JSON.stringify(sizes)}`)
  await reader.context().close()
})

test('figures open tabs, a question mark lists the keys, and the switch turns them off', {
  skip: withoutChromium,
}, async () => {
  await page.keyboard.press('5')
  await page.waitForURL('**/tax')
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: '键盘快捷键' })
  await sheet.waitFor()
  assert.deepEqual(await violations(page), [])
  await sheet.getByRole('checkbox').uncheck()
  await page.keyboard.press('Escape')
  await page.keyboard.press('1')
  assert.match(path(), /\/tax$/)
  await page.locator('.keys-button').click()
  await sheet.getByRole('checkbox').check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  assert.equal(await page.evaluate(() => document.activeElement?.closest('.search-box') !== null), true)
  await page.keyboard.press('Escape')
})

test('a value of a section leads to the record behind it, to the line of the file', {
  skip: withoutChromium,
}, async () => {
  await page.locator('[role=tab][data-section=tax]').click()
  await sectionShown()
  const value = page.locator('.section-panel td .origin-value').first()
  await value.focus()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog')
  await drawer.locator('.record-history .provenance, .record-table').first().waitFor()
  assert.match(await textOf(drawer), /第 \d[\d,]* 行/)
  assert.deepEqual(await violations(page), [])
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'hidden' })
})

test('the timeline is filtered by level and its filter is in the address', {
  skip: withoutChromium,
}, async () => {
  await page.goto(`/app/enterprises/${uscc}/events`)
  await page.locator('.time-line li').first().waitFor()
  const all = await page.locator('.time-line li').count()
  const kind = page.locator('.event-filters fieldset').nth(1).getByRole('button').first()
  await kind.click()
  await page.waitForURL('**/events?kinds=*')
  await page.waitForFunction((before) => document.querySelectorAll('.time-line li').length < before, all)
  assert.equal(await kind.getAttribute('aria-pressed'), 'true')
  assert.deepEqual(await violations(page), [])
})

test('two firms are put aside and compared figure by figure, with their places among peers', {
  skip: withoutChromium,
}, async () => {
  await page.goto('/app/search')
  await page.locator('.search-field').fill('有限公司')
  await page.locator('.search-list li').nth(3).waitFor()
  const other = page.locator('.search-list li', { hasNotText: name }).first()
  await other.getByRole('button', { name: '加入对比' }).click()
  await page.locator('.search-field').fill(uscc)
  await page.locator('.search-list li', { hasText: name }).getByRole('button', { name: '加入对比' }).click()
  await page.getByRole('link', { name: '开始对比' }).click()
  await page.locator('.compare-table tbody td').first().waitFor()
  assert.equal(await page.locator('.compare-table thead th').count(), 3)
  assert.match(await textOf(page.locator('.compare-table')), /优于同行业 \d+%/)
  assert.deepEqual(await violations(page), [])
})

test('the whole page is printed on A4, each sheet with account, moment and consent', {
  skip: withoutChromium,
}, async () => {
  await page.goto(`/app/enterprises/${uscc}/print`)
  await page.locator('.print-section').nth(9).waitFor()
  await page.waitForFunction(() => document.querySelectorAll('.print-section .skeleton').length === 0)
  assert.deepEqual(await violations(page), [])
  await page.emulateMedia({ media: 'print' })
  const margins = await page.locator('.print-document style').evaluate((style) => style.textContent)
  assert.match(margins ?? '', /@bottom-left.*邕城银行 officer\.yongcheng；查询时间：20\d\d-/)
  assert.match(
    await textOf(page.locator('.print-head')),
    /查询用途：贷前审查；授权范围：.+；授权有效至：20\d\d-/,
  )
  assert.equal(await page.locator('.top-bar').isVisible(), false)
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  assert.ok((sheets.match(/\/Type \/Page\b/g) ?? []).length >= 8)
  assert.match(sheets, /\/MediaBox \[0 0 59[45]\S* 84[12]/)
  await page.emulateMedia({ media: 'screen' })
})

/** A firm of the sample city, by the part that it plays. */
const playing = (role: string) => platform.city!.featured.find((firm) => firm.role === role)!.uscc

test('the planted stories stand where the list of them says', {
  skip: withoutChromium,
  timeout: 90_000,
}, async () => {
  await page.goto(`/app/enterprises/${playing('penalty-repaired')}/compliance`)
  await page.locator('.section-panel').first().waitFor()
  assert.match(await textOf(page.locator('.enterprise-title')), /处罚已修复/)
  assert.match(
    await textOf(page.locator('#panel-penalties')),
    /信用修复日期[\s\S]*生态环境局[\s\S]*20\d\d-\d\d-\d\d/,
  )

  await page.goto(`/app/enterprises/${playing('receivable-financed-twice')}/assets`)
  await page.locator('.section-panel').first().waitFor()
  assert.match(await textOf(page.locator('#panel-chattel')), /登记给 2 家权利人[\s\S]*均未注销/)

  await page.goto(`/app/enterprises/${playing('financed-income')}`)
  await page.locator('.change-lines li').first().waitFor()
  assert.match(await textOf(page.locator('.change-lines li').first()), /经营性流入只占 0%/)
})

test('a firm renamed twice is found by its oldest name, and says all three', {
  skip: withoutChromium,
  timeout: 60_000,
}, async () => {
  await page.goto('/app/search')
  await page.locator('.search-field').fill('铁牛坡')
  await page.locator('.search-list a', { hasText: '北斗岭' }).first().click()
  await page.locator('[role=tab][data-section=registration]').click()
  const changes = page.locator('#panel-changes')
  await changes.locator('tbody tr').nth(1).waitFor()
  assert.match(await textOf(changes), /拖拉机汽配[\s\S]*北斗岭[\s\S]*铁牛坡/)
})

test('a name that one firm bears and another bore finds both, and no person is a former name', {
  skip: withoutChromium,
  timeout: 60_000,
}, async () => {
  const now = platform.city!.featured.find(({ role }) => role === 'name-now')!.name
  await page.goto('/app/search')
  await page.locator('.search-field').fill(now)
  await page.locator('.search-list li').nth(1).waitFor()
  const found = await textOf(page.locator('.search-list'))
  assert.ok(found.includes(now) && found.includes('青禾渡'), found)
  const names = await page.evaluate(
    async (address) => {
      const { formerNames } = await (await fetch(address)).json()
      return formerNames.map((entry: { name: string }) => entry.name)
    },
    `/v1/enterprises/${playing('sound')}`,
  )
  assert.deepEqual(names, [])
})

test('to open the page is one use of data, and to come back to a tab is none', {
  skip: withoutChromium,
  timeout: 60_000,
}, async () => {
  const reader = await visit(browser, platform, { account: 'officer.yongcheng' })
  const asked: string[] = []
  reader.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/v1/enterprises/')) asked.push(pathname)
  })
  await reader.goto(`/app/enterprises/${uscc}`)
  await reader.locator('.trend-chart svg').first().waitFor()
  assert.deepEqual(asked.splice(0), [`/v1/enterprises/${uscc}/profile`])
  await reader.locator('[role=tab][data-section=tax]').click()
  await reader.locator('.section-panel').first().waitFor()
  assert.equal(asked.splice(0).length, 1)
  await reader.locator('[role=tab][data-section=overview]').click()
  await reader.locator('.trend-chart svg').first().waitFor()
  await reader.locator('[role=tab][data-section=tax]').click()
  await reader.locator('.section-panel').first().waitFor()
  assert.deepEqual(asked, [])
  await reader.context().close()
})

const narrow = [
  ['zh-CN', 768],
  ['zh-CN', 390],
  ['en', 1440],
  ['en', 390],
] as const

for (const [language, width] of narrow) {
  test(`no section violates WCAG 2.2 AA or scrolls sideways, in ${language} at ${width} pixels`, {
    skip: withoutChromium,
  }, async () => {
    const reader = await visit(browser, platform, { account: 'officer.yongcheng', language, width })
    const found: string[] = []
    for (const section of ['', '/tax', '/compliance', '/relations', '/events']) {
      await reader.goto(`/app/enterprises/${uscc}${section}`)
      await reader.locator('.section-panel, .trend-chart svg, .time-line li').first().waitFor()
      for (const violation of await violations(reader)) found.push(`${section}: ${violation}`)
      const sideways = await reader.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (sideways > 0) found.push(`${section}: ${sideways} pixels too wide`)
    }
    await reader.context().close()
    assert.deepEqual(found, [])
  })
}
