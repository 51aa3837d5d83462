import { type Instant, inShanghai } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { purposeOf, stageOf } from '../../trust/consent/index.ts'
import type { PeerGroupRow } from '../indicators/index.ts'
import { accessTo, hiddenOf } from './access.ts'
import { changesOf } from './changes.ts'
import { tabOf } from './compose-section.ts'
import type { ConsentStrip, Peers, Profile, ScorePanel } from './contract.ts'
import type { ProfileEvent } from './events.contract.ts'
import { eventsOf, kindsOf } from './events.ts'
import { keyFiguresOf } from './key-figures.ts'
import { missingOf } from './missing.ts'
import { openPage, type Page } from './open-page.ts'
import { type Panel, unavailable } from './panel.ts'
import { industryName } from './registration-panel.ts'
import { readScorePanel } from './score-panel.ts'
import type { SectionId } from './section.contract.ts'
import { loansOf } from './sections/credit.ts'
import { registrationOf } from './sections/registration.ts'
import { sections } from './sections/section-table.ts'
import { signsOf } from './signs/signs.ts'
import { keepVisit } from './store.ts'
import type { ProfileTables } from './tables.ts'
import { tagsOf } from './tags.ts'
import { notesOfTrends, panelOf, trendPanels } from './trend-panels.ts'

type Work = UnitOfWork<ProfileTables>

const scoredTypes = ['registration', 'vat-invoice', 'tax-payment', 'social-security', 'loan', 'repayment']
/** What a reader without any consent has asked for in vain. */
const asksFor = ['invoices', 'tax', 'social-security', 'loans']
const eventsShown = 12
/** Openings within so many minutes are one visit. */
const visitApart = 30
const sinceShown = 10

/**
 * The first screen: who is it, is it well, what changed, why this score, what is missing. One use of the enterprise's
 * data, for the field groups that the reader's consents cover and for what is public.
 */
export async function readProfile(
  work: Work,
  wish: { enterprise: string; asOf?: string | undefined },
): Promise<Profile> {
  const page = await openPage(work, wish, { asksFor, firm: true, peers: true, trace: false, relations: true })
  const { view, stage } = page
  const registration = panelOf(view, ['registration'], () => registrationOf(view))
  const loans = panelOf(view, ['loan', 'repayment'], () => loansOf(view))
  const trends = trendPanels(view, page.firmFailed)
  const score = await scorePanel(work, page)
  const allowed = (section: SectionId) => accessTo(stage, section) === 'shown'
  const events = eventsOf(view, allowed)
  const signs = signsOf(view, (section, panel) => accessTo(stage, section, panel) === 'shown')
  return {
    enterprise: page.enterprise,
    name: view.name,
    uscc: view.uscc,
    asOf: inShanghai(page.at),
    month: page.month,
    tags: tagsOf(view, { registration: dataOf(registration), loans: dataOf(loans), signs }),
    registration,
    consent: consentStrip(work, page),
    score,
    peers: view.peers ? shownPeers(view.peers) : null,
    trends,
    notes: notesOfTrends(view, trends),
    keyFigures:
      view.firm === null || accessTo(stage, 'overview', 'figures') === 'hidden'
        ? []
        : keyFiguresOf(view.firm.vector, view.peers),
    loans,
    stage,
    viewer: page.viewer,
    hidden: hiddenOf(stage),
    sections: sections.map((section) => tabOf(view, section, stage)),
    changes: changesOf(view, { events, signs, score: dataOf(score) }),
    missing: missingOf(view, stage),
    events: events.slice(0, eventsShown),
    eventKinds: kindsOf(events),
    sinceLastLooked: await sinceLooked(work, page, events),
  }
}

function dataOf<Data>(panel: Panel<Data>): Data | undefined {
  return 'data' in panel ? panel.data : undefined
}

/** To an office that sees what is public alone no consent is lacking: none would open more to it. */
function consentStrip(work: Work, { coverage, stage }: Page): ConsentStrip {
  const { covered, missing, expiresAt, daysLeft, basis } = coverage
  return {
    purpose: purposeOf(stageOf(work.actor.role)),
    basis: basis ?? 'public',
    covered,
    missing: stage === 'government' ? [] : missing,
    expiresAt: expiresAt === null ? null : inShanghai(expiresAt as Instant),
    daysLeft,
    logged: true,
  }
}

async function scorePanel(work: Work, page: Page): Promise<Panel<ScorePanel>> {
  const { enterprise, at, authorization, view, stage } = page
  if (accessTo(stage, 'overview', 'score') === 'hidden') return unavailable('no-permission')
  if (page.firmFailed || view.firm === null) return unavailable('failed')
  if (page.coverage.covered.length === 0)
    return { ...unavailable('not-covered'), missing: page.coverage.missing }
  const score = await readScorePanel(work, authorization, {
    enterprise,
    at,
    month: page.month,
    vector: view.firm.vector,
  })
  if ('unavailable' in score) return score
  return { data: score, sources: scoredTypes.flatMap((id) => view.sources.get(id) ?? []) }
}

/** What has become known since this account last opened the page; another as-of is no visit. */
async function sinceLooked(
  work: Work,
  { enterprise, at }: Page,
  events: readonly ProfileEvent[],
): Promise<Profile['sinceLastLooked']> {
  if (at < work.now) return null
  const { organization, account } = work.actor
  const before = await keepVisit(work.db, {
    organization,
    account,
    enterprise,
    at: work.now,
    apart: visitApart,
  })
  if (before === null) return null
  const since = events.filter(({ knownAt }) => Date.parse(knownAt) > Date.parse(before))
  return { at: inShanghai(before), total: since.length, items: since.slice(0, sinceShown) }
}

function shownPeers({ level, code, firms }: PeerGroupRow): Peers {
  const name = level === 'all' ? { zh: '全部行业', en: 'all industries' } : industryName(code)
  return { level, code, zh: name?.zh ?? code, en: name?.en ?? code, firms }
}
