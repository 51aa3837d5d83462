import type { LoanFigure } from './loan-state.ts'
import type { RegistrationFigure } from './registration-state.ts'

/** Statistics of one month series over a window. */
export type SeriesStatistic =
  | 'last'
  | 'sum'
  | 'mean'
  | 'median'
  | 'max'
  | 'min'
  | 'cv'
  | 'slope'
  | 'yoy'
  | 'mom'
  | 'zero'
  | 'active'
  | 'maxdrop'
  | 'streak'
  | 'season'
  | 'gap'
  | 'cnt'
  | 'amt'
  | 'ever'
  | 'recency'
  | 'recency-days'

export type PartyFigure = 'n-12' | 'n-24' | 'hhi' | 'top1' | 'top5' | 'retention' | 'newshare' | 'n-yoy'

/** How an indicator is computed, as data; `of`, `per` and `less` name measures. */
export type Formula =
  | { stat: SeriesStatistic; of: string; window: number }
  | { stat: 'share' | 'margin' | 'rate' | 'rate-change' | 'net'; of: string; per: string; window: number }
  | { stat: 'net-share'; of: string; less: string; per: string; window: number }
  | { stat: 'parties'; direction: 'sale' | 'purchase'; figure: PartyFigure }
  | { stat: 'registration'; figure: RegistrationFigure }
  | { stat: 'loan'; figure: LoanFigure }
  | { stat: 'loan-to'; figure: LoanFigure; per: string; window: number }

/** A quantity a month has: a sum over classes of cells. `sign` -1 turns negative amounts into their absolute value. */
export interface Measure {
  recordType: 'vat-invoice' | 'tax-payment' | 'social-security'
  value: string
  where: Readonly<Record<string, string>>
  sign?: -1
}
