import type { Formula, Measure } from '../../src/credit/indicators/formula.ts'

/**
 * The 58 sums that the month indicators of invoices rest on: net sales and net purchases of each of 24 months, and
 * ten counts and amounts of the last twelve (invoices, void, red-letter; each way).
 */
export const asOfMonth = 2026 * 12 + 8
export const firstMonth = asOfMonth - 23

const directions = ['sale', 'purchase'] as const
const yearly = [
  { name: 'count', value: 'count', where: { status: 'valid' }, sql: '1', condition: 'status = 0' },
  { name: 'void-count', value: 'count', where: { status: 'void' }, sql: '1', condition: 'status = 1' },
  { name: 'void-amount', value: 'amount', where: { status: 'void' }, sql: 'amount', condition: 'status = 1' },
  {
    name: 'red-count',
    value: 'count',
    where: { status: 'valid', amount: 'red' },
    sql: '1',
    condition: 'status = 0 AND amount < 0',
  },
  {
    name: 'red-amount',
    value: 'amount',
    where: { status: 'valid', amount: 'red' },
    sql: 'amount',
    condition: 'status = 0 AND amount < 0',
  },
] as const

export const measures: Record<string, Measure> = {}
export const formulas: { id: string; formula: Formula }[] = []
for (const direction of directions) {
  measures[`${direction}-amount`] = {
    recordType: 'vat-invoice',
    value: 'amount',
    where: { direction, status: 'valid' },
  }
  formulas.push({ id: `${direction}-amount`, formula: { stat: 'amt', of: `${direction}-amount`, window: 1 } })
  for (const { name, value, where } of yearly) {
    const of = `${direction}-${name}`
    measures[of] = { recordType: 'vat-invoice', value, where: { direction, ...where } }
    formulas.push({ id: of, formula: { stat: 'amt', of, window: 12 } })
  }
}

/** Where the 58 stand: 24 months of sales, 24 of purchases, then the ten. */
export const aggregateCount = 58
export const monthlySeries = ['sale-amount', 'purchase-amount'] as const
export const yearlyFormulas: readonly number[] = formulas.flatMap(({ formula }, index) =>
  'window' in formula && formula.window === 12 ? [index] : [],
)

function dayOf(month: number): string {
  return `DATE '${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01'`
}

/** The same 58 in SQL, in the same order; `otherwise` is `ELSE 0` or nothing. */
export function aggregateSql(otherwise: '' | 'ELSE 0'): string[] {
  const within = (from: number, to: number) => `issued_on >= ${dayOf(from)} AND issued_on < ${dayOf(to)}`
  const monthly = directions.flatMap((_, direction) =>
    Array.from(
      { length: 24 },
      (__, slot) =>
        `sum(CASE WHEN direction = ${direction} AND status = 0 AND ${within(firstMonth + slot, firstMonth + slot + 1)} THEN amount ${otherwise} END)`,
    ),
  )
  const ten = directions.flatMap((_, direction) =>
    yearly.map(
      ({ sql, condition }) =>
        `sum(CASE WHEN direction = ${direction} AND ${condition} AND ${within(asOfMonth - 11, asOfMonth + 1)} THEN ${sql} ${otherwise} END)`,
    ),
  )
  return [...monthly, ...ten]
}
