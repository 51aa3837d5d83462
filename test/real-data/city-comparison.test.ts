import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { compareCity } from '../../src/demonstration/real-data/index.ts'
import { month } from '../../src/foundation/month.ts'

const shared = process.env.SANXIN_SHARED ?? join(import.meta.dirname, '../../../shared')
const folder = join(shared, 'data/cumcm2020c_invoices')
const skip = existsSync(folder) ? false : 'the invoices of CUMCM 2020-C are not beside this repository'

const scratch = mkdtempSync(join(tmpdir(), 'sanxin-comparison-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

test('the invoices of the city are like real ones where indicators look, and the page says where they are not', {
  skip,
}, async () => {
  const reportFile = join(scratch, 'page.md')
  const wish = { enterprises: 600, seed: 'comparison', lastMonth: month('2026-09'), months: 36 }
  const { json } = await compareCity({ ...wish, folder, reportFile })
  const { real, city } = json.sale

  // Row counts as published with the data.
  assert.equal(real.invoices, 125_244 + 222_950)
  assert.equal(json.purchase.real.invoices, 166_676 + 252_733)

  const between = (value: number, of: number, low: number, high: number, what: string) =>
    assert(value > low * of && value < high * of, `${what}: city ${value}, real ${of}`)
  between(city.logSdWithin, real.logSdWithin, 0.75, 1.25, 'spread of amounts within a firm')
  between(city.gapMedian.p50, real.gapMedian.p50, 0.5, 2, 'days between invoices')
  between(city.hhi.p50, real.hhi.p50, 0.5, 1.5, 'concentration')
  between(city.top1.p50, real.top1.p50, 0.6, 1.4, 'share of the largest customer')
  between(city.top5.p50, real.top5.p50, 0.7, 1.3, 'share of the five largest customers')
  between(json.purchase.city.top1.p50, json.purchase.real.top1.p50, 0.6, 1.4, 'share of the largest supplier')
  // January, February and December make the year; the others are near their mean in both.
  for (const place of [0, 1, 11])
    between(city.season[place]!, real.season[place]!, 0.8, 1.2, `month ${place + 1}`)
  assert(
    city.season[1]! < Math.min(...city.season.filter((_, place) => place !== 1)),
    'February is the least',
  )
  assert(city.benfordMad < 0.012, `digits of unlimited invoices follow Benford's law: ${city.benfordMad}`)
  assert(real.digits[8]! > 0.3, 'invoices just below the ceiling begin with a nine')
  assert(city.voidShare > 0 && city.redShare > 0)

  const page = readFileSync(reportFile, 'utf8')
  assert(page.includes('## What differs, and why') && !/NaN|undefined|Infinity/.test(page))
})
