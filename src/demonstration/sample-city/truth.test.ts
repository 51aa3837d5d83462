import assert from 'node:assert/strict'
import { test } from 'node:test'
import { month } from '../../foundation/month.ts'
import { correlation } from '../../foundation/statistics/descriptive.ts'
import { openCity } from './city.ts'
import { bankIsConnected } from './emit-bank.ts'
import { filesStatements } from './emit-operation.ts'
import { trueProbability } from './health.ts'
import { industries } from './industry.ts'
import { lifeOf } from './life.ts'
import marginals from './marginals.json' with { type: 'json' }
import { exportShareOf } from './sales-book.ts'
import { sizeClassOf } from './size-class.ts'
import { supplyKinds } from './supply.ts'

const city = openCity({ enterprises: 1500, seed: 'truth', lastMonth: month('2026-09'), months: 36 })
const lives = Array.from({ length: city.count }, (_, number) => lifeOf(city, number))
const last = city.span.length - 1

/** Three standard errors of a share of so many firms, and a little. */
function within(name: string, count: number, [low, high]: [number, number]): void {
  const share = count / city.count
  assert(share >= low && share <= high, `${name}: ${share}`)
}

const published = (id: string): Record<string, number> =>
  marginals.marginals.find((each) => each.id === id)!.shares as Record<string, number>

test('who has no record of a kind: the shares that the report states', () => {
  const count = (has: (life: (typeof lives)[number]) => boolean) => lives.filter((life) => !has(life)).length
  within(
    'no bank flow',
    count(({ firm }) => bankIsConnected(firm)),
    [0.21, 0.29],
  )
  within('no statement', count(filesStatements), [0.14, 0.25])
  within(
    'no housing fund',
    count(({ people }) => people.housing),
    [0.5, 0.7],
  )
  within(
    'no customs',
    count(({ firm }) => exportShareOf(firm) > 0),
    [0.9, 0.97],
  )
  within(
    'never a loan',
    count(({ loans }) => loans.length > 0),
    [0.36, 0.5],
  )
  within(
    'younger than a year',
    count(({ firm }) => firm.opensAt <= last - 12),
    [0.03, 0.08],
  )
})

test('ages are near the published ones', () => {
  const years = lives.map(({ firm }) => (city.span.origin + last - firstMonth(firm.establishedOn)) / 12)
  const shares = published('age')
  const count = (from: number, to: number) =>
    years.filter((each) => each > from && each <= to).length / city.count
  assert(Math.abs(count(-1, 5) - shares['up-to-5-years']!) < 0.06)
  assert(Math.abs(count(5, 10) - shares['5-to-10-years']!) < 0.06)
  assert(Math.abs(count(10, 99) - shares['over-10-years']!) < 0.07)
})

function firstMonth(day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

test('size classes of the regulation are shared out as in the nation, with a tail of large ones', () => {
  const counts = { large: 0, medium: 0, small: 0, micro: 0 }
  for (const { firm, history, balance, people, salesFen } of lives) {
    const at = Math.min(last, history.closesAt - 1)
    const year = salesFen.slice(Math.max(0, at - 11), at + 1).reduce((sum, fen) => sum + fen, 0)
    const assets =
      balance.cashFen[at]! + balance.receivablesFen[at]! + balance.inventoryFen[at]! + balance.fixedFen[at]!
    const measures = { people: people.headcount[at]!, revenue: year / 1e6, assets: assets / 1e6 }
    counts[sizeClassOf(industries[firm.industry]!.code, measures)]++
  }
  const shares = published('size')
  within('micro', counts.micro, [shares.micro! - 0.08, shares.micro! + 0.05])
  within('small', counts.small, [shares.small! - 0.05, shares.small! + 0.08])
  within('medium and large', counts.medium + counts.large, [0.003, 0.03])
})

test('the sizes of the regulation: a firm is of a class when it reaches every bound', () => {
  const factory = (people: number, revenue: number) => sizeClassOf('C1353', { people, revenue, assets: 0 })
  assert.equal(factory(1000, 40000), 'large')
  assert.equal(factory(999, 40000), 'medium')
  assert.equal(factory(20, 300), 'small')
  assert.equal(factory(20, 299), 'micro')
  assert.equal(sizeClassOf('F5123', { people: 5, revenue: 1000, assets: 0 }), 'small')
  assert.equal(sizeClassOf('K7020', { people: 99, revenue: 500, assets: 0 }), 'micro')
})

test('power follows output: in the factories month by month, and not in others less than at random', () => {
  const correlations: number[] = []
  for (const { firm, supplies, salesFen, opens, history } of lives) {
    if (industries[firm.industry]!.code[0] !== 'C' || firm.growth === 'dormant') continue
    const bills = supplies.filter((bill) => supplyKinds[bill.kind] === 'electricity' && bill.at >= opens)
    if (bills.length < 24 || history.closesAt <= last) continue
    const quantities = Float64Array.from(bills, (bill) => bill.quantity)
    const sales = Float64Array.from(bills, (bill) => salesFen[bill.at]!)
    correlations.push(correlation(quantities, sales))
  }
  correlations.sort((left, right) => left - right)
  assert(correlations.length > 50)
  assert(correlations[Math.floor(correlations.length / 10)]! > 0.6, `${correlations[10]}`)
})

test('the probability rises with each phase, with worse times, and falls with quality; in default it is one', () => {
  const of = (quality: number, phase: number, climate = 1) =>
    trueProbability({ quality, hazard: 1 }, phase, climate)
  for (const quality of [-2, -1, 0, 1, 2]) {
    for (const phase of [0, 1, 2]) assert(of(quality, phase) < of(quality, phase + 1))
    assert(of(quality, 0, 0.5) < of(quality, 0, 1) && of(quality, 0, 1) < of(quality, 0, 2))
    assert.equal(of(quality, 4), 1)
  }
  assert(of(1, 0) < of(0, 0) && of(0, 0) < of(-1, 0))
})

test('a firm does not depend on how many there are beside it nor on who was asked before', () => {
  const backward = openCity({ ...city.plan })
  for (const number of [900, 31, 17, 900, 3]) {
    const [one, other] = [lifeOf(backward, number), lives[number]!]
    assert.deepEqual(one.statement.balanceFen, other.statement.balanceFen)
    assert.deepEqual(one.taxes, other.taxes)
    assert.equal(backward.firm(number).name, city.firm(number).name)
  }
})
