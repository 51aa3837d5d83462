import { type Profile, readProfileContract } from '../../src/credit/profile/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { ConsentRibbon } from '../components/consent-ribbon.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FactorBars } from '../components/factor-bars.tsx'
import { Gauge } from '../components/gauge.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel, SourceLine } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { ScoreReasons } from '../components/score-reasons.tsx'
import { useOwnEnterprise } from '../components/session.ts'
import { adviceFor } from './advice.ts'

/** What an enterprise sees of its own credit: why, how much, and what it can do about it. */
export function CreditPage() {
  const { t } = useLanguage()
  const own = useOwnEnterprise()
  const profile = useAnswer(
    readProfileContract,
    { enterprise: own ?? '' },
    { enabled: own !== null, fresh: true },
  )
  return (
    <div className="own-page">
      <div className="page-lead">
        <h1>{t('consent.credit.title')}</h1>
        {profile.data ? <p lang="zh-CN">{profile.data.name}</p> : null}
      </div>
      {profile.isPending ? <span className="skeleton" style={{ height: 420 }} /> : null}
      {profile.isError ? (
        <RefusalNotice fault={profile.error} onRetry={() => void profile.refetch()} />
      ) : null}
      {profile.data ? (
        <>
          <ConsentRibbon consent={profile.data.consent} />
          <OwnScore profile={profile.data} />
        </>
      ) : null}
    </div>
  )
}

function OwnScore({ profile }: { profile: Profile }) {
  const { t, words } = useLanguage()
  const panel = profile.score
  if ('unavailable' in panel) {
    return (
      <Panel title={t('profile.score.title')}>
        <EmptyState state={panel} />
      </Panel>
    )
  }
  const { score, grade, reasons, factors, percentile } = panel.data
  const advice = adviceFor(reasons.map((reason) => reason.code))
  return (
    <div className="own-grid">
      <Panel title={t('profile.reasons.lead')}>
        <ScoreReasons reasons={reasons} />
        <h3 className="advice-head">{t('consent.credit.todo')}</h3>
        {advice.length > 0 ? (
          <ul className="advice">
            {advice.map((one) => (
              <li key={one}>{t(`consent.credit.advice.${one}`)}</li>
            ))}
          </ul>
        ) : (
          <p>{t('consent.credit.none')}</p>
        )}
        <p className="panel-foot">{t('consent.credit.wrong')}</p>
      </Panel>
      <Panel title={t('profile.score.title')}>
        <Gauge score={score} grade={grade} />
        {percentile === null ? null : (
          <p className="percentile">{t('profile.score.percentile', { share: Math.round(percentile) })}</p>
        )}
        <p className="panel-foot">
          <SourceLine sources={panel.sources} />
          <br />
          {t('profile.score.reference')}
        </p>
      </Panel>
      <Panel title={t('profile.factors.title')}>
        <FactorBars factors={factors} />
        {profile.peers ? (
          <p className="panel-foot">
            {t('profile.factors.peers', { name: words(profile.peers), firms: profile.peers.firms })}
          </p>
        ) : null}
      </Panel>
    </div>
  )
}
