import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { openBrowser, textOf, visit, withoutChromium } from './browser.ts'
import { inGb18030 } from './gb18030.ts'
import { startTestPlatform } from './platform.ts'

let platform: Platform
let browser: Browser
let operator: Page

if (!withoutChromium) {
  before(async () => {
    platform = await startTestPlatform({ withWeb: true, enterprises: 20 })
    browser = await openBrowser()
    operator = await visit(browser, platform, { account: 'operator' })
  })
  after(async () => {
    await browser.close()
    await platform.close()
  })
}

const titles = ['统一代码', '税种', '所属期', '应缴金额', '实缴金额', '窗口备注']
const fieldOf: Record<string, string> = { 统一代码: 'uscc', 应缴金额: 'payable', 实缴金额: 'paid' }

/** Seven rows, each with a fault of its own, and what makes each right. */
function faulty(codes: readonly string[]): { bad: string[]; right: string[]; reason: string }[] {
  const [one, two] = [codes[0]!, codes[1]!]
  const turned = `${one.slice(0, -1)}${one.endsWith('0') ? '1' : '0'}`
  const row = (code: string, kind: string, month: string, payable: string, paid: string) => [
    code,
    kind,
    month,
    payable,
    paid,
    '柜台',
  ]
  return [
    {
      bad: row(one, '增值税', '2026-01', '十元', '10.00'),
      right: row(one, '增值税', '2026-01', '10.00', '10.00'),
      reason: '不是金额，或小数超过两位',
    },
    {
      bad: row(turned, '增值税', '2026-02', '10.00', '10.00'),
      right: row(one, '增值税', '2026-02', '10.00', '10.00'),
      reason: '统一社会信用代码的校验码不对',
    },
    {
      bad: row('9145', '增值税', '2026-03', '10.00', '10.00'),
      right: row(one, '增值税', '2026-03', '10.00', '10.00'),
      reason: '统一社会信用代码的长度或字符不对',
    },
    {
      bad: row(two, '印花', '2026-01', '10.00', '10.00'),
      right: row(two, '附加税费', '2026-01', '10.00', '10.00'),
      reason: '代码不在代码表中',
    },
    {
      bad: row(two, '增值税', '2026-13', '10.00', '10.00'),
      right: row(two, '增值税', '2026-02', '10.00', '10.00'),
      reason: '不是有效月份',
    },
    {
      bad: row(two, '增值税', '2026-03', '10.00', ''),
      right: row(two, '增值税', '2026-03', '10.00', '10.00'),
      reason: '必填字段为空',
    },
    {
      bad: row(two, '增值税', '2099-12', '10.00', '10.00'),
      right: row(two, '增值税', '2026-04', '10.00', '10.00'),
      reason: '发生时间在将来',
    },
  ]
}

async function choose(page: Page, label: string, text: string) {
  const field = page.getByLabel(label, { exact: true })
  await field.click()
  await field.fill(text)
  await page.keyboard.press('Enter')
}

const figure = (name: string) => textOf(operator.locator(`.row-figures .${name} dd`))

test('an operator drops a GB18030 file, says what its columns mean, and corrects seven rows until none is open', {
  skip: withoutChromium,
}, async () => {
  const codes = platform.city!.featured.map(({ uscc }) => uscc)
  const faults = faulty(codes)
  const good = codes.map((code) => [code, '企业所得税', '2026-05', '99.50', '99.50', ''])
  const lines = [titles, ...good, ...faults.map(({ bad }) => bad)].map((cells) => cells.join(','))

  await operator.goto('/app/operations/upload')
  await choose(operator, '记录类型', '税款')
  await choose(operator, '数据来源', 'tax-bureau')
  const file = {
    name: '税款.csv',
    mimeType: 'text/csv',
    buffer: inGb18030(`${lines.join('\r\n')}\r\n`),
  }
  await operator.locator('.drop-zone input').setInputFiles(file)
  await operator.locator('.column-list').waitFor()
  assert.match(await textOf(operator.locator('.table-facts')), /税款\.csv[\s\S]*GB18030[\s\S]*逗号分隔/)
  assert.match(await textOf(operator.locator('.first-rows')), /窗口备注[\s\S]*99\.50/)

  // Nothing starts as long as it is not said what each column means, and which required fields are missing is told.
  const start = operator.getByRole('button', { name: '开始接入' })
  assert.ok(await start.isDisabled())
  assert.match(await textOf(operator.locator('.plan-lacks')), /缺少必填字段：.*应纳税额/)
  for (const [title, field] of Object.entries(fieldOf)) await operator.getByLabel(title).selectOption(field)
  await operator.getByLabel('窗口备注').selectOption('-')
  assert.equal(await operator.locator('.plan-lacks').count(), 0)
  await start.click()

  await operator.locator('.batch-answer').waitFor()
  const first = operator.url()
  assert.deepEqual(
    [await figure('read'), await figure('published'), await figure('quarantined'), await figure('open')],
    [String(good.length + 7), String(good.length), '7', '7'],
  )
  const reasons = await textOf(operator.locator('.reason-rows'))
  for (const { reason } of faults) assert.ok(reasons.includes(reason), reason)
  const table = operator.locator('.stacking-table', { hasText: '原因和改法' }).locator('tbody tr')
  await table.first().waitFor()
  assert.equal(await table.count(), 7)

  const [download] = await Promise.all([
    operator.waitForEvent('download'),
    operator.getByRole('link', { name: '下载被隔离的行' }).click(),
  ])
  const annotated = readFileSync(await download.path(), 'utf8')
  for (const { reason } of faults) assert.ok(annotated.includes(reason), reason)
  let corrected = annotated
  for (const { bad, right } of faults) {
    assert.ok(corrected.includes(bad.join(',')), bad.join(','))
    corrected = corrected.replace(bad.join(','), right.join(','))
  }

  // The columns are remembered and our own are known, so the corrected file asks nothing.
  await operator
    .locator('.drop-zone input')
    .setInputFiles({ name: '改好.csv', mimeType: 'text/csv', buffer: Buffer.from(corrected) })
  await operator.waitForURL((url) => url.href.includes('/batches/') && url.href !== first)
  await operator.locator('.batch-answer').waitFor()
  assert.deepEqual([await figure('read'), await figure('published'), await figure('open')], ['7', '7', '0'])
  await operator.locator('.loan-summary a').click()
  await operator.waitForURL(first)
  await operator.getByText('没有待修正的行').waitFor()
  assert.deepEqual(
    [await figure('quarantined'), await figure('fixed'), await figure('open')],
    ['7', '7', '0'],
  )

  await operator.goto('/app/operations/batches?source=tax-bureau&recordType=tax-payment')
  await operator.locator('.stacking-table').getByText('已全部修正').waitFor()
})

test('what is no table is refused where it lies, with what to do, and the next file is taken', {
  skip: withoutChromium,
}, async () => {
  await operator.goto('/app/operations/upload?recordType=tax-payment&source=tax-bureau')
  const drop = operator.locator('.drop-zone input')
  await drop.setInputFiles({
    name: 'broken.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('PK\u0003\u0004 not an archive'),
  })
  const notice = operator.locator('.refusal')
  await notice.waitFor()
  assert.match(await textOf(notice), /您可以：/)
  await operator.getByRole('button', { name: '移除 broken.xlsx' }).click()
  await drop.setInputFiles({
    name: 'ok.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('uscc,tax_kind,period,payable,paid\n'),
  })
  await operator.locator('.column-list, .refusal').first().waitFor()
})
