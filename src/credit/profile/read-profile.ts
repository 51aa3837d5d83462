import { type Instant, inShanghai, shanghaiDay } from '../../foundation/instant.ts'
import { addMonths, type Month } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { getEnterprise } from '../../information/enterprises/index.ts'
import { latestKnownAt, readRows } from '../../information/records/index.ts'
import { getRecordType, standardRecordType } from '../../trust/catalog/index.ts'
import { type Authorization, covers, findCoverage, requireAuthorization } from '../../trust/consent/index.ts'
import {
  type Firm,
  findPeers,
  type PeerGroupRow,
  parseAsOf,
  readFirm,
  type Series,
} from '../indicators/index.ts'
import type { ConsentStrip, LoanPanel, Peers, Profile, Registration, ScorePanel } from './contract.ts'
import { keyFiguresOf } from './key-figures.ts'
import { loanPanelOn } from './loan-panel.ts'
import { notesOf } from './notes.ts'
import { type Deliveries, orFailed, type Panel, sourcesOf, unavailable } from './panel.ts'
import { industryName, registrationOn } from './registration-panel.ts'
import { readScorePanel } from './score-panel.ts'
import type { ProfileTables } from './tables.ts'
import { tagsOf } from './tags.ts'

type Work = UnitOfWork<ProfileTables>

const purpose = 'pre-loan-review'
const trendMonths = 24
const recordTypes = ['registration', 'vat-invoice', 'tax-payment', 'social-security', 'loan', 'repayment']

/** What every panel needs to know of the page. */
interface Page {
  work: Work
  authorization: Authorization
  enterprise: string
  uscc: string | null
  at: Instant
  deliveries: Deliveries
}

/**
 * The page of an enterprise: one use of its data, minted and put on record once, for the field groups that the
 * reader's consents cover. What they do not cover is a panel's state; when they cover nothing, the reader is refused.
 */
export async function readProfile(
  work: Work,
  wish: { enterprise: string; asOf?: string | undefined },
): Promise<Profile> {
  const { at, month } = parseAsOf(wish.asOf, work.now)
  const { enterprise, name, uscc } = await getEnterprise(work, wish.enterprise)
  const coverage = await findCoverage(work, { enterprise, purpose })
  const fieldGroups = coverage.covered.length > 0 ? coverage.covered : coverage.missing
  const authorization = await requireAuthorization(work, { enterprise, purpose, fieldGroups })
  const page: Page = {
    work,
    authorization,
    enterprise,
    uscc,
    at,
    deliveries: await latestKnownAt(work, recordTypes, at),
  }

  const firm = await orFailed(() => readFirm(work, authorization, { enterprise, asOf: at }))
  const registration = await registrationPanel(page)
  const loans = await loansPanel(page)
  const score = firm === 'failed' ? unavailable('failed') : await scorePanel(page, month)
  const peers = await findPeers(work, 'data' in registration ? registration.data.industry.code : null)
  const trends = await trendPanels(page, firm, month, peers)
  return {
    enterprise,
    name: name ?? uscc ?? enterprise,
    uscc,
    asOf: inShanghai(at),
    month,
    tags: tagsOf(dataOf(registration), dataOf(loans)),
    registration,
    consent: consentStrip(coverage),
    score,
    peers: peers ? shownPeers(peers) : null,
    trends,
    notes: firm === 'failed' ? [] : notesOf(notedSeries(firm, trends, month)),
    keyFigures: firm === 'failed' ? [] : keyFiguresOf(firm.vector, peers),
    loans,
    stage: 'investigation',
    viewer: 'bank-officer',
    hidden: [],
    sections: [],
    changes: [],
    missing: [],
    events: [],
    eventKinds: [],
    sinceLastLooked: null,
  }
}

function dataOf<Data>(panel: Panel<Data>): Data | undefined {
  return 'data' in panel ? panel.data : undefined
}

function consentStrip(coverage: Awaited<ReturnType<typeof findCoverage>>): ConsentStrip {
  const { covered, missing, expiresAt, daysLeft, basis } = coverage
  return {
    purpose,
    basis: basis ?? 'consent',
    covered,
    missing,
    expiresAt: expiresAt === null ? null : inShanghai(expiresAt as Instant),
    daysLeft,
    logged: true,
  }
}

/** Why record types cannot be shown before a row is read; undefined when they can. */
function closedState({ authorization, enterprise, deliveries }: Page, wanted: readonly string[]) {
  if (!wanted.every((type) => covers(authorization, enterprise, standardRecordType(type).fieldGroup)))
    return unavailable('not-covered')
  return wanted.every((type) => deliveries[type] == null) ? unavailable('not-connected') : undefined
}

async function panelOf<Data>(
  page: Page,
  wanted: readonly string[],
  read: () => Promise<Data | undefined>,
): Promise<Panel<Data>> {
  const closed = closedState(page, wanted)
  if (closed) return closed
  const data = await orFailed(read)
  if (data === 'failed') return unavailable('failed')
  if (data === undefined) return unavailable('no-data')
  return { data: data as Data, sources: await sourcesOf(page.work, page.deliveries, wanted) }
}

function rowsOf({ work, authorization, enterprise, at }: Page, recordType: string) {
  return readRows(work, authorization, { recordType, enterprise, asOf: at })
}

function registrationPanel(page: Page): Promise<Panel<Registration>> {
  return panelOf(page, ['registration'], async () =>
    registrationOn(
      await getRecordType(page.work, 'registration'),
      await rowsOf(page, 'registration'),
      shanghaiDay(page.at),
      page.uscc,
    ),
  )
}

function loansPanel(page: Page): Promise<Panel<LoanPanel>> {
  return panelOf(page, ['loan', 'repayment'], async () => {
    const [loans, repayments] = await Promise.all([rowsOf(page, 'loan'), rowsOf(page, 'repayment')])
    return loanPanelOn(loans, repayments, shanghaiDay(page.at))
  })
}

async function scorePanel(page: Page, month: Month): Promise<Panel<ScorePanel>> {
  const { work, authorization, enterprise, at } = page
  const score = await readScorePanel(work, authorization, { enterprise, at, month })
  if ('unavailable' in score) return score
  const covered = recordTypes.filter((type) =>
    covers(authorization, enterprise, standardRecordType(type).fieldGroup),
  )
  return { data: score, sources: await sourcesOf(work, page.deliveries, covered) }
}

const fenOf = (series: Series) => series.map((value) => (value === null ? null : String(Math.round(value))))
const isEmpty = (series: Series) => series.every((value) => value === null)

async function trendPanels(
  page: Page,
  firm: Firm | 'failed',
  month: Month,
  peers: PeerGroupRow | undefined,
): Promise<Profile['trends']> {
  if (firm === 'failed') {
    const failed = unavailable('failed')
    return { invoices: failed, tax: failed, headcount: failed }
  }
  const months = monthsTo(month)
  const { series } = firm
  // Medians are of the last refresh: those of another month would be set against the wrong months.
  const median = (measure: string): Series =>
    (peers?.month === month ? peers.series[measure] : undefined) ?? months.map(() => null)
  return {
    invoices: await panelOf(page, ['vat-invoice'], async () =>
      isEmpty(series['sale-amount']) && isEmpty(series['purchase-amount'])
        ? undefined
        : {
            months,
            salesFen: fenOf(series['sale-amount']),
            purchasesFen: fenOf(series['purchase-amount']),
            medianSalesFen: fenOf(median('sale-amount')),
          },
    ),
    tax: await panelOf(page, ['tax-payment'], async () =>
      isEmpty(series['tax-paid'])
        ? undefined
        : { months, paidFen: fenOf(series['tax-paid']), medianPaidFen: fenOf(median('tax-paid')) },
    ),
    headcount: await panelOf(page, ['social-security'], async () =>
      isEmpty(series.headcount)
        ? undefined
        : {
            months,
            headcount: series.headcount,
            leaves: series.leaves,
            medianHeadcount: median('headcount'),
          },
    ),
  }
}

function monthsTo(month: Month): Month[] {
  return Array.from({ length: trendMonths }, (_, at) => addMonths(month, at - trendMonths + 1))
}

/** Only series whose panel is shown are read for notes. */
function notedSeries({ series }: Firm, trends: Profile['trends'], month: Month) {
  const invoices = 'data' in trends.invoices
  const headcount = 'data' in trends.headcount
  return {
    months: monthsTo(month),
    sales: invoices ? series['sale-amount'] : undefined,
    tax: 'data' in trends.tax ? series['tax-paid'] : undefined,
    headcount: headcount ? series.headcount : undefined,
    leaves: headcount ? series.leaves : undefined,
  }
}

function shownPeers({ level, code, firms }: PeerGroupRow): Peers {
  const name = level === 'all' ? { zh: '全部行业', en: 'all industries' } : industryName(code)
  return { level, code, zh: name?.zh ?? code, en: name?.en ?? code, firms }
}
