import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultScaling, publishScorecard, type Scorecard } from '../../src/credit/scoring/index.ts'
import type { Database } from '../../src/foundation/database.ts'
import { instant } from '../../src/foundation/instant.ts'
import { addMonths, endOfMonth, type Month, month } from '../../src/foundation/month.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { getEnterprise } from '../../src/information/enterprises/index.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import type { DecisionTables } from '../../src/lending/decisions/index.ts'
import { publishDemonstrationProducts } from '../../src/lending/products/index.ts'
import { grantConsents } from '../../src/trust/consent/index.ts'
import { createOrganization, operatorActor, permissionsOfRole } from '../../src/trust/organizations/index.ts'

/** The as-of month of every decision here; the files end with it. */
export const lastMonth = month('2026-09')

/**
 * Three firms in 24 months of records. `sound`: 1,000,000 yuan of sales and 30,000 of tax a month, a loan of
 * 240,000 yuan paid on time. `late`: the same, with two instalments unpaid, one since 33 days. `young`: registered three
 * months before. All let yongcheng-bank in; `sound` lets gui-jiang-bank see all but its loans.
 */
export const firms = { sound: '914403001922038216', late: '9144030071526726XG', young: '91330100799655058B' }

const months = Array.from({ length: 24 }, (_, index) => addMonths(lastMonth, index - 23))
const knownAt = (of: Month) => endOfMonth(of)

export function invoices(uscc: string, of: readonly Month[], sales = 250_000): string[] {
  return of.flatMap((period) =>
    Array.from({ length: 4 }, (_, index) => [
      `${uscc},sale,${period}-${index},${period}-0${index + 1},客户${index}公司,${sales},${(sales * 0.13).toFixed(2)},${(sales * 1.13).toFixed(2)},valid,${knownAt(period)}`,
      `${uscc},purchase,P${period}-${index},${period}-0${index + 1},供应商${index}公司,150000,19500,169500,valid,${knownAt(period)}`,
    ]).flat(),
  )
}

function files(): { recordType: string; source: string; header: string; rows: string[] }[] {
  const [seasoned, young] = [[firms.sound, firms.late], firms.young]
  const since = (uscc: string) => (uscc === young ? months.slice(-3) : months)
  const all = [...seasoned, young]
  const loans = seasoned.map(
    (uscc) => `${uscc},L1,邕城银行,240000,450,2026-05-31,2027-05-31,${knownAt(month('2026-05'))}`,
  )
  const repayments = seasoned.flatMap((uscc) =>
    [6, 7, 8, 9].map((number) => {
      const due = `2026-0${number}-28`
      const late = uscc === firms.late && number >= 8
      return `${uscc},L1,${number - 5},${due},20900,${late ? '' : due},${late ? 0 : 20900},${late ? (number === 8 ? 33 : 2) : 0},${knownAt(lastMonth)}`
    }),
  )
  return [
    {
      recordType: 'registration',
      source: 'market-regulation',
      header:
        'uscc,name,legal_representative,registered_capital,established_on,effective_on,status,industry,region,address,known_at',
      rows: all.map((uscc, index) => {
        const since = uscc === young ? '2026-07-01' : '2016-03-15'
        return `${uscc},南宁${['稳健', '拖延', '新苗'][index]}科技有限公司,王小明,5000000,${since},${since},active,C3811,450100,南宁市,${uscc === young ? '2026-07-02T00:00:00Z' : '2024-01-01T00:00:00Z'}`
      }),
    },
    {
      recordType: 'vat-invoice',
      source: 'tax-bureau',
      header: 'uscc,direction,invoice_number,issued_on,counterparty,amount,tax,total,status,known_at',
      rows: all.flatMap((uscc) => invoices(uscc, since(uscc))),
    },
    {
      recordType: 'tax-payment',
      source: 'tax-bureau',
      header: 'uscc,tax_kind,period,payable,paid,paid_on,known_at',
      rows: all.flatMap((uscc) =>
        since(uscc).map((period) => `${uscc},value-added,${period},30000,30000,,${knownAt(period)}`),
      ),
    },
    {
      recordType: 'social-security',
      source: 'social-security-bureau',
      header: 'uscc,period,headcount,amount,hires,leaves,arrears,known_at',
      rows: all.flatMap((uscc) =>
        since(uscc).map((period) => `${uscc},${period},20,18000,0,0,0,${knownAt(period)}`),
      ),
    },
    {
      recordType: 'loan',
      source: 'bank-feedback',
      header: 'uscc,loan_number,lender,principal,rate_bps,started_on,due_on,known_at',
      rows: loans,
    },
    {
      recordType: 'repayment',
      source: 'bank-feedback',
      header: 'uscc,loan_number,instalment,due_on,due_amount,paid_on,paid_amount,overdue_days,known_at',
      rows: repayments,
    },
  ]
}

/** A card by hand: steady sales 40 points, tax 30, no instalment overdue 30, on a base of 520. */
export function handMadeCard(version = 1, base = 520): Scorecard {
  const bin = (kind: 'interval' | 'missing', lower: number | null, upper: number | null, points: number) => ({
    ...{ label: `${kind} ${lower} ${upper}`, kind, lower, upper, categories: [] },
    ...{ rows: 100, bads: 5, woe: points / 50, points },
  })
  const variable = (
    column: string,
    cut: number,
    points: [below: number, above: number],
    zh: string,
    en: string,
  ) => ({
    ...{ name: column, column, when: null, zh, en, factor: 'all', kind: 'number' as const, iv: 0.3 },
    ...{ coefficient: -1, trend: 'ascending', reason: { code: `weak-${column.split('.')[1]}`, zh, en } },
    bins: [
      bin('interval', null, cut, points[0]),
      bin('interval', cut, null, points[1]),
      bin('missing', null, null, 0),
    ],
  })
  return {
    ...{
      format: 'sanxin-scorecard-1',
      id: 'hand-made',
      version,
      zh: '手工',
      en: 'by hand',
      method: 'woe-logistic',
    },
    ...{ target: 'bad', scaling: defaultScaling, base, factors: [{ id: 'all', zh: '全部', en: 'all' }] },
    variables: [
      variable('g.inv_out.cv_12', 0.5, [40, -20], '销售波动', 'unsteady sales'),
      variable('g.tax_total.sum_12', 10_000_000, [0, 30], '纳税少', 'little tax'),
      variable('b.repay.overdue_cnt_12', 1, [30, -40], '有逾期', 'overdue instalments'),
    ],
    fittedOn: { rows: 200, bads: 10, seed: 0, digest: 'by hand', detail: {} },
    crossValidated: null,
  }
}

export function officerOf(organization: string): Actor {
  return {
    account: `officer.${organization}`,
    organization,
    kind: 'user',
    permissions: permissionsOfRole('bank-officer'),
  }
}

export interface ThreeFirms {
  database: Database
  enterprises: Record<keyof typeof firms, string>
  run: <Result>(actor: Actor, verb: (work: UnitOfWork<DecisionTables>) => Promise<Result>) => Promise<Result>
  deliver: (recordType: string, source: string, header: string, rows: readonly string[]) => Promise<void>
  close: () => Promise<void>
}

/** The firms through the ordinary ingestion, with a card, two banks, their products and consents. */
export async function openThreeFirms(): Promise<ThreeFirms> {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'sanxin-three-firms-'))
  const operator = operatorActor()
  const run: ThreeFirms['run'] = (actor, verb) => runWork(database, actor, verb)
  let number = 0
  const deliver: ThreeFirms['deliver'] = async (recordType, source, header, rows) => {
    const file = join(folder, `${number++}.csv`)
    writeFileSync(file, `${[header, ...rows].join('\n')}\n`)
    const result = await ingestFiles(database, operator, {
      recordType,
      source,
      files: [file],
      knownAt: instant(new Date()),
    })
    if (result.rowsQuarantined > 0) throw new Error(`${recordType}: ${JSON.stringify(result.quarantine)}`)
  }
  for (const { recordType, source, header, rows } of files()) await deliver(recordType, source, header, rows)
  const enterprises = await run(operator, async (work) => {
    for (const [id, name] of [
      ['yongcheng-bank', '邕城银行'],
      ['gui-jiang-bank', '桂江银行'],
    ] as const)
      await createOrganization(work, { id, kind: 'bank', name })
    await publishScorecard(work, handMadeCard())
    await publishDemonstrationProducts(work)
    const found = { sound: '', late: '', young: '' }
    for (const [name, uscc] of Object.entries(firms) as [keyof typeof firms, string][])
      found[name] = (await getEnterprise(work, uscc)).enterprise
    const fieldGroups = ['registration', 'invoices', 'tax', 'social-security', 'loans']
    const wish = { purpose: 'pre-loan-review', until: `${new Date().getFullYear() + 1}-12-31` }
    await grantConsents(work, [
      ...Object.values(found).map((enterprise) => ({
        ...wish,
        enterprise,
        organization: 'yongcheng-bank',
        fieldGroups,
      })),
      {
        ...wish,
        enterprise: found.sound,
        organization: 'gui-jiang-bank',
        fieldGroups: fieldGroups.slice(0, 4),
      },
    ])
    return found
  })
  const close = async () => {
    rmSync(folder, { recursive: true, force: true })
    await database.close()
  }
  return { database, enterprises, run, deliver, close }
}
