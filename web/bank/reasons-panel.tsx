import type { Peers, ScorePanel, Source } from '../../src/credit/profile/contract.ts'
import { reasons as catalogue } from '../../src/credit/scoring/contract.ts'
import { FactorBars } from '../components/factor-bars.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel, SourceLine } from '../components/panel.tsx'
import { ScoreReasons } from '../components/score-reasons.tsx'
import { OriginButton } from '../lineage/origin-button.tsx'
import { typesOf } from '../lineage/origin-of.ts'

/** Reasons before scores: what cost points, then how the points come about. */
export function ReasonsPanel({
  score,
  peers,
  sources,
}: {
  score: ScorePanel
  peers: Peers | null
  sources: readonly Source[]
}) {
  const { t, words } = useLanguage()
  return (
    <Panel
      title={t('profile.reasons.title')}
      className="span-reasons"
      extra={<OriginButton question={{ title: t('profile.reasons.title'), recordTypes: typesOf(sources) }} />}
    >
      <h3 className="sub-head">{t('profile.reasons.lead')}</h3>
      <ScoreReasons reasons={score.reasons} todo={catalogue} />
      <div className="factor-head">
        <h3 className="sub-head">{t('profile.factors.title')}</h3>
        <span className="legend">
          <span>
            <i />
            {t('profile.factors.self')}
          </span>
          {score.factors.some((factor) => factor.peerMedian !== null) ? (
            <span>
              <i className="tick" />
              {t('profile.factors.median')}
            </span>
          ) : null}
        </span>
      </div>
      <FactorBars factors={score.factors} />
      <p className="panel-foot">
        {t('profile.factors.sum', { base: score.base.toFixed(2), score: score.score.toFixed(2) })}
        {peers ? (
          <>
            <br />
            {t('profile.trends.peers', { name: words(peers), firms: peers.firms })}
          </>
        ) : null}
        <br />
        <SourceLine sources={sources} />
      </p>
    </Panel>
  )
}
