import type { BaseRate } from '../products/index.ts'
import type { InputValue, RulesetReference } from '../rules/index.ts'

/**
 * What a decision was made of, apart from the indicators. It is sealed with them: their canonical JSON is stored
 * with the decision and covered by its digest. Scorecard, ruleset and product are named by version and digest,
 * because their versions never change. Replay reads this and those, and nothing else.
 */
export interface Circumstances {
  format: 'sanxin-decision-1'
  request: {
    decision: string
    organization: string
    enterprise: string
    enterpriseName: string | null
    amountFen: string
    termMonths: number
    asOf: string
    decidedAt: string
    decidedBy: string
  }
  /** On what basis the data was used. */
  authorization: {
    purpose: string
    basis: string
    consents: readonly string[]
    fieldGroups: readonly string[]
  }
  /** What the register says of the enterprise, by input name. */
  facts: Readonly<Record<string, InputValue>>
  data: {
    /** Per record type: the newest record of the enterprise known at the as-of moment. */
    asOf: Readonly<Record<string, string | null>>
    month: string
    definitions: string
  }
  versions: { ruleset: RulesetReference; product: RulesetReference; scorecard: RulesetReference }
  baseRate: BaseRate | null
}

export interface SealedInputs extends Circumstances {
  /** Every indicator that score, rules, limit or price asked for; null is missing. */
  values: Readonly<Record<string, number | null>>
  /** Why each missing one is missing. */
  missing: Readonly<Record<string, string>>
}

/** Gives the value of an indicator, null where it is missing. */
export type IndicatorOf = (indicator: string) => number | null

/** Remembers which indicators were asked for, so that exactly those are sealed. */
export function recording(indicatorOf: IndicatorOf): {
  indicatorOf: IndicatorOf
  read: Record<string, number | null>
} {
  const read: Record<string, number | null> = {}
  return {
    read,
    indicatorOf: (indicator) => {
      const value = indicatorOf(indicator)
      read[indicator] = value
      return value
    },
  }
}

export function reasonsOfMissing(
  values: Readonly<Record<string, number | null>>,
  reasons: Readonly<Record<string, string>>,
): Record<string, string> {
  const missing = Object.keys(values).filter((indicator) => values[indicator] === null)
  return Object.fromEntries(
    missing.flatMap((indicator) => {
      const reason = reasons[indicator]
      return reason === undefined ? [] : [[indicator, reason]]
    }),
  )
}
