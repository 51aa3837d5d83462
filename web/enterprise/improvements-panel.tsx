import './improvements.css'
import { type Improvement, readImprovementsContract } from '../../src/credit/profile/improvements.contract.ts'
import { fixed } from '../components/amount.ts'
import { useAnswer } from '../components/answer.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { adviceFor } from './advice.ts'

export interface ImprovementsPanelProps {
  enterprise: string
  /** What cost points, the dearest first: advice where nothing could be computed. */
  reasons: readonly string[]
}

/** Which change moves the score by how much, as the same scorecard reckons it. */
export function ImprovementsPanel({ enterprise, reasons }: ImprovementsPanelProps) {
  const { t, words } = useLanguage()
  const answer = useAnswer(readImprovementsContract, { enterprise }, { fresh: true })
  const data = answer.data
  const most = Math.max(1, ...(data?.items.map((item) => item.points) ?? []))
  return (
    <Panel title={t('consent.credit.improve.title')}>
      {answer.isPending ? <span className="skeleton" style={{ height: 260 }} /> : null}
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {data?.unavailable ? <EmptyState state={data.unavailable} /> : null}
      {data?.nextGrade ? (
        <p className="next-grade">
          {t('consent.credit.improve.next', {
            grade: data.nextGrade.grade,
            points: fixed(data.nextGrade.pointsMissing, 1),
          })}
        </p>
      ) : null}
      {data && data.items.length > 0 ? (
        <>
          <p className="improve-lead">{t('consent.credit.improve.lead')}</p>
          <ol className="improvements">
            {data.items.map((item) => (
              <ImprovementLine key={item.id} item={item} most={most} />
            ))}
          </ol>
          <p className="panel-foot">{words(data.note)}</p>
        </>
      ) : null}
      {data && data.items.length === 0 ? <Advice reasons={reasons} /> : null}
    </Panel>
  )
}

function ImprovementLine({ item, most }: { item: Improvement; most: number }) {
  const { t, words } = useLanguage()
  return (
    <li>
      <p className="improve-head">
        <b>{words(item.title)}</b>
        <span className="gained">
          {t('consent.credit.improve.points', { points: fixed(item.points, 1) })}
        </span>
      </p>
      <span className="improve-track" aria-hidden="true">
        <span style={{ width: `${(item.points / most) * 100}%` }} />
      </span>
      <p className="improve-text">{words(item.text)}</p>
      <p className="improve-foot">
        <span className="chip info">{t(`consent.credit.improve.effort.${item.effort}`)}</span>
        {t('consent.credit.improve.becomes', { score: item.score.toFixed(0), grade: item.grade })}
      </p>
    </li>
  )
}

function Advice({ reasons }: { reasons: readonly string[] }) {
  const { t } = useLanguage()
  const advice = adviceFor(reasons)
  if (advice.length === 0) return <p>{t('consent.credit.none')}</p>
  return (
    <ul className="advice" aria-label={t('consent.credit.todo')}>
      {advice.map((one) => (
        <li key={one}>{t(`consent.credit.advice.${one}`)}</li>
      ))}
    </ul>
  )
}
