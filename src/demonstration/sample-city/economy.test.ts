import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { month } from '../../foundation/month.ts'
import { standardRecordType } from '../../trust/catalog/index.ts'
import { type City, openCity } from './city.ts'
import { emitEconomy } from './economy.ts'
import type { Cell, CityRecordType } from './emit.ts'
import { lifeOf } from './life.ts'

const lastMonth = month('2026-09')
const drawn = fc.record({ seed: fc.integer(), enterprises: fc.integer({ min: 40, max: 160 }) })
const few = { numRuns: Number(process.env.SANXIN_CITY_RUNS ?? 4), seed: Number(process.env.SANXIN_SEED ?? 7) }

type Row = Record<string, Cell> & { knownOn: number }

function cityOf({ seed, enterprises }: { seed: number; enterprises: number }): City {
  return openCity({ seed, enterprises, lastMonth, months: 36 })
}

/** Rows of some record types of a city, by the names of the catalog's fields. */
function rowsOf(
  city: City,
  types: readonly CityRecordType[],
  numbers = everyone(city),
): Record<string, Row[]> {
  const rows: Record<string, Row[]> = Object.fromEntries(types.map((type) => [type, []]))
  const fields = Object.fromEntries(
    types.map((type) => [type, standardRecordType(type).fields.map((field) => field.name)]),
  )
  for (const number of numbers)
    emitEconomy(city, city.firm(number), (type, knownOn, cells) => {
      const names = fields[type]
      if (!names) return
      assert.equal(cells.length, names.length, type)
      rows[type]!.push({
        ...Object.fromEntries(names.map((name, place) => [name, cells[place]!])),
        knownOn,
      } as Row)
    })
  return rows
}

function everyone(city: City): number[] {
  return Array.from({ length: city.count }, (_, number) => number)
}

const num = (cell: Cell | undefined) => cell as number

test('a sale within the city is the purchase of its customer: number, day, sums and state, both ways', () => {
  fc.assert(
    fc.property(drawn, (plan) => {
      const city = cityOf(plan)
      const names = new Map(everyone(city).map((number) => [city.firm(number).uscc, city.firm(number).name]))
      const within = new Set(names.values())
      const sides = { sale: new Set<string>(), purchase: new Set<string>() }
      for (const row of rowsOf(city, ['vat-invoice'])['vat-invoice']!) {
        if (!within.has(row.counterparty as string)) continue
        const [own, other] = [names.get(row.uscc as string)!, row.counterparty as string]
        const [seller, buyer] = row.direction === 'sale' ? [own, other] : [other, own]
        const { invoice_number, issued_on, amount, tax, total, status } = row
        sides[row.direction as 'sale' | 'purchase'].add(
          [seller, buyer, invoice_number, issued_on, amount, tax, total, status].join(),
        )
      }
      assert(sides.sale.size > 20)
      assert.deepEqual(sides.sale, sides.purchase)
    }),
    few,
  )
})

test('single invoices add up to the month and to the counterparties, and to what is taxed', () => {
  fc.assert(
    fc.property(drawn, (plan) => {
      const city = cityOf(plan)
      const rows = rowsOf(city, ['vat-invoice', 'invoice', 'invoice-counterparty', 'tax-declaration'])
      const sums = new Map<string, number[]>()
      const sumOf = (row: Row, period: number) => {
        const key = [row.uscc, row.direction, period].join()
        const sum = sums.get(key) ?? [0, 0, 0, 0, 0]
        sums.set(key, sum)
        return sum
      }
      for (const row of rows['vat-invoice']!) {
        const date = new Date(num(row.issued_on) * 86_400_000)
        const sum = sumOf(row, date.getUTCFullYear() * 12 + date.getUTCMonth())
        assert.equal(num(row.amount) + num(row.tax), row.total)
        if (row.status === 'void') sum[2]!++
        else {
          sum[0]! += num(row.amount)
          sum[1]! += num(row.tax)
          sum[num(row.amount) < 0 ? 3 : 4]!++
        }
      }
      for (const row of rows.invoice!) {
        const sum = sums.get([row.uscc, row.direction, row.period].join()) ?? [0, 0, 0, 0, 0]
        assert.deepEqual([row.amount, row.tax, row.void_count, row.red_count, row.count], sum)
        assert(num(row.red_count) === 0 ? row.red_amount === 0 : num(row.red_amount) > 0)
      }
      const named = new Map<string, number>()
      for (const row of rows['invoice-counterparty']!) {
        const key = [row.uscc, row.direction, row.period].join()
        named.set(key, (named.get(key) ?? 0) + num(row.amount))
      }
      for (const row of rows.invoice!)
        assert.equal(named.get([row.uscc, row.direction, row.period].join()) ?? 0, row.amount)
      for (const row of rows['tax-declaration']!.filter((each) => each.tax_kind === 'value-added'))
        assert.equal(row.sales, Math.max(0, sums.get([row.uscc, 'sale', row.period].join())?.[0] ?? 0))
    }),
    few,
  )
})

test('every balance is the one before and the movement, no account is overdrawn, and own transfers cancel out', () => {
  fc.assert(
    fc.property(drawn, (plan) => {
      const city = cityOf(plan)
      const before = new Map<string, Row>()
      const between = new Map<string, number>()
      for (const row of rowsOf(city, ['bank-transaction'])['bank-transaction']!) {
        const key = `${row.uscc} ${row.account}`
        const last = before.get(key)
        const change = row.direction === 'in' ? num(row.amount) : -num(row.amount)
        assert(num(row.amount) > 0 && num(row.balance) >= 0)
        if (last) {
          assert.equal(row.balance, num(last.balance) + change)
          assert.equal(row.sequence, num(last.sequence) + 1)
          assert(num(row.occurred_on) >= num(last.occurred_on))
        } else assert.equal(row.sequence, 1)
        before.set(key, row)
        if (row.purpose !== 'own-transfer') continue
        assert.equal(row.counterparty_kind, 'own')
        const day = `${row.uscc} ${row.occurred_on}`
        between.set(day, (between.get(day) ?? 0) + change)
      }
      assert(between.size > 0 && [...between.values()].every((fen) => fen === 0))
    }),
    few,
  )
})

test('what a customer of the city pays is what its supplier receives, on the same day; nobody receives more than was invoiced', () => {
  fc.assert(
    fc.property(drawn, (plan) => {
      const city = cityOf(plan)
      const rows = rowsOf(city, ['bank-transaction', 'bank-account'])
      const connected = new Set(rows['bank-account']!.map((row) => row.uscc))
      const byName = new Map(everyone(city).map((number) => [city.firm(number).name, city.firm(number)]))
      const paid: string[] = []
      const received: string[] = []
      for (const row of rows['bank-transaction']!) {
        const other = byName.get(row.counterparty as string)
        if (row.direction === 'out' && other?.story?.collectedShare !== undefined) continue
        if (row.purpose !== 'operating' || row.counterparty_kind !== 'enterprise') continue
        if (!other || !connected.has(other.uscc)) continue
        const money = [row.occurred_on, row.amount]
        if (row.direction === 'in') received.push([other.uscc, row.uscc, ...money].join())
        else paid.push([row.uscc, other.uscc, ...money].join())
      }
      assert(paid.length > 20)
      assert.deepEqual(paid.sort(), received.sort())
      for (const number of everyone(city)) {
        const { receivables, payables, from } = lifeOf(city, number)
        for (const { invoicedFen, paidFen } of [receivables, payables]) {
          let open = 0
          for (let at = from; at < city.span.length; at++) {
            open += invoicedFen[at]! - paidFen[at]!
            assert(open >= 0, `${number} ${at}: ${open}`)
          }
        }
      }
    }),
    few,
  )
})

test('instalments that are paid are the debt service of the accounts', () => {
  fc.assert(
    fc.property(drawn, (plan) => {
      const city = cityOf(plan)
      const rows = rowsOf(city, ['repayment', 'bank-transaction', 'bank-account'])
      const opened = new Set(rows['bank-account']!.map((row) => row.uscc))
      const first = new Map<Cell, number>()
      for (const row of rows['bank-transaction']!)
        first.set(row.uscc!, Math.min(first.get(row.uscc!) ?? 1e9, num(row.occurred_on)))
      const text = (row: Row, day: string, amount: string) => [row.uscc, row[day], row[amount]].join()
      const due = rows
        .repayment!.filter((row) => row.paid_on !== null && opened.has(row.uscc!))
        .filter((row) => num(row.paid_on) >= first.get(row.uscc!)!)
        .map((row) => text(row, 'paid_on', 'paid_amount'))
      const served = rows['bank-transaction']!.filter((row) => row.purpose === 'debt-service').map((row) =>
        text(row, 'occurred_on', 'amount'),
      )
      const servedSet = new Set(served)
      assert(due.length > 50 && due.every((each) => servedSet.has(each)))
      assert(served.length - due.length <= 2 * opened.size, `${served.length} ${due.length}`)
    }),
    few,
  )
})

test('headcount goes on from the month before, and wages paid are headcount times wage', () => {
  fc.assert(
    fc.property(drawn, (plan) => {
      const city = cityOf(plan)
      for (const number of everyone(city)) {
        const { people, firm, history, profit, statement, opens } = lifeOf(city, number)
        let paidFen = 0
        let owedFen = 0
        for (let at = firm.opensAt; at < city.span.length; at++) {
          const before = at === firm.opensAt ? 0 : people.headcount[at - 1]!
          assert.equal(people.headcount[at], before + people.hires[at]! - people.leaves[at]!)
          const gross = people.headcount[at]! * people.wageFen
          if (at >= opens && at < history.closesAt - 1 && at < city.span.length - 1) {
            assert(profit.netWageFen[at]! <= gross && profit.netWageFen[at]! >= 0.8 * gross)
            owedFen += profit.netWageFen[at]!
          }
        }
        for (let place = 0; place < statement.count; place++)
          if (statement.kind[place] === 2) paidFen -= statement.amountFen[place]!
        const last = history.phase[Math.min(history.closesAt, city.span.length) - 1]!
        const earlier = opens > firm.opensAt ? profit.netWageFen[opens - 1]! * 3 : 0
        if (last < 3) assert(Math.abs(paidFen - owedFen) <= earlier + 1, `${number}: ${paidFen} ${owedFen}`)
      }
    }),
    few,
  )
})

test('a balance sheet balances in every month although equity is carried on by itself', () => {
  fc.assert(
    fc.property(drawn, (plan) => {
      const city = cityOf(plan)
      for (const number of everyone(city)) {
        const { balance, opens, history } = lifeOf(city, number)
        for (let at = opens; at < Math.min(history.closesAt, city.span.length); at++) {
          const assets =
            balance.cashFen[at]! +
            balance.receivablesFen[at]! +
            balance.inventoryFen[at]! +
            balance.fixedFen[at]! +
            balance.otherAssetsFen[at]!
          const debts =
            balance.shortLoansFen[at]! +
            balance.longLoansFen[at]! +
            balance.payablesFen[at]! +
            balance.otherLiabilitiesFen[at]!
          assert.equal(assets, debts + balance.equityFen[at]!, `${number} at ${at}`)
        }
      }
    }),
    few,
  )
})

test('a filed statement agrees with the invoices and with the accounts', () => {
  fc.assert(
    fc.property(drawn, (plan) => {
      const city = cityOf(plan)
      const rows = rowsOf(city, ['financial-statement', 'invoice', 'bank-transaction'])
      const sales = new Map<string, number>()
      for (const row of rows.invoice!)
        if (row.direction === 'sale') sales.set(`${row.uscc} ${row.period}`, num(row.amount))
      const balances = new Map<string, Map<Cell, number>>()
      const dayOfQuarter = (quarter: Cell) =>
        Date.UTC(Math.floor((num(quarter) + 1) / 12), (num(quarter) + 1) % 12) / 86_400_000
      const movements = Map.groupBy(rows['bank-transaction']!, (row) => row.uscc)
      for (const row of rows['financial-statement']!) {
        const n = (name: string) => num(row[name])
        assert.equal(n('assets'), n('liabilities') + n('equity'))
        assert.equal(n('assets'), n('current_assets') + n('fixed_assets'))
        assert.equal(n('liabilities'), n('current_liabilities') + n('long_loans'))
        assert(n('cash') + n('receivables') + n('inventory') <= n('current_assets'))
        assert(n('short_loans') + n('payables') <= n('current_liabilities'))
        const cost =
          n('cost') + n('surcharges') + n('selling_cost') + n('administration_cost') + n('finance_cost')
        assert.equal(n('total_profit'), n('revenue') - cost)
        assert.equal(n('net_profit'), n('total_profit') - n('income_tax'))
        const months = [0, 1, 2].map((back) => sales.get(`${row.uscc} ${n('quarter') - back}`) ?? 0)
        if (sales.has(`${row.uscc} ${n('quarter') - 2}`))
          assert.equal(n('revenue'), months[0]! + months[1]! + months[2]!)
        const own = movements.get(row.uscc)
        if (!own) continue
        const last = new Map<Cell, number>()
        for (const each of own)
          if (num(each.occurred_on) < dayOfQuarter(row.quarter!)) last.set(each.account!, num(each.balance))
        if (last.size === new Set(own.map((each) => each.account)).size)
          assert.equal(
            n('cash'),
            [...last.values()].reduce((sum, balance) => sum + balance, 0),
          )
        balances.set(String(row.uscc), last)
      }
      assert(balances.size > 10)
    }),
    few,
  )
})
