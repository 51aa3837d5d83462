import assert from 'node:assert/strict'
import { test } from 'node:test'
import { month, monthIndex } from '../../foundation/month.ts'
import type { Span } from './firm-rows.ts'
import { balanceOf, readLoans } from './loan-state.ts'
import { readRegistration } from './registration-state.ts'

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
const asOf = monthIndex(month('2026-09'))

function span(columns: Span['columns']): Span {
  return { columns, from: 0, to: Object.values(columns)[0]!.length }
}

const register = (
  versions: [effective: string, status: number, capital: number, person: number, place: number][],
) =>
  span({
    effective_on: Int32Array.from(versions, ([effective]) => dayOf(effective)),
    established_on: Int32Array.from(versions, () => dayOf('2016-09-30')),
    status: Uint8Array.from(versions, ([, status]) => status),
    registered_capital: Float64Array.from(versions, ([, , capital]) => capital),
    legal_representative: Float64Array.from(versions, ([, , , person]) => person),
    address: Float64Array.from(versions, ([, , , , place]) => place),
  })

test('the register: what is in force at the end of T, and what changed within the window', () => {
  const versions = register([
    ['2026-10-01', 1, 1, 1, 1],
    ['2016-09-30', 0, 500_000_00, 1, 1],
    ['2025-02-03', 0, 200_000_00, 2, 1],
    ['2026-09-30', 2, 200_000_00, 2, 9],
  ])
  const figures = readRegistration([versions], asOf)
  assert.deepEqual(figures, {
    'age-years': 3652 / 365.2425,
    'is-active': 0,
    'status-changed-24': 1,
    capital: 200_000_00,
    'log-capital': Math.log10(200_001),
    'changes-12': 1,
    'changes-24': 2,
    'representative-changed-12': 0,
    'representative-changed-24': 1,
    'address-changed-24': 1,
    'capital-reduced-24': 1,
    'change-recency': 0,
  })
  assert.equal(readRegistration([register([['2026-10-01', 0, 1, 1, 1]])], asOf), 'no-record')
})

test('loans: open, balance, overdue and repaid by hand', () => {
  // A one-year loan of 1,200.00 yuan at 10 % with two instalments due, the second paid in part; and one long repaid.
  const loans = span({
    loan_number: Float64Array.of(7, 8),
    lender: Float64Array.of(1, 2),
    principal: Float64Array.of(120_000, 50_000),
    rate_bps: Float64Array.of(1000, 600),
    started_on: Int32Array.of(dayOf('2026-06-15'), dayOf('2023-01-10')),
    due_on: Int32Array.of(dayOf('2027-06-15'), dayOf('2024-01-10')),
  })
  const repayments = span({
    loan_number: Float64Array.of(8, 7, 7, 7),
    instalment: Float64Array.of(1, 2, 1, 3),
    due_on: Int32Array.of(dayOf('2024-01-10'), dayOf('2026-08-15'), dayOf('2026-07-15'), dayOf('2026-10-15')),
    due_amount: Float64Array.of(53_000, 11_000, 11_000, 11_000),
    paid_amount: Float64Array.of(53_000, 5_000, 11_000, 0),
    overdue_days: Float64Array.of(120, 3, 0, 0),
  })
  const figures = readLoans([loans], [repayments], asOf)
  // Interest of the first month 1,000; repaid 10,000; of the second 917; repaid 4,083.
  assert.equal(figures.balance, 120_000 - 10_000 - (5_000 - 917))
  assert.equal(figures.open, 1)
  assert.equal(figures['open-principal'], 120_000)
  assert.equal(figures.lenders, 1)
  assert.equal(figures.rate, 1000)
  assert.equal(figures.recency, 3)
  assert.equal(figures['granted-12'], 1)
  assert.equal(figures['due-12'], 22_000)
  assert.equal(figures['paid-ratio-12'], 16_000 / 22_000)
  assert.equal(figures['overdue-open-amount'], 6_000)
  assert.equal(figures['overdue-open-days'], 46)
  assert.equal(figures['overdue-12'], 1)
  assert.equal(figures['overdue-days-max-24'], 46)
  assert.equal(figures['overdue-90-24'], 0)
  assert.equal(figures['overdue-recency'], 1)
})

test('equal instalments and interest-only loans are repaid to the last fen', () => {
  // 100,000.00 yuan over 12 months at 12 %: the equal instalment is 8,884.88 yuan (annuity formula).
  const equal = Array.from({ length: 12 }, () => ({ paid: 888_488 }))
  assert.ok(balanceOf({ principal: 10_000_000, rateBps: 1200 }, equal) <= 12)
  const interestOnly = [...Array.from({ length: 11 }, () => ({ paid: 100_000 })), { paid: 10_100_000 }]
  assert.equal(balanceOf({ principal: 10_000_000, rateBps: 1200 }, interestOnly), 0)
  assert.equal(balanceOf({ principal: 10_000_000, rateBps: 1200 }, interestOnly.slice(0, 11)), 10_000_000)
})

test('without a loan the counts are real zeros and the ratios say why they are missing', () => {
  const figures = readLoans([], [], asOf)
  assert.equal(figures.open, 0)
  assert.equal(figures['overdue-open-amount'], 0)
  assert.equal(figures.rate, 'no-debt')
  assert.equal(figures['paid-ratio-12'], 'no-debt')
  assert.equal(figures['overdue-recency'], 'never')
})
