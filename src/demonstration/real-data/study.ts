import type { Scorecard, ScorecardFit } from '../../credit/scoring/index.ts'
import type { Month } from '../../foundation/month.ts'
import type { ChurnCurves } from './churn-curve.ts'
import type { BackTest, Portfolio } from './portfolio.ts'

export type Measure = ScorecardFit['crossValidated']
export type ScorecardBin = Scorecard['variables'][number]['bins'][number]

/** One delivered file: what was in it and what became of its rows, the same however often it is delivered. */
export interface StudyFile {
  id: string
  zh: string
  en: string
  name: string
  /** Read = kept + repeated + quarantined. */
  rowsRead: number
  /** Different records in the lake, of each the latest version. */
  rowsKept: number
  /** Rows whose key another row of the file has too. */
  rowsRepeated: number
  rowsQuarantined: number
  quarantine: { reason: string; rows: number }[]
}

/** What the invoices are like, counted from the lake. */
export interface InvoiceSummary {
  direction: 'sale' | 'purchase'
  labelled: boolean
  invoices: number
  void: number
  red: number
  amountFen: bigint
  counterparties: number
}

export interface Comparison {
  id: string
  zh: string
  en: string
  measure: Measure
  /** AUC of the scorecard less that of this, with a paired bootstrap interval; null for the scorecard itself. */
  difference: { auc: number; interval: [number, number] } | null
  /** Out-of-fold probabilities or a plain figure, for the curve: higher is worse. */
  riskByFirm: Float64Array
}

export interface LabelledFirm {
  firm: string
  defaulted: boolean
  /** By the folds that did not see the firm. */
  probabilityOfDefault: number
}

export interface CandidateList {
  zh: string
  en: string
  indicators: number
  measure: Measure
}

export interface ScreenedIndicator {
  id: string
  zh: string
  en: string
  iv: number
  auc: number
  missing: number
  candidate: boolean
  selected: boolean
}

/** Everything that the report says, computed; nothing in the report is typed in by hand. */
export interface Study {
  folder: string
  files: StudyFile[]
  summaries: InvoiceSummary[]
  invoicesByMonth: { month: Month; sale: number; purchase: number }[]
  firms: {
    labelled: number
    unlabelled: number
    defaults: number
    withoutInvoices: string[]
    /** Counted to show that the rating restates the outcome; used for nothing else. */
    byRating: { rating: string; firms: number; defaults: number }[]
  }
  indicators: {
    available: number
    catalogue: number
    definitionsVersion: string
    screened: ScreenedIndicator[]
  }
  fit: ScorecardFit
  /** Unit of each indicator of the card, for showing its bins. */
  units: Readonly<Record<string, string>>
  comparisons: Comparison[]
  candidateLists: CandidateList[]
  labelled: LabelledFirm[]
  curves: ChurnCurves
  portfolio: Portfolio
  /** The same firms under other terms, the first being those of `portfolio`. */
  alternatives: { id: string; zh: string; en: string; portfolio: Portfolio }[]
  /** Profit of the chosen portfolio if defaults are more frequent by a factor. */
  stress: { factor: number; profitFen: number }[]
  backTest: BackTest
  test: {
    folder: string
    firms: number
    /** Of them, those that the card was fitted on too. */
    alsoFitted: number
    defaults: number
    auc: number
    ks: number
    aucInterval: [number, number]
  } | null
  seconds: number
}
