import assert from 'node:assert/strict'
import { test } from 'node:test'
import { month, monthIndex } from '../../foundation/month.ts'
import { standardRecordType } from '../../trust/catalog/index.ts'
import { firstDayOf } from './calendar.ts'
import { type City, openCity } from './city.ts'
import type { Cell, CityRecordType } from './emit.ts'
import { emitFirm } from './emit-firm.ts'
import { numberOfRole, type StoryRole, stories } from './story.ts'

const lastMonth = month('2026-09')
const end = monthIndex(lastMonth) + 1
const seed = process.env.SANXIN_SEED ?? 'stories'
const plan = { enterprises: 200, seed, lastMonth, months: 36 }
const city = openCity(plan)

type Row = Record<string, Cell>

/** What is known of a planted firm at the end of the last month: of each key the version known last. */
function known(role: StoryRole, of: City = city): (recordType: CityRecordType) => Row[] {
  const rows = new Map<CityRecordType, Map<string, { on: number; row: Row }>>()
  emitFirm(of, of.firm(numberOfRole(role)), (recordType, on, cells) => {
    if (on >= firstDayOf(end)) return
    if (recordType === 'truth') return
    const { fields, key } = standardRecordType(recordType)
    const row = Object.fromEntries(fields.map(({ name }, place) => [name, cells[place]!]))
    const versions = rows.get(recordType) ?? new Map()
    rows.set(recordType, versions)
    const of = key.map((name) => row[name]).join('|')
    if ((versions.get(of)?.on ?? 0) <= on) versions.set(of, { on, row })
  })
  return (recordType) => [...(rows.get(recordType)?.values() ?? [])].map(({ row }) => row)
}

const number = (cell: Cell | undefined) => Number(cell)
const sum = (rows: readonly Row[], field: string) =>
  rows.reduce((total, row) => total + number(row[field]), 0)
const inMonths = (rows: readonly Row[], from: number, to: number) =>
  rows.filter((row) => number(row.period) >= end - from && number(row.period) < end - to)
const usccOf = (role: StoryRole) => city.firm(numberOfRole(role)).uscc

test('the planted firms have the same codes, names and people whatever the seed', () => {
  const other = openCity({ ...plan, seed: 'another', enterprises: 500 })
  for (const [place, { role, name }] of stories.entries()) {
    assert.equal(other.firm(place).uscc, city.firm(place).uscc)
    assert.equal(city.firm(place).name, name)
    const owners = (of: City) => known(role, of)('shareholder').map((row) => [row.holder_id, row.ratio_bps])
    assert.deepEqual(owners(other), owners(city))
  }
  assert.equal(new Set(stories.map(({ role }) => role)).size, stories.length)
})

test('people left six months before revenue fell, and then the loan was not paid', () => {
  const rows = known('people-left-then-default')
  const people = (from: number, to: number) =>
    sum(inMonths(rows('social-security'), from, to), 'headcount') / (from - to)
  const sales = (from: number, to: number) =>
    sum(
      inMonths(
        rows('invoice').filter(({ direction }) => direction === 'sale'),
        from,
        to,
      ),
      'amount',
    ) /
    (from - to)
  assert(people(16, 15) < 0.8 * people(24, 21), 'half a year on, a fifth and more of the people are gone')
  assert(sales(21, 15) > 0.85 * sales(33, 27), 'while sales hold against the same months of the year before')
  assert(sales(9, 6) < 0.7 * sales(21, 18), 'and fall later')
  assert(rows('repayment').some((row) => number(row.overdue_days) >= 90))
  assert(rows('tax-arrears').length > 0)
  for (const recordType of ['case', 'judgment', 'enforcement', 'dishonest'] as const)
    assert(rows(recordType).length > 0, recordType)
  const [filed] = rows('case').map((row) => number(row.filed_on))
  assert(filed! > firstDayOf(end - 7), 'nobody sues before the firm stops paying')
})

test('three firms guarantee each other in a ring, and the one that guarantees the first is in default', () => {
  const ring: StoryRole[] = ['guarantee-ring-a', 'guarantee-ring-b', 'guarantee-ring-c']
  for (const [place, role] of ring.entries()) {
    const guarantees = known(role)('guarantee')
    assert.deepEqual(
      [...new Set(guarantees.map((row) => row.borrower_uscc))],
      [usccOf(ring[(place + 1) % 3]!)],
    )
    assert(
      guarantees.every((row) => row.ended_on === null),
      role,
    )
  }
  assert(known('guarantee-ring-c')('repayment').some((row) => number(row.overdue_days) >= 90))
  assert(!known('guarantee-ring-a')('repayment').some((row) => number(row.overdue_days) > 0))
})

test('the same sum goes round between three firms of one owner each month', () => {
  const circle: StoryRole[] = ['circular-invoices-a', 'circular-invoices-b', 'circular-invoices-c']
  const owners = circle.map((role) => {
    const [largest] = known(role)('shareholder').sort((a, b) => number(b.ratio_bps) - number(a.ratio_bps))
    return largest!.holder_id
  })
  assert.equal(new Set(owners).size, 1)
  const around = circle.map((role, place) =>
    known(role)('vat-invoice').filter(
      (row) =>
        row.direction === 'sale' &&
        row.counterparty === city.firm(numberOfRole(circle[(place + 1) % 3]!)).name &&
        row.amount === 48_600_000,
    ),
  )
  assert.deepEqual(
    around.map((rows) => rows.length),
    [20, 20, 20],
  )
  const bought = known('circular-invoices-a')('vat-invoice').filter(
    ({ direction }) => direction === 'purchase',
  )
  const numbers = new Set(bought.map((row) => row.invoice_number))
  assert(
    around[2]!.every((row) => numbers.has(row.invoice_number!)),
    'the circle is closed',
  )
  const whole = sum(
    known('circular-invoices-b')('invoice').filter(
      ({ direction, period }) => direction === 'sale' && number(period) >= end - 12,
    ),
    'amount',
  )
  assert(12 * 48_600_000 > 0.5 * whole, 'it is most of what they sell')
})

test('what comes in to the financed firm are loans and related parties, and nothing from customers', () => {
  // Transfers between its own accounts bring nothing in.
  const income = known('financed-income')('bank-transaction').filter(
    (row) => row.direction === 'in' && row.counterparty_kind !== 'own',
  )
  const of = (purpose: string) =>
    sum(
      income.filter((row) => row.purpose === purpose),
      'amount',
    )
  assert.equal(of('operating'), 0)
  assert(of('financing') > 200_000_000, `financing ${of('financing')}`)
  assert(of('related') > 20 * 26_000_000, `related ${of('related')}`)
  assert(of('financing') + of('related') > 0.95 * sum(income, 'amount'))
})

test('the unseen firm has nothing to pledge or look up, but flows that grow', () => {
  const rows = known('unseen-strength')
  for (const recordType of [
    'real-estate',
    'qualification',
    'intellectual-property',
    'loan',
    'equity-pledge',
  ] as const)
    assert.equal(rows(recordType).length, 0, recordType)
  const received = (from: number, to: number) =>
    sum(
      rows('bank-transaction').filter(
        (row) =>
          row.purpose === 'operating' &&
          row.direction === 'in' &&
          number(row.occurred_on) >= firstDayOf(end - from) &&
          number(row.occurred_on) < firstDayOf(end - to),
      ),
      'amount',
    )
  assert(received(12, 0) > 1.05 * received(36, 24), 'customers pay more than two years ago')
  assert(rows('tax-payment').every((row) => row.paid === row.payable))
})

test('two firms bear one name, one before and one now, a year and more apart, and nothing else is the same', () => {
  const [before, now] = [known('name-before')('registration'), known('name-now')('registration')]
  const name = stories[numberOfRole('name-now')]!.name
  assert(before.some((row) => row.name === name) && before.at(-1)!.name !== name)
  assert(now.every((row) => row.name === name))
  const renamedOn = known('name-before')('change').find((row) => row.item === 'name')!.changed_on
  assert(number(now[0]!.established_on) > number(renamedOn) + 365)
  assert.notEqual(usccOf('name-before'), usccOf('name-now'))
})

test('the firm renamed twice has three names on file and two changes that lead from one to the next', () => {
  const rows = known('renamed-twice')
  const names = rows('registration').map((row) => row.name)
  assert.equal(new Set(names).size, 3)
  const changes = rows('change').filter((row) => row.item === 'name')
  assert.deepEqual(
    changes.map((row) => [row.before, row.after]),
    [
      [names[0], names[1]],
      [names[1], names[2]],
    ],
  )
})

test('the penalty is repaired within the span, and a commitment stands beside it', () => {
  const rows = known('penalty-repaired')
  const [penalty] = rows('penalty')
  assert.equal(rows('penalty').length, 1)
  assert(number(penalty!.repaired_on) > number(penalty!.decided_on) + 90)
  assert(rows('commitment').some((row) => row.kind === 'credit-repair' && row.state === 'kept'))
})

test('the tea dealer sells two thirds of the year in three months, every year alike', () => {
  const sales = known('seasonal-dealer')('invoice').filter(({ direction }) => direction === 'sale')
  const inYear = (year: number) => sales.filter(({ period }) => Math.floor(number(period) / 12) === year)
  for (const year of [2024, 2025]) {
    const spring = inYear(year).filter(({ period }) => [2, 3, 4].includes(number(period) % 12))
    const share = sum(spring, 'amount') / sum(inYear(year), 'amount')
    assert(share > 0.58 && share < 0.8, `${year}: ${share}`)
  }
  const ratio = sum(inYear(2025), 'amount') / sum(inYear(2024), 'amount')
  assert(ratio > 0.8 && ratio < 1.25, `from year to year ${ratio}`)
})

test('one invoice is registered for two factoring companies, and it is a real one', () => {
  const rows = known('receivable-financed-twice')
  const claims = rows('chattel-registration').filter((row) => row.kind === 'receivable-transfer')
  assert.equal(new Set(claims.map((row) => row.secured_party)).size, 2)
  assert.equal(new Set(claims.map((row) => row.collateral)).size, 1)
  const invoice = rows('vat-invoice').find((row) =>
    String(claims[0]!.collateral).includes(String(row.invoice_number)),
  )
  assert.equal(invoice?.amount, claims[0]!.amount)
  assert(claims.every((row) => number(row.registered_on) > number(invoice!.issued_on)))
})

test('planted firms that are not in trouble have no penalty, case or listing that would tell another story', () => {
  for (const { role, course } of stories) {
    if (course.length > 0) continue
    const rows = known(role)
    for (const recordType of [
      'case',
      'abnormal',
      'serious-list',
      'dishonest',
      'tax-arrears',
      'labor',
    ] as const)
      assert.equal(rows(recordType).length, 0, `${role}: ${recordType}`)
  }
})
