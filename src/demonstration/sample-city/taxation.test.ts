import assert from 'node:assert/strict'
import { test } from 'node:test'
import { month } from '../../foundation/month.ts'
import { firstDayOf } from './calendar.ts'
import { openCity } from './city.ts'
import { emitEconomy } from './economy.ts'
import { lifeOf } from './life.ts'
import { prepaidIncomeTax } from './taxation.ts'

const city = openCity({ enterprises: 120, seed: 'tax', lastMonth: month('2026-09'), months: 36 })
const numbers = Array.from({ length: city.count }, (_, number) => number)

test('value-added tax by the rule of the taxpayer: one per cent above the threshold, or output less input with credits', () => {
  let [small, general] = [0, 0]
  for (const number of numbers) {
    const { firm, taxes, salesFen, outputFen, purchases, from } = lifeOf(city, number)
    let creditFen = 0
    for (const tax of taxes.filter((each) => each.kind === 'value-added')) {
      const sales = salesFen[tax.at]!
      if (firm.smallScale) {
        small++
        assert.equal(tax.payableFen, sales > 10_000_000 ? Math.round(sales / 100) : 0)
        continue
      }
      general++
      const balance = outputFen[tax.at]! - purchases.taxNetFen[tax.at]! - creditFen
      assert.equal(tax.payableFen, Math.max(0, balance), `${number} ${tax.at} ${from}`)
      creditFen = Math.max(0, -balance)
    }
  }
  assert(small > 500 && general > 500)
})

test('a small firm of little profit pays five per cent, less what it prepaid; a loss pays nothing', () => {
  assert.equal(prepaidIncomeTax(100_000_000, 2_000_000), 3_000_000)
  assert.equal(prepaidIncomeTax(-1, 0), 0)
  assert.equal(prepaidIncomeTax(100_000_000, 6_000_000), 0)
  assert.equal(prepaidIncomeTax(400_000_000, 0), 100_000_000)
})

test('a tax that is paid leaves the account that day; a bill of a drawer is a bill of its holder', () => {
  const left = new Set<string>()
  const bills = { drawer: [] as string[], holder: [] as string[] }
  const opened = new Map<string, number>()
  for (const number of numbers)
    emitEconomy(city, city.firm(number), (type, _, cells) => {
      if (type === 'bank-transaction') {
        const [uscc, , , day, , amount, , , purpose] = cells
        opened.set(uscc as string, Math.min(opened.get(uscc as string) ?? 1e9, day as number))
        if (purpose === 'tax') left.add([uscc, day, amount].join())
      }
      if (type === 'bill') bills[cells[3] as 'drawer' | 'holder'].push([cells[1], cells[4], cells[7]].join())
    })
  let paid = 0
  for (const number of numbers) {
    const { firm, taxes, history } = lifeOf(city, number)
    const first = opened.get(firm.uscc) ?? 1e9
    const end = firstDayOf(city.span.origin + Math.min(history.closesAt, city.span.length))
    for (const { firstOn, firstFen, restOn, payableFen } of taxes)
      for (const [day, fen] of [
        [firstOn, firstFen],
        [restOn, payableFen - firstFen],
      ] as const) {
        if (day === null || day < first || day >= end) continue
        paid++
        assert(left.has([firm.uscc, day, fen].join()), `${firm.uscc} ${day} ${fen}`)
      }
  }
  assert(paid > 1000, `${paid}`)
  assert(bills.drawer.length > 5)
  assert.deepEqual(bills.drawer.sort(), bills.holder.sort())
})
