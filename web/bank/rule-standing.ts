import type { Comparison, RuleTrace } from '../../src/lending/rules/contract.ts'

/** How a rule stands to the person who reads it: its verdict, or that it lacks the data to give one. */
export type Standing = RuleTrace['verdict'] | 'undecided'

export const standings: readonly Standing[] = ['declined', 'referred', 'undecided', 'adjusted', 'passed']

export function standingOf(rule: Pick<RuleTrace, 'verdict' | 'matched' | 'missing'>): Standing {
  return !rule.matched && rule.missing.length > 0 ? 'undecided' : rule.verdict
}

const weight = { 'knock-out': 0, major: 1, minor: 2, information: 3 }

/** What speaks against first, the gravest of it first; otherwise as the ruleset has them. */
export function inReadingOrder(rules: readonly RuleTrace[]): RuleTrace[] {
  const order = (rule: RuleTrace) => standings.indexOf(standingOf(rule))
  return [...rules].sort(
    (left, right) => order(left) - order(right) || weight[left.severity] - weight[right.severity],
  )
}

/** How many rules stand how, without those that are none; passed always, so that nobody counts in vain. */
export function standingCounts(rules: readonly RuleTrace[]): { standing: Standing; count: number }[] {
  return [...standings]
    .reverse()
    .map((standing) => ({ standing, count: rules.filter((rule) => standingOf(rule) === standing).length }))
    .filter(({ standing, count }) => count > 0 || standing === 'passed')
}

/** The comparisons worth reading: of a table only those of the rows that matched. */
export function comparisonsToShow(rule: Pick<RuleTrace, 'kind' | 'comparisons' | 'rows'>): Comparison[] {
  if (rule.kind === 'rule') return [...rule.comparisons]
  const rows = new Set(rule.rows ?? [])
  return rule.comparisons.filter((one) => one.row === undefined || rows.has(one.row))
}
