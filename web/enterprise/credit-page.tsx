import { type Profile, readProfileContract } from '../../src/credit/profile/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { FactorBars } from '../components/factor-bars.tsx'
import { Gauge } from '../components/gauge.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel, SourceLine } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { ScoreCourse } from '../components/score-course.tsx'
import { ScoreReasons } from '../components/score-reasons.tsx'
import { useOwnEnterprise } from '../components/session.ts'
import { ImprovementsPanel } from './improvements-panel.tsx'
import { OwnHeader } from './own-header.tsx'

/** What an enterprise sees of its own credit: how much, why, and what it can do about it. */
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
      </div>
      {profile.isPending ? <CreditSkeleton /> : null}
      {profile.isError ? (
        <RefusalNotice fault={profile.error} onRetry={() => void profile.refetch()} />
      ) : null}
      {profile.data ? (
        <>
          <OwnHeader profile={profile.data} />
          <OwnScore profile={profile.data} />
        </>
      ) : null}
    </div>
  )
}

/** As high as what comes, so that nothing jumps. */
function CreditSkeleton() {
  return (
    <div className="own-grid" aria-hidden="true">
      <span className="skeleton" style={{ height: 120, gridColumn: '1 / -1' }} />
      <span className="skeleton" style={{ height: 360 }} />
      <span className="skeleton" style={{ height: 360 }} />
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
  const { reasons, factors } = panel.data
  return (
    <div className="own-grid">
      <ScoreSheet panel={panel} />
      <Panel title={t('profile.reasons.lead')}>
        <ScoreReasons reasons={reasons} />
        <p className="panel-foot">{t('consent.credit.wrong')}</p>
      </Panel>
      <ImprovementsPanel enterprise={profile.enterprise} reasons={reasons.map((reason) => reason.code)} />
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

function ScoreSheet({ panel }: { panel: Extract<Profile['score'], { data: unknown }> }) {
  const { t } = useLanguage()
  const { score, grade, percentile, history } = panel.data
  return (
    <Panel title={t('profile.score.title')}>
      <Gauge score={score} grade={grade} />
      {percentile === null ? null : (
        <p className="percentile">{t('profile.score.percentile', { share: Math.round(percentile) })}</p>
      )}
      {history.length > 1 ? (
        <p className="own-course">
          <ScoreCourse history={history} />
        </p>
      ) : null}
      <p className="panel-foot">
        <SourceLine sources={panel.sources} />
        <br />
        {t('profile.score.reference')}
      </p>
    </Panel>
  )
}
