import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  cohortVectors,
  type IndicatorTables,
  readIndicators,
  refreshIndicators,
  vectorAsOf,
} from '../../src/credit/indicators/index.ts'
import { type ProfileTables, readProfile } from '../../src/credit/profile/index.ts'
import type { Database } from '../../src/foundation/database.ts'
import { instant } from '../../src/foundation/instant.ts'
import { addMonths, endOfMonth, month } from '../../src/foundation/month.ts'
import { Refusal } from '../../src/foundation/refusal.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { getEnterprise } from '../../src/information/enterprises/index.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import { grantConsents, listUses, requireAuthorization } from '../../src/trust/consent/index.ts'
import { createOrganization, operatorActor } from '../../src/trust/organizations/index.ts'

const firm = '914403001922038216'
const other = '91330100799655058B'
const last = month('2026-09')
const operator = operatorActor()
let database: Database
let folder: string

const run = <Tables, Result>(verb: (work: UnitOfWork<Tables>) => Promise<Result>, actor: Actor = operator) =>
  runWork(database, actor, verb)

async function ingest(recordType: string, source: string, lines: string[]): Promise<void> {
  const path = join(folder, `${recordType}-${performance.now()}.csv`)
  writeFileSync(path, lines.join('\n'))
  await ingestFiles(database, operator, { recordType, source, files: [path] })
}

const invoiceHeader = 'uscc,direction,invoice_number,issued_on,counterparty,amount,tax,total,status,known_at'
/** One sale a month; known at ten the next morning. */
const invoiceOf = (uscc: string, of: string, amount: number, number = '1') =>
  `${uscc},sale,${of}-${number},${of}-10,Acme ${number},${amount}.00,0.00,${amount}.00,valid,${of}-11T10:00:00+08:00`
const contributionHeader = 'uscc,period,headcount,amount,hires,leaves,arrears,known_at'
const contributionOf = (uscc: string, of: string, headcount: number) =>
  `${uscc},${of},${headcount},1000.00,0,0,0.00,${addMonths(month(of), 1)}-16T02:00:00+08:00`

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sanxin-indicators-'))
  database = await testDatabase()
  const months = Array.from({ length: 30 }, (_, at) => addMonths(last, at - 29))
  await ingest('vat-invoice', 'tax-bureau', [
    invoiceHeader,
    ...months.map((of) => invoiceOf(firm, of, 1000)),
    // The other firm stops issuing in June: the source goes on, so what follows are zeros.
    ...months.filter((of) => of <= '2026-06').map((of) => invoiceOf(other, of, 500)),
  ])
  await ingest('social-security', 'social-security-bureau', [
    contributionHeader,
    ...months.map((of) => contributionOf(firm, of, 20)),
  ])
})
after(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

const read = (uscc: string, asOf?: string) =>
  run((work: UnitOfWork<IndicatorTables>) => readIndicators(work, { enterprise: uscc, asOf }))

test('a delivered month without a record is zero; an undelivered one is unknown', async () => {
  const { values, reasons } = await read(other, '2026-09')
  assert.equal(values['g.inv_out.last_1'], 0)
  assert.equal(values['g.inv_out.zero_12'], 3)
  assert.equal(values['g.inv_out.sum_12'], 9 * 500_00)
  assert.equal(values['g.ss_head.last_1'], null)
  assert.equal(reasons['g.ss_head.last_1'], 'no-record')
  // Contributions of September are delivered in the middle of October: at the end of September they are not known.
  const own = await read(firm, '2026-09')
  assert.equal(own.values['g.ss_head.last_1'], null)
  assert.equal(own.reasons['g.ss_head.last_1'], 'coverage-too-short')
  assert.equal((await read(firm, '2026-10-20T00:00:00+08:00')).values['g.ss_head.last_1'], 20)
})

test('what becomes known later does not change what was seen before', async () => {
  const before = await read(firm, '2026-06')
  await ingest('vat-invoice', 'tax-bureau', [
    invoiceHeader,
    // Issued in May, delivered in August.
    invoiceOf(firm, '2026-05', 7777, '2').replace('2026-05-11T10', '2026-08-20T10'),
  ])
  assert.deepEqual((await read(firm, '2026-06')).values, before.values)
  assert.equal((await read(firm, '2026-09')).values['g.inv_out.sum_12'], (12 * 1000 + 7777) * 100)
})

test('the stored vector and the one from the lake are the same, and a new delivery ends its use', async () => {
  const lake = await read(firm, '2026-09')
  const result = await refreshIndicators(database, operator, { month: last })
  assert.equal(result.enterprises, 2)
  const stored = await read(firm, '2026-09')
  assert.deepEqual(stored, lake)
  assert.equal(
    (await refreshIndicators(database, operator, { month: last })).vectorsDigest,
    result.vectorsDigest,
  )
  const [cohort] = await cohortVectors(database, operator, [last])
  const { enterprise } = await run((work: UnitOfWork<IndicatorTables>) => getEnterprise(work, firm))
  const place = cohort!.enterprises.indexOf(enterprise)
  assert.equal(cohort!.column('g.inv_out.sum_12')[place], lake.values['g.inv_out.sum_12'])
  assert.ok(Number.isNaN(cohort!.column('g.ss_head.last_1')[place]))

  await ingest('vat-invoice', 'tax-bureau', [
    invoiceHeader,
    invoiceOf(firm, '2026-09', 5, '3').replace('2026-09-11T10', '2026-09-30T10'),
  ])
  const later = await read(firm, '2026-09')
  assert.equal(later.values['g.inv_out.sum_12'], lake.values['g.inv_out.sum_12']! + 500)
})

test('an older refresh never replaces newer vectors', async () => {
  const newer = await refreshIndicators(database, operator, { month: last })
  assert.equal(newer.online, true)
  assert.equal((await refreshIndicators(database, operator, { month: addMonths(last, -3) })).online, false)
})

test('a bank sees what its consent covers, its page says so, and one entry is put on record', async () => {
  const { enterprise } = await run((work: UnitOfWork<IndicatorTables>) => getEnterprise(work, firm))
  await run(async (work: UnitOfWork<IndicatorTables>) => {
    await createOrganization(
      work as never,
      {
        id: 'first-bank',
        kind: 'bank',
        name: 'First Bank',
        enterprise: null,
      } as never,
    )
    await grantConsents(work, [
      {
        enterprise,
        organization: 'first-bank',
        purpose: 'pre-loan-review',
        fieldGroups: ['invoices'],
        until: '2027-06-30',
      },
    ] as never)
  })
  const officer: Actor = {
    account: 'officer',
    organization: 'first-bank',
    kind: 'user',
    permissions: new Set(['enterprise:read', 'score:read']),
    role: 'bank-officer',
  }
  const vector = await run(
    (work: UnitOfWork<IndicatorTables>) => readIndicators(work, { enterprise: firm, asOf: '2026-09' }),
    officer,
  )
  assert.equal(vector.values['g.inv_out.zero_12'], 0)
  assert.equal(vector.values['g.ss_head.mean_12'], null)
  assert.equal(vector.reasons['g.ss_head.mean_12'], 'not-covered')
  assert.equal(vector.reasons['b.loan.balance_to_sales_12'], 'not-covered')

  const countUses = () =>
    run(async (work: UnitOfWork<ProfileTables>) => {
      const rows = await (work.db as never as { selectFrom: (table: string) => never }).selectFrom(
        'audit.entry',
      )
      return (rows as { selectAll: () => { execute: () => Promise<{ kind: string }[]> } })
        .selectAll()
        .execute()
        .then((all) => all.filter(({ kind }) => kind === 'use-authorized').length)
    })
  const usesBefore = await countUses()
  const page = await run(
    (work: UnitOfWork<ProfileTables>) => readProfile(work, { enterprise: firm }),
    officer,
  )
  assert.equal(await countUses(), usesBefore + 1)
  const stateOf = (panel: object) => ('unavailable' in panel ? panel.unavailable : 'data')
  assert.deepEqual(
    [page.trends.invoices, page.trends.headcount, page.registration, page.loans].map(stateOf),
    // Registration is public: no consent is needed, but nobody has delivered any.
    ['data', 'not-covered', 'not-connected', 'not-covered'],
  )
  assert.deepEqual(page.consent.covered, ['invoices'])
  assert.equal(page.keyFigures.find(({ id }) => id === 'headcount')?.reason?.code, 'not-covered')

  const stranger: Actor = { ...officer, organization: 'second-bank' }
  const closed = await run(
    (work: UnitOfWork<ProfileTables>) => readProfile(work, { enterprise: firm }),
    stranger,
  )
  assert.equal(closed.consent.basis, 'public')
  assert.deepEqual([closed.trends.invoices, closed.score, closed.loans].map(stateOf), [
    'not-covered',
    'not-covered',
    'not-covered',
  ])
  const { items } = await run((work: UnitOfWork<ProfileTables>) => listUses(work, { enterprise }))
  assert.deepEqual(
    items
      .filter(({ organization }) => organization === 'second-bank')
      .map(({ basis, refusal }) => refusal ?? basis)
      .sort(),
    // What it asked for beyond the public is refused on record; what it saw of the public stands beside.
    ['consent-none', 'public'],
  )
})

test('an authorization for one enterprise opens no other', async () => {
  await assert.rejects(
    run(async (work: UnitOfWork<IndicatorTables>) => {
      const own = await getEnterprise(work, firm)
      const foreign = await getEnterprise(work, other)
      const authorization = await requireAuthorization(work, {
        enterprise: own.enterprise,
        purpose: 'pre-loan-review',
        fieldGroups: ['invoices'],
      })
      const vector = await vectorAsOf(work, authorization, {
        enterprise: foreign.enterprise,
        asOf: endOfMonth(last),
      })
      assert.ok(Object.values(vector.values).every((value) => value === null))
      throw new Error('nothing was given')
    }),
    /nothing was given/,
  )
})

test('a moment that has not come is refused', async () => {
  await assert.rejects(
    read(firm, '2999-01'),
    (error) => error instanceof Refusal && error.where.asOf === '2999-01',
  )
  assert.ok(instant(new Date()) < endOfMonth(month('2999-01')))
})
