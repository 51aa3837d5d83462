import type { Database } from '../../foundation/database.ts'
import { addMonths, endOfMonth, type Month } from '../../foundation/month.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { findEnterprisesBySubject } from '../../information/enterprises/index.ts'
import { scanColumns } from '../../information/records/index.ts'
import { authorizeProcessing } from '../../trust/consent/index.ts'
import { type Cohort, cohortVectors } from '../indicators/index.ts'
import { candidateIndicators, factors, variablePlans } from './card-plan.ts'
import type { ScorecardReference } from './contract.ts'
import { fitScorecard } from './fit-scorecard.ts'
import { measureOutOfTime } from './out-of-time.ts'
import { type CreditHistory, gatherHistories, type Outcome, outcomeOf } from './outcome.ts'
import { nextVersion, publishScorecard } from './publish-scorecard.ts'
import type { Measure } from './scorecard.ts'
import type { ScoringTables } from './store.ts'
import type { FitOptions, TrainingTable } from './training-table.ts'

/** Months after the observation in which the outcome is seen. */
const performanceMonths = 12
const cohortCount = 5
const cohortStepMonths = 3
const cardId = 'sme-flow'
/** Of each kind: fewer carry no card of eight variables. */
const outcomesMin = 20

export interface TrainedScorecard {
  /** Null when there are too few outcomes to fit on: then nothing is published, and nothing is scored. */
  scorecard: ScorecardReference | null
  rows: number
  bads: number
  cohorts: { month: Month; outcomes: Record<Outcome, number> }[]
  crossValidated: Measure | null
  /** The last cohort, by a card fitted on the earlier ones of other firms; null with too few bads. */
  outOfTime: Measure | null
}

/**
 * Fits the platform's card on past months whose outcome is known by now, and makes it the current one: firms as
 * they were known at each month's end, and what their loans did in the twelve months after.
 */
export async function trainScorecard(
  database: Database,
  actor: Actor,
  wish: { lastMonth: Month; seed?: string | number; progress?: Progress | undefined },
): Promise<TrainedScorecard> {
  const progress = wish.progress ?? unwatched
  const seed = wish.seed ?? 0
  const months = Array.from({ length: cohortCount }, (_, place) =>
    addMonths(wish.lastMonth, -performanceMonths - cohortStepMonths * (cohortCount - 1 - place)),
  )
  progress({ stage: 'cohorts', done: 0, total: 4 })
  const cohorts = await cohortVectors(database, actor, months)
  progress({ stage: 'outcomes', done: 1, total: 4 })
  const histories = await runWork(database, actor, readHistories)
  const { table, cohortOf, counts } = buildTable(cohorts, histories)
  progress({ stage: 'fit', done: 2, total: 4 })
  const options: FitOptions = {
    ...{
      id: cardId,
      zh: '中小微企业流水评分卡',
      en: 'SME card on invoices, tax and staff',
      target: 'ninety-days-overdue',
    },
    ...{ seed, method: 'woe-logistic', variablesMin: 8, variablesMax: 12, binsMax: 5, baselines: false },
    ...{ factors, plans: variablePlans() },
  }
  const bads = table.labels.reduce((sum, label) => sum + label, 0)
  if (Math.min(bads, table.labels.length - bads) < outcomesMin)
    return {
      scorecard: null,
      rows: table.labels.length,
      bads,
      cohorts: counts,
      crossValidated: null,
      outOfTime: null,
    }
  const fit = fitScorecard(table, options)
  const outOfTime = measureOutOfTime(table, cohortOf, cohorts.length - 1, options)
  progress({ stage: 'publish', done: 3, total: 4 })
  const described = { cohorts: counts, crossValidated: fit.crossValidated, outOfTime }
  const scorecard = await runWork(database, actor, async (work: UnitOfWork<ScoringTables>) => {
    const version = await nextVersion(work, cardId)
    return publishScorecard(work, { ...fit.card, version }, described)
  })
  progress({ stage: 'publish', done: 4, total: 4 })
  return { scorecard, rows: table.labels.length, bads, ...described }
}

/** What every borrower's loans did, by enterprise, as known now: an outcome is looked back on. */
async function readHistories(work: UnitOfWork<ScoringTables>): Promise<Map<string, CreditHistory>> {
  const authorization = await authorizeProcessing(work, { fieldGroups: ['loans'] })
  const { histories, addLoans, addInstalments } = gatherHistories()
  const read = (recordType: string, columns: string[]) =>
    scanColumns(work, authorization, { recordType, columns, asOf: work.now })
  for await (const chunk of read('loan', ['started_on', 'due_on']))
    addLoans(chunk, chunk.columns.started_on as Int32Array, chunk.columns.due_on as Int32Array)
  for await (const chunk of read('repayment', ['due_on', 'overdue_days']))
    addInstalments(chunk, chunk.columns.due_on as Int32Array, chunk.columns.overdue_days as Float64Array)
  const owners = await findEnterprisesBySubject(work, [...histories.keys()])
  const byEnterprise = new Map<string, CreditHistory>()
  for (const [subject, history] of histories) {
    const enterprise = owners.get(subject)
    if (enterprise === undefined) continue
    const earlier = byEnterprise.get(enterprise)
    byEnterprise.set(enterprise, {
      loans: [...(earlier?.loans ?? []), ...history.loans],
      instalments: [...(earlier?.instalments ?? []), ...history.instalments],
    })
  }
  return byEnterprise
}

interface Built {
  table: TrainingTable
  /** Number of the cohort of each row. */
  cohortOf: Uint8Array
  counts: TrainedScorecard['cohorts']
}

/** One row for each firm and month with a good or bad outcome; rows of a firm are one group. */
export function buildTable(
  cohorts: readonly Pick<Cohort, 'month' | 'enterprises' | 'column'>[],
  histories: ReadonlyMap<string, CreditHistory>,
): Built {
  const firms = new Map<string, number>()
  const rows: { cohort: number; place: number; label: number; firm: number }[] = []
  const counts = cohorts.map(({ month, enterprises }, cohort) => {
    const outcomes: Record<Outcome, number> = {
      good: 0,
      bad: 0,
      indeterminate: 0,
      unobserved: 0,
      'in-default': 0,
    }
    const [from, to] = [month, addMonths(month, performanceMonths)].map(lastDayOf) as [number, number]
    enterprises.forEach((enterprise, place) => {
      const history = histories.get(enterprise)
      const outcome = history ? outcomeOf(history, from, to) : 'unobserved'
      outcomes[outcome]++
      if (outcome !== 'good' && outcome !== 'bad') return
      const firm = firms.get(enterprise) ?? firms.size
      firms.set(enterprise, firm)
      rows.push({ cohort, place, firm, label: outcome === 'bad' ? 1 : 0 })
    })
    return { month, outcomes }
  })
  const columns = Object.fromEntries(
    candidateIndicators.map((indicator) => {
      const parts = cohorts.map((cohort) => cohort.column(indicator))
      return [indicator, Float64Array.from(rows, ({ cohort, place }) => parts[cohort]![place]!)]
    }),
  )
  return {
    table: {
      columns,
      labels: Uint8Array.from(rows, ({ label }) => label),
      groups: Int32Array.from(rows, ({ firm }) => firm),
    },
    cohortOf: Uint8Array.from(rows, ({ cohort }) => cohort),
    counts,
  }
}

function lastDayOf(month: Month): number {
  // Shanghai's calendar day, eight hours ahead of the instant.
  return Math.floor((Date.parse(endOfMonth(month)) + 8 * 3_600_000) / 86_400_000)
}
