import type { Comparison, RuleTrace } from '../../src/lending/rules/contract.ts'

/**
 * How a rule stands to the person who reads it. A rule describes what speaks against a loan, so `matched` is
 * adverse; a rule that lacks an input and did not match could not be decided. A table that matched a row is
 * adverse only when it declines, refers or gives a reason: choosing a cap or a price is its ordinary work.
 */
export type Standing = 'passed' | 'matched' | 'undecided'

export function standingOf(rule: RuleTrace): Standing {
  if (rule.matched) {
    const adverse = rule.effects.some(({ effect }) => effect === 'decline' || effect === 'refer')
    return rule.kind === 'table' && !adverse && rule.reasons.length === 0 ? 'passed' : 'matched'
  }
  return rule.missing.length > 0 ? 'undecided' : 'passed'
}

const order: Record<Standing, number> = { matched: 0, undecided: 1, passed: 2 }
const weight = { 'knock-out': 0, major: 1, minor: 2, information: 3 }

/** What speaks against first, the gravest of it first; otherwise as the ruleset has them. */
export function inReadingOrder(rules: readonly RuleTrace[]): RuleTrace[] {
  return [...rules].sort(
    (left, right) =>
      order[standingOf(left)] - order[standingOf(right)] || weight[left.severity] - weight[right.severity],
  )
}

/** The comparisons worth reading: of a table only those of the rows that matched. */
export function comparisonsToShow(rule: RuleTrace): Comparison[] {
  if (rule.kind === 'rule') return [...rule.comparisons]
  const rows = new Set(rule.rows ?? [])
  return rule.comparisons.filter((one) => one.row === undefined || rows.has(one.row))
}
