import type { Comparison, RuleTrace } from '../../src/lending/rules/contract.ts'
import { useLanguage } from '../components/language.ts'
import { comparisonText } from './comparison-text.ts'
import { comparisonsToShow, inReadingOrder, standingOf } from './rule-standing.ts'
import { RuleSummary } from './rule-summary.tsx'

const tone = {
  passed: 'good',
  adjusted: 'info',
  undecided: 'note',
  referred: 'warn',
  declined: 'bad',
} as const

/** Every rule, met or missed, with the comparisons that settled it. */
export function RuleList({ rules }: { rules: readonly RuleTrace[] }) {
  const { t } = useLanguage()
  return (
    <section>
      <h3>{t('decision.rules')}</h3>
      <RuleSummary rules={rules} />
      <ul className="rule-list">
        {inReadingOrder(rules).map((rule) => (
          <RuleItem key={rule.id} rule={rule} />
        ))}
      </ul>
    </section>
  )
}

function RuleItem({ rule }: { rule: RuleTrace }) {
  const { t, words } = useLanguage()
  const standing = standingOf(rule)
  return (
    <li className={standing}>
      <details open={standing !== 'passed'}>
        <summary>
          <span className={`chip ${tone[standing]}`}>{t(`decision.standing.${standing}`)}</span>
          <span className="rule-name">{words(rule)}</span>
          <span className="rule-meta">
            {t(`decision.severity.${rule.severity}`)} · {rule.id} v{rule.version}
          </span>
        </summary>
        <ul className="because" aria-label={t('decision.because')}>
          {comparisonsToShow(rule).map((comparison, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule may compare one input twice; the list never moves.
            <ComparisonItem key={index} comparison={comparison} />
          ))}
        </ul>
        {rule.reasons.map((reason) => (
          <p key={reason.code} className="rule-reason">
            {words(reason)} <span className="mono-code">{reason.code}</span>
          </p>
        ))}
      </details>
    </li>
  )
}

function ComparisonItem({ comparison }: { comparison: Comparison }) {
  const { t, words, language } = useLanguage()
  const { value, test } = comparisonText(comparison, language)
  const verdict =
    comparison.holds === null
      ? t('decision.unknown')
      : comparison.holds
        ? t('decision.yes')
        : t('decision.no')
  return (
    <li>
      {comparison.row === undefined ? null : <span>{t('decision.row', { row: comparison.row })}</span>}
      <span>{words(comparison)}</span>
      <b>{value ?? t('decision.unknown')}</b>
      <span className="mono-code">{test}</span>
      <span className={comparison.holds ? 'holds' : 'holds-not'}>{verdict}</span>
    </li>
  )
}
