import data from './size-classes.json' with { type: 'json' }

export const sizeClasses = ['large', 'medium', 'small', 'micro'] as const
export type SizeClass = (typeof sizeClasses)[number]

interface SizeRule {
  trades: readonly string[]
  people?: readonly number[]
  revenue?: readonly number[]
  assets?: readonly number[]
}

const rules: readonly SizeRule[] = data.rules

/** What a firm is measured by: people, and yearly revenue and assets in ten thousands of yuan. */
export interface Measures {
  people: number
  revenue: number
  assets: number
}

/** The statistical size class of an enterprise by its trade; see the data for the regulation. */
export function sizeClassOf(industry: string, measures: Measures): SizeClass {
  const rule = rules.find((each) => each.trades.some((trade) => industry.startsWith(trade)))!
  for (let place = 0; place < 3; place++) {
    const reaches = (['people', 'revenue', 'assets'] as const).every(
      (name) => rule[name] === undefined || measures[name] >= rule[name][place]!,
    )
    if (reaches) return sizeClasses[place]!
  }
  return 'micro'
}
