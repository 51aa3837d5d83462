import { addMonths, type Month, month } from '../../src/foundation/month.ts'
import type { ProfileFixture, Rows } from './fixture.ts'

export const firm = '914403001922038216'
/** Born this year, with nothing but its registration. */
export const young = '91330100799655058B'

export const last: Month = month('2026-10')
export const months = Array.from({ length: 24 }, (_, at) => addMonths(last, at - 23))
const known = (day: string) => `${day}T10:00:00+08:00`
const after = (of: Month) => known(`${addMonths(of, 1)}-12`)

const registered = (uscc: string, name: string, on: string) => ({
  ...{ uscc, name, legal_representative: '韦晓远', registered_capital: '5000000.00' },
  ...{ established_on: on, effective_on: on, status: 'active', industry: 'C3360', region: '450103' },
  ...{ address: '民族大道', known_at: known(on) },
})

/** Deliveries by record type and source: one firm with something in every section. */
export const deliveries: [string, string, Rows][] = [
  [
    'registration',
    'market-regulation',
    [registered(firm, '甲公司', '2019-05-20'), registered(young, '新公司', '2026-06-01')],
  ],
  [
    'change',
    'market-regulation',
    [
      { uscc: firm, item: 'name', before: '乙公司', after: '甲公司', changed_on: '2024-03-01' },
      {
        uscc: firm,
        item: 'legal-representative',
        before: '李大明',
        after: '韦晓远',
        changed_on: '2026-05-01',
      },
    ].map((row) => ({ ...row, known_at: known(row.changed_on) })),
  ],
  [
    'shareholder',
    'market-regulation',
    [
      {
        uscc: firm,
        holder_id: 'P0123456789abcdef',
        holder_name: '韦晓远',
        kind: 'person',
        subscribed: '3000000.00',
        paid: '3000000.00',
        ratio_bps: 6000,
        since: '2019-05-20',
        known_at: known('2019-05-21'),
      },
      {
        uscc: firm,
        holder_id: young,
        holder_name: '新公司有限公司',
        kind: 'enterprise',
        subscribed: '2000000.00',
        paid: '0.00',
        ratio_bps: 4000,
        since: '2020-05-20',
        known_at: known('2020-05-21'),
      },
    ],
  ],
  [
    'penalty',
    'market-regulation',
    [
      {
        uscc: firm,
        decision_number: 'A-1',
        authority: '市监局',
        law: '产品质量法',
        kind: 'fine',
        amount: '100.00',
        severity: 'serious',
        decided_on: '2026-03-01',
        publicity_end: '2027-03-01',
        known_at: known('2026-03-05'),
      },
      {
        uscc: firm,
        decision_number: 'A-0',
        authority: '市监局',
        law: '广告法',
        kind: 'fine',
        amount: '50.00',
        severity: 'minor',
        decided_on: '2022-03-01',
        publicity_end: '2022-06-01',
        repaired_on: '2022-07-01',
        known_at: known('2022-07-05'),
      },
    ],
  ],
  [
    'invoice',
    'tax-bureau',
    months.flatMap((period, at) =>
      (['sale', 'purchase'] as const).map((direction) => ({
        ...{ uscc: firm, direction, period, count: 20, amount: `${100000 + at * 1000}.00`, tax: '13000.00' },
        ...{ void_count: 0, red_count: 0, red_amount: '0.00', known_at: after(period) },
      })),
    ),
  ],
  [
    'invoice-counterparty',
    'tax-bureau',
    months.slice(-12).flatMap((period) =>
      (['sale', 'purchase'] as const).map((direction) => ({
        ...{ uscc: firm, direction, period, counterparty: '循环贸易', count: 5, amount: '60000.00' },
        known_at: after(period),
      })),
    ),
  ],
  [
    'social-security',
    'social-security-bureau',
    months.map((period, at) => ({
      ...{ uscc: firm, period, headcount: at < 18 ? 40 : 40 - (at - 17) * 3, amount: '20000.00' },
      ...{
        hires: 0,
        leaves: at < 18 ? 1 : 4,
        arrears: at === 23 ? '500.00' : '0.00',
        known_at: after(period),
      },
    })),
  ],
  [
    'utility',
    'power-company',
    months.map((period, at) => ({
      ...{ uscc: firm, meter: 'E1', kind: 'electricity', period, quantity: at < 12 ? 10000 : 5000 },
      ...{ fee: '6000.00', due_on: `${addMonths(period, 1)}-20`, cut_off: 0 },
      ...(at === 23 ? {} : { paid_on: `${addMonths(period, 1)}-15` }),
      known_at: after(period),
    })),
  ],
  [
    'bank-transaction',
    'bank-flow',
    months.flatMap((period, at) => [
      {
        uscc: firm,
        account: 'A1',
        sequence: at * 3 + 1,
        occurred_on: `${period}-05`,
        direction: 'in',
        amount: '10000.00',
        counterparty: '客户一',
        counterparty_kind: 'enterprise',
        purpose: 'operating',
        channel: 'online',
        balance: '1.00',
        known_at: after(period),
      },
      {
        uscc: firm,
        account: 'A1',
        sequence: at * 3 + 2,
        occurred_on: `${period}-06`,
        direction: 'in',
        amount: '40000.00',
        counterparty: '某银行',
        counterparty_kind: 'bank',
        purpose: 'financing',
        channel: 'online',
        balance: '1.00',
        known_at: after(period),
      },
      {
        uscc: firm,
        account: 'A1',
        sequence: at * 3 + 3,
        occurred_on: `${period}-07`,
        direction: 'out',
        amount: '30000.00',
        counterparty: '供应商',
        counterparty_kind: 'enterprise',
        purpose: 'operating',
        channel: 'online',
        balance: '1.00',
        known_at: after(period),
      },
    ]),
  ],
  [
    'loan',
    'bank-feedback',
    [
      {
        uscc: firm,
        loan_number: 'L-0001',
        lender: 'yongcheng-bank',
        principal: '1000000.00',
        rate_bps: 400,
        started_on: '2026-01-10',
        due_on: '2027-01-10',
        known_at: known('2026-01-12'),
      },
    ],
  ],
  [
    'repayment',
    'bank-feedback',
    [
      {
        uscc: firm,
        loan_number: 'L-0001',
        instalment: 1,
        due_on: '2026-04-10',
        due_amount: '10000.00',
        paid_on: '2026-04-10',
        paid_amount: '10000.00',
        overdue_days: 0,
        known_at: known('2026-04-11'),
      },
      {
        uscc: firm,
        loan_number: 'L-0001',
        instalment: 2,
        due_on: '2026-07-10',
        due_amount: '10000.00',
        paid_on: '2026-08-30',
        paid_amount: '10000.00',
        overdue_days: 51,
        known_at: known('2026-08-31'),
      },
    ],
  ],
  [
    'real-estate',
    'natural-resources',
    [
      {
        uscc: firm,
        property_number: 'R-1',
        use: 'industrial',
        area: 3000,
        address: '高新区',
        acquired_on: '2021-01-01',
        known_at: known('2021-01-20'),
      },
    ],
  ],
  [
    'case',
    'court',
    [
      {
        uscc: firm,
        case_number: 'C-1',
        role: 'defendant',
        cause: '买卖合同纠纷',
        court: '青秀区法院',
        amount: '864000.00',
        filed_on: '2026-05-08',
        status: 'open',
        known_at: known('2026-05-15'),
      },
    ],
  ],
]

export async function deliver(fixture: ProfileFixture): Promise<void> {
  for (const [recordType, source, rows] of deliveries) await fixture.ingest(recordType, source, rows)
}
