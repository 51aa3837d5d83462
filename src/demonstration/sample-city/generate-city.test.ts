import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { endOfMonth, month } from '../../foundation/month.ts'
import { parseUscc } from '../../information/enterprises/index.ts'
import { standardRecordType } from '../../trust/catalog/index.ts'
import { firmsOf, openCity } from './city.ts'
import { planConsents } from './consent-plan.ts'
import type { CityRecordType } from './emit.ts'
import { type GeneratedCity, generateCity } from './generate-city.ts'

const root = mkdtempSync(join(tmpdir(), 'sanxin-city-'))
after(() => rmSync(root, { recursive: true, force: true }))

const lastMonth = month('2026-09')
const small = { enterprises: 220, seed: 'test', lastMonth, months: 36, format: 'csv' as const, clean: true }
const city = await generateCity({ ...small, folder: join(root, 'small') })
const { manifest } = city

type Row = Record<string, string>

function rowsOf(of: GeneratedCity, recordType: CityRecordType): Row[] {
  const files = of.manifest.files.filter((file) => file.recordType === recordType)
  assert(files.length > 0, recordType)
  return files.flatMap(({ file, rows }) => {
    const text = readFileSync(join(of.folder, file), 'utf8')
    const objects = parse(text, { columns: true }) as Row[]
    assert.equal(objects.length, rows)
    return objects
  })
}

const recordTypes = [...new Set(manifest.files.map(({ recordType }) => recordType))].filter(
  (recordType) => recordType !== 'truth',
)

const fen = (text: string) => Math.round(Number(text) * 100)

test('nothing is delivered before it happened or after the last month', () => {
  const end = Date.parse(endOfMonth(lastMonth))
  for (const recordType of recordTypes) {
    const { eventTime } = standardRecordType(recordType)
    for (const row of rowsOf(city, recordType)) {
      const known = Date.parse(row.known_at!)
      const event = row[eventTime!]!
      const happened = Date.parse(`${event.length === 7 ? `${event}-01` : event}T00:00:00+08:00`)
      assert(known <= end && known > happened, `${recordType} ${event} ${row.known_at}`)
      if (row.paid_on)
        assert(known > Date.parse(`${row.paid_on}T00:00:00+08:00`), `${row.paid_on} ${row.known_at}`)
    }
  }
})

test('every code passes the check of GB 32100, and no two firms bear one name but those whose story it is', () => {
  const shown = new Set(manifest.featured.map(({ uscc }) => uscc))
  const bearers = new Map<string, string>()
  const codes = new Set<string>()
  for (const { uscc, name } of rowsOf(city, 'registration')) {
    assert.deepEqual(parseUscc(uscc!), { uscc })
    codes.add(uscc!)
    if (!shown.has(uscc!)) assert.equal(bearers.get(name!) ?? uscc, uscc)
    bearers.set(name!, uscc!)
  }
  assert.equal(codes.size, small.enterprises)
})

test('an invoice adds up, and a sale within the city is the purchase of its customer', () => {
  const invoices = rowsOf(city, 'vat-invoice')
  const nameOf = new Map(rowsOf(city, 'registration').map((row) => [row.uscc, row.name]))
  const sold = new Set<string>()
  const signature = (row: Row, seller: string, buyer: string) =>
    [seller, buyer, row.invoice_number, row.issued_on, row.amount, row.tax, row.status].join('|')
  for (const row of invoices) {
    assert.equal(fen(row.amount!) + fen(row.tax!), fen(row.total!))
    if (row.direction === 'sale') sold.add(signature(row, nameOf.get(row.uscc)!, row.counterparty!))
  }
  const within = new Set(nameOf.values())
  const bought = invoices.filter((row) => row.direction === 'purchase' && within.has(row.counterparty))
  assert(bought.length > 500)
  for (const row of bought) assert(sold.has(signature(row, row.counterparty!, nameOf.get(row.uscc)!)))
  assert(invoices.some((row) => row.status === 'void') && invoices.some((row) => row.amount!.startsWith('-')))
})

test('headcount is that of the month before, with hires, without leavers', () => {
  const before = new Map<string, number>()
  for (const row of rowsOf(city, 'social-security')) {
    const known = before.get(row.uscc!)
    if (known !== undefined)
      assert.equal(Number(row.headcount), known + Number(row.hires) - Number(row.leaves), row.uscc)
    before.set(row.uscc!, Number(row.headcount))
  }
})

test('a late instalment is first unpaid for growing days and then paid; what is paid on time comes once', () => {
  const versions = Map.groupBy(rowsOf(city, 'repayment'), (row) => `${row.loan_number} ${row.instalment}`)
  let late = 0
  for (const history of versions.values()) {
    const [last] = history.slice(-1)
    assert.deepEqual(
      history.map((row) => row.known_at).sort(),
      history.map((row) => row.known_at),
    )
    for (const row of history.slice(0, -1)) assert.equal(row.paid_on, '')
    const days = history.map((row) => Number(row.overdue_days))
    assert.deepEqual(
      [...days].sort((left, right) => left - right),
      days,
    )
    if (history.length === 1 && last!.paid_on !== '') assert.equal(last!.overdue_days, '0')
    if (history.length > 1 && last!.paid_on !== '') late++
  }
  assert(late > 20, `late instalments: ${late}`)
})

test('the true probability ranks defaults well but not perfectly, at a plausible rate', async () => {
  const large = await generateCity({
    ...small,
    enterprises: 1200,
    seed: 'truth',
    recordTypes: ['loan'],
    folder: join(root, 'large'),
  })
  const { auc, annualDefaultRate, meanTrueProbability } = large.manifest.truth
  assert(auc > 0.8 && auc < 0.9, `AUC ${auc}`)
  assert(annualDefaultRate > 0.04 && annualDefaultRate < 0.08, `rate ${annualDefaultRate}`)
  assert(annualDefaultRate / meanTrueProbability > 0.75 && annualDefaultRate / meanTrueProbability < 1.1)
  const loans = new Set(rowsOf(large, 'loan').map((row) => row.uscc))
  assert(loans.size > 0.5 * 1200 && loans.size < 0.7 * 1200, `borrowers ${loans.size}`)
})

test('the shown firms are as their stories say', () => {
  const uscc = (role: string) => manifest.featured.find((firm) => firm.role === role)!.uscc
  const people = (of: string) =>
    rowsOf(city, 'social-security')
      .filter((row) => row.uscc === of)
      .map((row) => Number(row.headcount))
  const leaving = people(uscc('people-leave-first'))
  assert(leaving.at(-1)! < 0.75 * leaving.at(-10)!, leaving.join(' '))
  const sales = (of: string, from: string, to: string) =>
    rowsOf(city, 'vat-invoice')
      .filter((row) => row.uscc === of && row.direction === 'sale' && row.status === 'valid')
      .filter((row) => row.issued_on! >= from && row.issued_on! < to)
      .reduce((sum, row) => sum + Number(row.amount), 0)
  const seller = uscc('people-leave-first')
  assert(
    sales(seller, '2026-01', '2026-07') > sales(seller, '2025-01', '2025-07'),
    'sales hold while people leave',
  )
  const overdue = rowsOf(city, 'repayment').filter((row) => Number(row.overdue_days) >= 90)
  assert(overdue.some((row) => row.uscc === uscc('in-default')))
  assert(!overdue.some((row) => row.uscc === uscc('sound')))
  const consents = planConsents(firmsOf(openCity(small)))
  assert(!consents.some((consent) => consent.uscc === uscc('without-consent')))
  assert.deepEqual([...new Set(consents.map((consent) => consent.state))].sort(), [
    'active',
    'expired',
    'revoked',
  ])
})

test('each row is delivered when the lag of its record type has passed, so that every month looks the same from its end', () => {
  for (const recordType of recordTypes) {
    const { eventTime, deliveryLagDays } = standardRecordType(recordType)
    const first = new Map<string, number>()
    for (const row of rowsOf(city, recordType)) {
      const event = row[eventTime!]!
      const [year, number] = event.split('-').map(Number)
      const happened = event.length === 7 ? Date.UTC(year!, number!, 1) : Date.parse(event)
      const lag = (Date.parse(row.known_at!) - happened) / 86_400_000
      first.set(event, Math.min(first.get(event) ?? Number.POSITIVE_INFINITY, lag))
    }
    for (const [event, lag] of first)
      assert(lag > deliveryLagDays - 1.5 && lag <= deliveryLagDays + 1, `${recordType} ${event}: ${lag} days`)
  }
})
