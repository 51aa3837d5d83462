import { writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import {
  type Cohort,
  definitions,
  definitionsVersion,
  ownMonthVectors,
} from '../../credit/indicators/index.ts'
import { applyScorecard, type Scorecard } from '../../credit/scoring/index.ts'
import type { Database } from '../../foundation/database.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import { separationIntervals } from '../../foundation/statistics/bootstrap.ts'
import { separation } from '../../foundation/statistics/discrimination.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { findEnterprisesBySubject } from '../../information/enterprises/index.ts'
import { assessPolicy } from './assess-policy.ts'
import { candidateLists } from './candidate-list.ts'
import { refuse } from './contract.ts'
import { fitStudy, folding } from './fit-study.ts'
import { type IngestedFile, ingestStudy, openStudy, studySource } from './ingest-study.ts'
import type { Applicant } from './portfolio.ts'
import { studyJson, studyText } from './present-study.ts'
import { readAnnex } from './read-annex.ts'
import {
  countRatings,
  type InvoiceReading,
  type ReadingWork,
  readFirms,
  readInvoices,
  type StudyFirm,
} from './read-study.ts'
import { composeReport } from './report/compose-report.ts'
import type { LabelledFirm, Study, StudyFile } from './study.ts'
import { annexFile, defaultFolder, fingerprintOf, studyInputs } from './study-folder.ts'

export interface StudyWish {
  folder?: string
  /** Another folder of the same layout: its labelled firms are scored by the card of the first. */
  testFolder?: string
  reportFile?: string
  progress?: Progress
}

export interface StudyOutcome {
  study: Study
  json: ReturnType<typeof studyJson>
  text: { zh: string; en: string }
}

/** The whole study: files in, indicators, a scorecard, a lending policy, a report. */
export async function runCumcm2020c(
  database: Database,
  actor: Actor,
  wish: StudyWish = {},
): Promise<StudyOutcome> {
  const started = performance.now()
  const progress = wish.progress ?? unwatched
  const folder = resolve(wish.folder ?? defaultFolder)
  const inputs = studyInputs(folder, 'all')
  const curves = await readAnnex(annexFile(folder))
  const testInputs = wish.testFolder === undefined ? [] : studyInputs(resolve(wish.testFolder), 'labelled')

  await openStudy(database, actor, studySource)
  const ingested = await ingestStudy(database, actor, studySource, inputs, progress)
  const testSource = `${studySource}-test-${await fingerprintOf(testInputs)}`
  if (testInputs.length > 0) {
    await openStudy(database, actor, testSource)
    await ingestStudy(database, actor, testSource, testInputs, progress)
  }

  progress({ stage: 'indicators', done: 0 })
  const cohort = await ownMonthVectors(database, actor, progress)
  const found = await read(database, actor, studySource, cohort)
  const files = ingested.map((file) => accountFor(file, found))
  const labelled = found.members.filter(({ defaulted }) => defaulted !== null)
  const labels = Uint8Array.from(labelled, ({ defaulted }) => Number(defaulted))
  requireOutcomes(labels, studySource)

  progress({ stage: 'fit', done: 0 })
  const { fit, comparisons, candidateLists, screened } = fitStudy(cohort, {
    rows: labelled.map(({ place }) => place),
    labels,
  })
  const tested =
    testInputs.length > 0
      ? await test(database, actor, testSource, { cohort, card: fit.card, fitted: labelled })
      : null
  const outOfFold = labelled.map(
    ({ firm, defaulted }, at): LabelledFirm => ({
      firm,
      defaulted: defaulted === true,
      probabilityOfDefault: fit.outOfFold[at]!,
    }),
  )
  progress({ stage: 'policy', done: 0 })
  const study: Study = {
    folder,
    files,
    summaries: found.invoices.summaries,
    invoicesByMonth: found.invoices.byMonth,
    firms: {
      labelled: labelled.length,
      unlabelled: found.members.length - labelled.length,
      defaults: labels.reduce((sum, label) => sum + label, 0),
      withoutInvoices: found.withoutInvoices.map(({ firm }) => firm),
      byRating: await runWork(database, actor, (work: ReadingWork) => countRatings(work, studySource)),
    },
    indicators: { available: screened.length, catalogue: definitions.length, definitionsVersion, screened },
    fit,
    units: Object.fromEntries(definitions.map(({ id, unit }) => [id, unit])),
    comparisons,
    candidateLists,
    labelled: outOfFold,
    curves,
    ...assessPolicy(applicantsOf(cohort, found, fit.card), outOfFold, curves),
    test: tested && { folder: resolve(wish.testFolder!), ...tested },
    seconds: (performance.now() - started) / 1000,
  }
  const reportFile = wish.reportFile === undefined ? undefined : resolve(wish.reportFile)
  if (reportFile !== undefined) await writeFile(reportFile, composeReport(study))
  return { study, json: studyJson(study), text: studyText(study, reportFile) }
}

interface Member extends StudyFirm {
  /** Place in the cohort. */
  place: number
}

interface Found {
  members: Member[]
  withoutInvoices: StudyFirm[]
  invoices: InvoiceReading
}

/** The firms of a source with their vectors. */
async function read(database: Database, actor: Actor, source: string, cohort: Cohort): Promise<Found> {
  return runWork(database, actor, async (work: ReadingWork) => {
    const firms = await readFirms(work, source)
    const invoices = await readInvoices(work, firms)
    const enterprises = await findEnterprisesBySubject(
      work,
      firms.map(({ subject }) => subject),
    )
    const places = new Map(cohort.enterprises.map((enterprise, place) => [enterprise, place]))
    const members = firms.map((firm) => ({ ...firm, place: places.get(enterprises.get(firm.subject) ?? '') }))
    return {
      members: members.filter((member): member is Member => member.place !== undefined),
      withoutInvoices: members.filter(({ place }) => place === undefined),
      invoices,
    }
  })
}

/** How many records of its own a file has in the lake; more than it has rows means that other data of the source are there. */
function accountFor(file: IngestedFile, found: Found): StudyFile {
  const labelled = file.id.startsWith('labelled')
  const direction = file.id.includes('sale') ? 'sale' : 'purchase'
  const rowsKept =
    file.recordType === 'credit-outcome'
      ? [...found.members, ...found.withoutInvoices].filter((firm) => (firm.defaulted !== null) === labelled)
          .length
      : (found.invoices.summaries.find((sum) => sum.labelled === labelled && sum.direction === direction)
          ?.invoices ?? 0)
  const rowsRepeated = file.rowsRead - file.rowsQuarantined - rowsKept
  if (rowsRepeated < 0) refuse('study-store-mixed', { source: studySource, file: basename(file.file) })
  const { id, zh, en, rowsRead, rowsQuarantined, quarantine } = file
  return {
    id,
    zh,
    en,
    name: basename(file.file),
    rowsRead,
    rowsKept,
    rowsRepeated,
    rowsQuarantined,
    quarantine,
  }
}

function requireOutcomes(labels: Uint8Array, source: string): void {
  const defaults = labels.reduce((sum, label) => sum + label, 0)
  const scarcer = Math.min(defaults, labels.length - defaults)
  if (scarcer < folding.folds) refuse('study-without-outcomes', { source, firms: labels.length, defaults })
}

/** Values by indicator of one firm of the cohort after another; each column is made once. */
function vectorsOf(cohort: Cohort): (place: number) => (id: string) => number | null {
  const columns = new Map<string, Float64Array>()
  return (place) => (id) => {
    let column = columns.get(id)
    if (!column) {
      column = cohort.column(id)
      columns.set(id, column)
    }
    const value = column[place]!
    return Number.isNaN(value) ? null : value
  }
}

function applicantsOf(cohort: Cohort, found: Found, card: Scorecard): Applicant[] {
  const vectorOf = vectorsOf(cohort)
  return found.members
    .filter(({ defaulted }) => defaulted === null)
    .map(({ firm, subject, place }) => {
      const value = vectorOf(place)
      const { score, probabilityOfDefault, reasons } = applyScorecard(card, value)
      return {
        firm,
        score,
        probabilityOfDefault,
        salesTwelveMonthsFen: value('g.inv_out.sum_12'),
        recordMonths: found.invoices.recordMonths.get(subject) ?? 0,
        scoreReasons: reasons,
      }
    })
}

/** Scores the labelled firms of another source. Firms whose figures equal those of a fitted firm are counted: they test nothing. */
async function test(
  database: Database,
  actor: Actor,
  source: string,
  { cohort, card, fitted }: { cohort: Cohort; card: Scorecard; fitted: readonly Member[] },
): Promise<Omit<NonNullable<Study['test']>, 'folder'>> {
  const { members } = await read(database, actor, source, cohort)
  const firms = members.filter(({ defaulted }) => defaulted !== null)
  const labels = Uint8Array.from(firms, ({ defaulted }) => Number(defaulted))
  const vectorOf = vectorsOf(cohort)
  const risk = Float64Array.from(firms, ({ place }) => -applyScorecard(card, vectorOf(place)).unclipped)
  const defaults = labels.reduce((sum, label) => sum + label, 0)
  if (defaults === 0 || defaults === labels.length)
    refuse('study-without-outcomes', { source, firms: labels.length, defaults })
  const { aucInterval } = separationIntervals(labels, risk, { seed: folding.seed })
  const figures = ({ place }: Member) => candidateLists[0].indicators.map(vectorOf(place)).join(' ')
  const known = new Set(fitted.map(figures))
  const alsoFitted = firms.filter((firm) => known.has(figures(firm))).length
  return { firms: labels.length, alsoFitted, defaults, ...separation(labels, risk), aucInterval }
}
