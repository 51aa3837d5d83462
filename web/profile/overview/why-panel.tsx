import type { Peers, Profile } from '../../../src/credit/profile/contract.ts'
import { reasons as catalogue } from '../../../src/credit/scoring/contract.ts'
import { FactorBars } from '../../components/factor-bars.tsx'
import { useLanguage, type Words } from '../../components/language.ts'
import { Panel, SourceLine } from '../../components/panel.tsx'
import { OriginButton } from '../../lineage/origin-button.tsx'
import { typesOf } from '../../lineage/origin-of.ts'
import { Radar } from './radar.tsx'

type Scored = Extract<Profile['score'], { data: unknown }>

const reasonsShown = 3
const todo: Readonly<Record<string, { todo: Words } | undefined>> = catalogue

/** Why this score: what cost points first, then the six factors beside the median of the industry. */
export function WhyPanel({ panel, peers }: { panel: Scored; peers: Peers | null }) {
  const { t, words } = useLanguage()
  const score = panel.data
  const title = t('profile.reasons.title')
  return (
    <Panel
      title={title}
      className="span-reasons why"
      extra={<OriginButton question={{ title, recordTypes: typesOf(panel.sources) }} />}
    >
      <MainReasons reasons={score.reasons} />
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
      <div className="why-factors">
        <Radar factors={score.factors} />
        <FactorBars factors={score.factors} />
      </div>
      <p className="panel-foot">
        {t('profile.factors.sum', { base: score.base.toFixed(2), score: score.score.toFixed(2) })} ·{' '}
        {peers ? (
          <span>{t('profile.trends.peers', { name: words(peers), firms: peers.firms })} · </span>
        ) : null}
        <SourceLine sources={panel.sources} />
      </p>
    </Panel>
  )
}

/** The dearest reason with what to do about it; the next ones in a line each. */
function MainReasons({ reasons }: { reasons: Scored['data']['reasons'] }) {
  const { t, words } = useLanguage()
  if (reasons.length === 0) return <p>{t('profile.reasons.none')}</p>
  return (
    <ol className="reasons" aria-label={t('profile.reasons.lead')}>
      {reasons.slice(0, reasonsShown).map((reason, index) => (
        <li key={reason.code}>
          <span>
            {words(reason)}
            {index === 0 && todo[reason.code] ? <small>{words(todo[reason.code]!.todo)}</small> : null}
          </span>
          <span className="lost">{t('profile.reasons.lost', { points: reason.pointsLost.toFixed(1) })}</span>
        </li>
      ))}
    </ol>
  )
}
