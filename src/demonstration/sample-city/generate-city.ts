import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Month } from '../../foundation/month.ts'
import type { Progress } from '../../foundation/progress.ts'
import { firstDayOf } from './calendar.ts'
import { type CityPlan, type Span, spanOf } from './city.ts'
import { type Climate, climateOf } from './climate.ts'
import { type PlannedConsent, planConsents } from './consent-plan.ts'
import { type DeliveredFile, Delivery } from './delivery.ts'
import { type Firm, foundFirms } from './firm.ts'
import { type History, live } from './history.ts'
import { buy, type Ledger, openLedger, sell } from './invoice.ts'
import { borrow, repay } from './lending.ts'
import {
  type CityRecordType,
  columns,
  invoiceLines,
  loanLines,
  registrationLines,
  repaymentLines,
  socialSecurityLines,
  taxLines,
} from './rows.ts'
import { stories } from './story.ts'
import { taxesOf } from './tax.ts'
import { openMarket } from './trade.ts'
import { type Observation, observe, type Truth, truthOf } from './truth.ts'
import { staff } from './workforce.ts'

export interface FeaturedEnterprise {
  role: string
  uscc: string
  name: string
  zh: string
  en: string
}

export interface CityManifest {
  seed: string | number
  enterprises: number
  months: number
  firstMonth: Month
  lastMonth: Month
  /** Of which source each file is a delivery: the sources of the catalog. */
  files: (DeliveredFile & { source: string })[]
  rows: number
  /** SHA-256 over the digests of all files, in order. */
  digest: string
  featured: FeaturedEnterprise[]
  consents: PlannedConsent[]
  truth: Truth
}

const sourceOf: Readonly<Record<CityRecordType, string>> = {
  registration: 'market-regulation',
  'vat-invoice': 'tax-bureau',
  'tax-payment': 'tax-bureau',
  'social-security': 'social-security-bureau',
  loan: 'bank-feedback',
  repayment: 'bank-feedback',
}

/** Writes the city's files and `manifest.json` into the folder. The same plan gives the same bytes. */
export async function generateCity(
  plan: CityPlan & { folder: string; progress?: Progress },
): Promise<CityManifest> {
  mkdirSync(plan.folder, { recursive: true })
  const span = spanOf(plan)
  const climate = climateOf(plan.seed, span)
  const firms = foundFirms(plan.seed, plan.enterprises, span, stories)
  const histories = firms.map((firm) => live(firm, span, climate))
  const ledger = openLedger(firms)
  const market = openMarket(firms, histories)
  for (const firm of firms) sell(firm, histories[firm.number]!, span, market, ledger)
  const { files, observations } = await deliver(plan, span, climate, firms, histories, ledger)
  const manifest: CityManifest = {
    seed: plan.seed,
    enterprises: plan.enterprises,
    months: plan.months,
    firstMonth: span.firstMonth,
    lastMonth: span.lastMonth,
    files,
    rows: files.reduce((sum, file) => sum + file.rows, 0),
    digest: `sha256:${createHash('sha256')
      .update(files.map((file) => file.digest).join('\n'))
      .digest('hex')}`,
    featured: firms.flatMap(({ story, uscc, name }) =>
      story ? [{ role: story.role, uscc, name, zh: story.zh, en: story.en }] : [],
    ),
    consents: planConsents(firms),
    truth: truthOf(observations),
  }
  writeFileSync(join(plan.folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
  return manifest
}

async function deliver(
  plan: CityPlan & { folder: string; progress?: Progress },
  span: Span,
  climate: Climate,
  firms: readonly Firm[],
  histories: readonly History[],
  ledger: Ledger,
): Promise<{ files: CityManifest['files']; observations: Observation[] }> {
  const lastDay = firstDayOf(span.origin + span.length) - 1
  const recordTypes = Object.keys(columns) as CityRecordType[]
  const to = Object.fromEntries(
    recordTypes.map((id) => [id, new Delivery(plan.folder, id, columns[id], lastDay)]),
  ) as Record<CityRecordType, Delivery>
  const observations: Observation[] = []
  for (const firm of firms) {
    const history = histories[firm.number]!
    buy(firm, history, span, ledger)
    const [sales, purchases] = [ledger.sales[firm.number]!, ledger.purchases[firm.number]!]
    const loans = borrow(firm, history, span)
    const repayments = repay(firm, history, span, loans)
    to.registration.add(registrationLines(firm, history, span))
    to['vat-invoice'].add(invoiceLines(firm, 'sale', sales))
    to['vat-invoice'].add(invoiceLines(firm, 'purchase', purchases))
    to['tax-payment'].add(taxLines(firm, taxesOf(firm, history, span, sales, purchases)))
    to['social-security'].add(socialSecurityLines(firm, history, staff(firm, history), span))
    to.loan.add(loanLines(firm, loans))
    to.repayment.add(repaymentLines(firm, repayments))
    observations.push(...observe(firm, history, climate, span, loans, repayments))
    ledger.sales[firm.number] = []
    ledger.purchases[firm.number] = []
    if (firm.number % 50 === 49) {
      plan.progress?.({ stage: 'sample-city', done: firm.number + 1, total: firms.length })
      await setImmediate()
    }
  }
  return { files: recordTypes.map((id) => ({ ...to[id].close(), source: sourceOf[id] })), observations }
}
