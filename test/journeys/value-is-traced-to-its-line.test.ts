import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { openBrowser, textOf, violations, visit, withoutChromium } from './browser.ts'
import { signedIn, startTestPlatform } from './platform.ts'

let platform: Platform
let browser: Browser
let page: Page
let uscc: string
/** The record that is corrected: its month, and what was paid before and after, as the page writes it. */
let corrected: { month: string; before: string; after: string }

if (!withoutChromium) {
  before(async () => {
    platform = await startTestPlatform({ withWeb: true })
    uscc = platform.city!.featured.find(({ role }) => role === 'sound')!.uscc
    corrected = await correctOnePayment()
    browser = await openBrowser()
    page = await visit(browser, platform, { account: 'officer.yongcheng' })
    await page.goto(`/app/enterprises/${uscc}`)
    await page.locator('.trend-chart svg').nth(2).waitFor()
  })
  after(async () => {
    await browser.close()
    await platform.close()
  })
}

/** The tax bureau says today that a payment was a thousand yuan less than it had said. */
async function correctOnePayment() {
  const officer = await signedIn(platform, 'officer.yongcheng')
  const operator = await signedIn(platform, 'operator')
  const list = await officer.get(`/v1/enterprises/${uscc}/records?recordType=tax-payment&pageSize=1`)
  const [{ values }] = list.body.items
  const names = ['uscc', ...list.body.fields.map((field: { name: string }) => field.name)]
  const yuan = (fen: bigint) => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
  const paid = { before: BigInt(values.paid), after: BigInt(values.paid) - 100_000n }
  const cells = names.map((name: string) =>
    name === 'uscc'
      ? uscc
      : name === 'paid'
        ? yuan(paid.after)
        : name === 'payable'
          ? yuan(BigInt(values[name]))
          : values[name],
  )
  const batch = await operator.post('/v1/batches', {
    recordType: 'tax-payment',
    source: 'tax-bureau',
    fileName: '更正.csv',
    content: `${names}\n${cells}`,
  })
  assert.equal(batch.body.rowsCorrected, 1, JSON.stringify(batch.body))
  const shown = (fen: bigint) => `${Number(fen / 100n).toLocaleString('en-US')}.${yuan(fen).slice(-2)} 元`
  return { month: String(values.period), before: shown(paid.before), after: shown(paid.after) }
}

const drawer = () => page.getByRole('dialog')

/** What the drawer says was paid, in the row of the corrected record. */
async function paidInRow(text: RegExp): Promise<string> {
  const titles = await drawer().locator('.record-table thead th').allInnerTexts()
  const row = drawer().locator('.record-table tbody tr', { hasText: text }).first()
  return textOf(row.locator('td').nth(titles.indexOf('已缴税额')))
}

test('a figure opens the records behind it by keyboard alone, to the line of the file', {
  skip: withoutChromium,
}, async () => {
  await page.getByRole('button', { name: '查看数据表' }).click()
  const row = page.locator('.trends tbody tr', { hasText: corrected.month })
  await row.locator('.origin-value').last().focus()
  await page.keyboard.press('Enter')
  await drawer().locator('.record-table').waitFor()
  assert.equal(await paidInRow(/更正\.csv 第 2 行/), corrected.after)
  const lines = await drawer().locator('.record-table tbody tr').count()
  assert.match(await textOf(drawer().locator('.lineage-count')), new RegExp(`现在已知 ${lines} 条`))

  await drawer().getByRole('button', { name: '更正.csv 第 2 行' }).press('Enter')
  const origin = await textOf(drawer().locator('.provenance'))
  assert.match(origin, /税务局 · tax-bureau/)
  assert.match(origin, /第 2 版，共 2 版/)
  assert.match(origin, /[0-9a-f]{8}-[0-9a-f]{4}-7/)
  assert.deepEqual(await violations(page), [])
})

test('an earlier day shows what was believed then, and how many have changed since', {
  skip: withoutChromium,
}, async () => {
  const yesterday = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10)
  await drawer().getByLabel('截至哪一天所知').fill(yesterday)
  await drawer().getByText('此后至今：更正 1 条').waitFor()
  assert.equal(await paidInRow(/后来有更正/), corrected.before)
  assert.doesNotMatch(await textOf(drawer().locator('.record-table')), /更正\.csv/)

  await drawer().getByLabel('截至哪一天所知').fill('2015-01-01')
  await drawer().getByText('没有这样的记录。').waitFor()
  await drawer().getByRole('button', { name: '回到今天' }).click()
  await drawer().getByRole('button', { name: '更正.csv 第 2 行' }).waitFor()
})

test('the history of the record says what was said when and which was believed', {
  skip: withoutChromium,
}, async () => {
  const line = drawer().getByRole('button', { name: '更正.csv 第 2 行' })
  if ((await line.getAttribute('aria-expanded')) !== 'true') await line.click()
  await drawer().getByRole('button', { name: '这条记录的全部版本' }).click()
  await drawer().locator('.history-versions > li').nth(1).waitFor()
  assert.equal(await drawer().locator('.history-versions > li').count(), 2)
  assert.equal(await drawer().locator('.beliefs li').count(), 2)
  const changed = await textOf(drawer().locator('.said .changed'))
  assert.ok(changed.includes(corrected.before) && changed.includes(corrected.after), changed)
  assert.deepEqual(await violations(page), [])
  await page.keyboard.press('Escape')
  await drawer().waitFor({ state: 'hidden' })
})

test('a month of a chart opens its records with a click', { skip: withoutChromium }, async () => {
  await page.getByRole('button', { name: '查看图表' }).click()
  const chart = page.locator('.trend-chart [role=img]').nth(1)
  await chart.locator('svg').waitFor()
  const box = (await chart.boundingBox())!
  await chart.click({ position: { x: box.width - 60, y: 60 } })
  await drawer().locator('.record-table').waitFor()
  assert.match(await textOf(drawer()), /增值税发票/)
})
