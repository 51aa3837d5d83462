import type { Decision } from '../../src/lending/decisions/contract.ts'
import { amountText } from '../components/amount.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { outcomeTone, Terms } from './decision-result.tsx'
import { ReplayBox } from './replay-box.tsx'
import { RuleList } from './rule-list.tsx'

/** A decision with all its grounds, in the order in which a credit committee asks: what, why, how much, at what price, on what basis. */
export function DecisionView({ decision }: { decision: Decision }) {
  const { t, words, language } = useLanguage()
  return (
    <div className="decision-view">
      <div className="decision-top">
        <p className={`outcome ${outcomeTone[decision.outcome]}`}>
          {t(`decision.outcome.${decision.outcome}`)}
        </p>
        {decision.enterpriseName ? <b lang="zh-CN">{decision.enterpriseName}</b> : null}
        <p className="asked">
          {t('decision.requested', {
            amount: amountText(decision.amountFen, language),
            months: decision.termMonths,
            product: words(decision.product),
          })}
        </p>
        <p className="field-note">
          {t('decision.decidedBy', { account: decision.decidedBy, moment: minuteText(decision.decidedAt) })}
        </p>
      </div>
      <Terms decision={decision} />
      <section>
        <h3>{t('decision.reasons')}</h3>
        <ul className="reason-list">
          {decision.reasons.map((reason) => (
            <li key={`${reason.code}-${reason.rule}`} className={decision.outcome}>
              {words(reason)} <span className="mono-code">{reason.code}</span>
            </li>
          ))}
        </ul>
        <p className="field-note">{words(decision.note)}</p>
      </section>
      <ScoreInDecision decision={decision} />
      <RuleList rules={decision.rules} />
      <LimitLines decision={decision} />
      <PriceLines decision={decision} />
      <VersionList decision={decision} />
      <ReplayBox decision={decision.decision} />
    </div>
  )
}

function ScoreInDecision({ decision }: { decision: Decision }) {
  const { t, words } = useLanguage()
  if (decision.score === null && decision.scoreReasons.length === 0) return null
  return (
    <section>
      <h3>
        {t('decision.score')}
        {decision.score === null ? '' : ` ${decision.score.toFixed(0)} · ${decision.grade}`}
      </h3>
      <ul className="reason-list">
        {decision.scoreReasons.map((reason) => (
          <li key={reason.code} className="referred">
            {words(reason)} <span className="mono-code">{reason.code}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function LimitLines({ decision }: { decision: Decision }) {
  const { t, words, language } = useLanguage()
  if (decision.limitLines.length === 0) return null
  return (
    <section>
      <h3>{t('decision.limitLines')}</h3>
      <p className="field-note">{t('decision.limitLead')}</p>
      <ul className="reckoning">
        {decision.limitLines.map((line) => (
          <li key={line.id} className={line.binding ? 'binding' : ''}>
            <span>
              {words(line)}
              {line.binding ? <span className="chip info">{t('decision.binding')}</span> : null}
              <small>{words(line.formula)}</small>
            </span>
            <b>{line.amountFen === null ? t('decision.notCounted') : amountText(line.amountFen, language)}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}

function PriceLines({ decision }: { decision: Decision }) {
  const { t, words } = useLanguage()
  if (decision.priceLines.length === 0) return null
  const signed = (bps: number, first: boolean) => {
    if (first) return `${(bps / 100).toFixed(2)}%`
    return t('decision.bps', { value: bps < 0 ? `−${-bps}` : `+${bps}` })
  }
  return (
    <section>
      <h3>{t('decision.priceLines')}</h3>
      <ul className="reckoning">
        {decision.priceLines.map((line, index) => (
          <li key={line.id}>
            <span>{words(line)}</span>
            <b>{signed(line.rateBps, index === 0)}</b>
          </li>
        ))}
        {decision.rateBps === null ? null : (
          <li className="binding">
            <span>{t('decision.priceTotal')}</span>
            <b>{(decision.rateBps / 100).toFixed(2)}%</b>
          </li>
        )}
      </ul>
    </section>
  )
}

function VersionList({ decision }: { decision: Decision }) {
  const { t } = useLanguage()
  const { versions } = decision
  const named = (reference: { id: string; version: number } | null) =>
    reference ? `${reference.id} v${reference.version}` : t('decision.none')
  const base = versions.baseRate
  const known = Object.entries(versions.dataAsOf)
    .map(([recordType, at]) => `${recordType} ${at ? minuteText(at) : t('decision.none')}`)
    .join(' · ')
  const facts: [string, string][] = [
    [t('decision.version.month'), versions.indicatorMonth],
    [t('decision.version.scorecard'), named(versions.scorecard)],
    [t('decision.version.ruleset'), named(versions.ruleset)],
    [t('decision.version.product'), named(versions.product)],
    [t('decision.version.limitPolicy'), `v${versions.limitPolicy}`],
    [
      t('decision.version.baseRate'),
      base
        ? `${base.name.toUpperCase()} ${(base.rateBps / 100).toFixed(2)}% (${base.effectiveOn})`
        : t('decision.none'),
    ],
    [t('decision.version.definitions'), versions.indicatorDefinitions],
    [t('decision.version.dataAsOf'), known],
    [t('decision.number'), decision.decision],
    [t('decision.digest'), decision.digest],
  ]
  return (
    <section>
      <h3>{t('decision.versions')}</h3>
      <dl className="version-list">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono-code">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
