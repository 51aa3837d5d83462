import type { Profile } from '../../../src/credit/profile/contract.ts'
import { RetryButton } from '../../bank/retry-button.tsx'
import { fixed } from '../../components/amount.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Gauge } from '../../components/gauge.tsx'
import { useLanguage } from '../../components/language.ts'
import { Panel } from '../../components/panel.tsx'
import { ScoreCourse } from '../../components/score-course.tsx'
import { quarterChange } from './quarter-change.ts'

/** Is it well: the score on its scale, its place among peers, where it comes from and where it is going. */
export function ScorePanel({ profile, onRetry }: { profile: Profile; onRetry: () => void }) {
  const { score: panel, month } = profile
  const { t } = useLanguage()
  if ('unavailable' in panel) {
    return (
      <Panel title={t('profile.score.title')} className="span-unscored">
        <EmptyState
          state={panel}
          title={panel.unavailable === 'no-data' ? t('profile.score.notScored') : undefined}
          action={<RetryButton state={panel} onRetry={onRetry} />}
        />
      </Panel>
    )
  }
  const score = panel.data
  return (
    <Panel
      title={t('profile.score.title')}
      extra={
        <span>{t('profile.score.card', { id: score.scorecard.id, version: score.scorecard.version })}</span>
      }
      className="span-score"
    >
      <Gauge score={score.score} grade={score.grade} />
      {score.percentile === null ? null : (
        <p className="percentile">{t('profile.score.percentile', { share: Math.round(score.percentile) })}</p>
      )}
      <ScoreFoot score={score} />
      <p className="panel-foot">
        {t('profile.updatedAt', { day: score.history.at(-1)?.month ?? month })} ·{' '}
        {t('profile.score.reference')}
      </p>
    </Panel>
  )
}

type Score = Extract<Profile['score'], { data: unknown }>['data']

function ScoreFoot({ score }: { score: Score }) {
  const { t } = useLanguage()
  const { history } = score
  const change = quarterChange(history)
  return (
    <div className="score-foot">
      {change ? (
        <div>
          <span>{t('profile.scoreChange', { month: change.since })}</span>
          <b className={change.points < -0.5 ? 'fallen' : ''}>{signed(change.points)}</b>
        </div>
      ) : null}
      <div>
        <span>{t('profile.score.probability')}</span>
        <b>{(score.probabilityOfDefault * 100).toFixed(1)}%</b>
      </div>
      {history.length > 1 ? (
        <div>
          <ScoreCourse history={history} />
        </div>
      ) : null}
    </div>
  )
}

function signed(points: number): string {
  const text = fixed(points, 0)
  return points >= 0.5 ? `+${text}` : text
}
