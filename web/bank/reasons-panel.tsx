import type { Peers, Profile } from '../../src/credit/profile/contract.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { FactorBars } from '../components/factor-bars.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { ScoreReasons } from '../components/score-reasons.tsx'
import { RetryButton } from './retry-button.tsx'

export interface ReasonsPanelProps {
  panel: Profile['score']
  peers: Peers | null
  onRetry: () => void
}

/** Reasons before scores: what cost points, then how the points come about. */
export function ReasonsPanel({ panel, peers, onRetry }: ReasonsPanelProps) {
  const { t, words } = useLanguage()
  if ('unavailable' in panel) {
    return (
      <Panel title={t('profile.reasons.title')} className="span-reasons">
        <EmptyState state={panel} action={<RetryButton state={panel} onRetry={onRetry} />} />
      </Panel>
    )
  }
  const { reasons, factors, base, score } = panel.data
  return (
    <Panel title={t('profile.reasons.title')} className="span-reasons">
      <ScoreReasons reasons={reasons} />
      <div className="factor-head">
        <h3>{t('profile.factors.title')}</h3>
        <span className="legend">
          <span>
            <i />
            {t('profile.factors.self')}
          </span>
          <span>
            <i className="tick" />
            {t('profile.factors.median')}
          </span>
        </span>
      </div>
      <FactorBars factors={factors} />
      <p className="panel-foot">
        {t('profile.factors.sum', { base: base.toFixed(2), score: score.toFixed(2) })}
        {peers ? (
          <>
            <br />
            {t('profile.trends.peers', { name: words(peers), firms: peers.firms })}
          </>
        ) : null}
      </p>
    </Panel>
  )
}
