import type { RuleTrace } from '../../src/lending/rules/contract.ts'
import { useLanguage } from '../components/language.ts'
import { clauses } from '../components/punctuation.ts'
import { standingCounts } from './rule-standing.ts'

/** `5 passed, 1 referred`. */
export function RuleSummary({ rules }: { rules: readonly RuleTrace[] }) {
  const { t, language } = useLanguage()
  const parts = standingCounts(rules).map(({ standing, count }) =>
    t(`decision.counts.${standing}`, { count }),
  )
  return <p className="field-note">{clauses(parts, language)}</p>
}
