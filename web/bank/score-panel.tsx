import type { Profile } from '../../src/credit/profile/contract.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { Gauge } from '../components/gauge.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel, SourceLine } from '../components/panel.tsx'
import { RetryButton } from './retry-button.tsx'
import { Sparkline } from './sparkline.tsx'

export function ScorePanel({ panel, onRetry }: { panel: Profile['score']; onRetry: () => void }) {
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
  const history = score.history
  const [first, last] = [history[0], history.at(-1)]
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
      <div className="score-foot">
        <div>
          <span>{t('profile.score.probability')}</span>
          <b>{(score.probabilityOfDefault * 100).toFixed(1)}%</b>
        </div>
        {first && last && history.length > 1 ? (
          <div>
            <span>{t('profile.score.history', { count: history.length })}</span>
            <Sparkline
              values={history.map((point) => point.score)}
              label={t('profile.score.historySpoken', {
                count: history.length,
                from: first.score.toFixed(0),
                to: last.score.toFixed(0),
              })}
            />
          </div>
        ) : null}
      </div>
      <p className="panel-foot">
        <SourceLine sources={panel.sources} />
        <br />
        {t('profile.score.reference')}
      </p>
    </Panel>
  )
}
