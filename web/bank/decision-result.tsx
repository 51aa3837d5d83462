import type { Decision } from '../../src/lending/decisions/contract.ts'
import { amountOf, amountText } from '../components/amount.ts'
import { useLanguage } from '../components/language.ts'
import { RuleSummary } from './rule-summary.tsx'

export interface DecisionResultProps {
  decision: Decision
  onDetails: () => void
  onAgain: () => void
}

export const outcomeTone = { approved: 'good', declined: 'bad', referred: 'warn' } as const

/** The answer in short; the grounds are one step away. */
export function DecisionResult({ decision, onDetails, onAgain }: DecisionResultProps) {
  const { t, words, language } = useLanguage()
  return (
    <div className="decision-result" aria-live="polite">
      <p className={`outcome ${outcomeTone[decision.outcome]}`}>
        {t(`decision.outcome.${decision.outcome}`)}
      </p>
      <Terms decision={decision} />
      <p className="asked">
        {t('decision.requested', {
          amount: amountText(decision.amountFen, language),
          months: decision.termMonths,
          product: words(decision.product),
        })}
      </p>
      <ul className="reason-list" aria-label={t('decision.reasons')}>
        {decision.reasons.map((reason) => (
          <li key={`${reason.code}-${reason.rule}`} className={decision.outcome}>
            {words(reason)} <span className="mono-code">{reason.code}</span>
          </li>
        ))}
      </ul>
      <RuleSummary rules={decision.rules} />
      <p className="field-note">{words(decision.note)}</p>
      <div className="decision-actions">
        <button type="button" className="button primary" onClick={onDetails}>
          {t('decision.details')}
        </button>
        <button type="button" className="button" onClick={onAgain}>
          {t('decision.again')}
        </button>
      </div>
    </div>
  )
}

/** Limit and price in big figures, or that there is none. */
export function Terms({ decision }: { decision: Decision }) {
  const { t, language } = useLanguage()
  const amount = decision.creditLimitFen === null ? undefined : amountOf(decision.creditLimitFen, language)
  const percent = (bps: number) => `${(bps / 100).toFixed(2)}%`
  return (
    <dl className="terms">
      <div>
        <dt>{decision.outcome === 'referred' ? t('decision.limitReferred') : t('decision.limit')}</dt>
        <dd>
          {amount ? (
            <>
              {amount.prefix}
              {amount.figure}
              {language === 'en' ? amount.unit : <small> {amount.unit}</small>}
            </>
          ) : (
            <small>{t('decision.noLimit')}</small>
          )}
        </dd>
      </div>
      {decision.rateBps === null ? null : (
        <div>
          <dt>{t('decision.rate')}</dt>
          <dd>
            {percent(decision.rateBps)}
            {decision.annualizedRateBps !== null && decision.annualizedRateBps !== decision.rateBps ? (
              <small> {t('decision.annualized', { rate: percent(decision.annualizedRateBps) })}</small>
            ) : null}
          </dd>
        </div>
      )}
    </dl>
  )
}
