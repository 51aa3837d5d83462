import { lazy, Suspense } from 'react'
import { DecisionPanel } from '../../bank/decision-panel.tsx'
import { KeyFigures } from '../../bank/key-figures.tsx'
import { LoansPanel } from '../../bank/loans-panel.tsx'
import { useSession } from '../../components/session.ts'
import { WhenSeen } from '../../components/when-seen.tsx'
import { HiddenNote } from '../hidden-note.tsx'
import { useVisit } from '../profile-visit.ts'
import { ChangesPanel } from './changes-panel.tsx'
import { EventsPanel } from './events-panel.tsx'
import { MissingPanel } from './missing-panel.tsx'
import { RelationsPanel } from './relations-panel.tsx'
import { ScorePanel } from './score-panel.tsx'
import { SinceStrip } from './since-strip.tsx'
import { sourcesOfTrends, TrendsPanel } from './trends-panel.tsx'
import { WhyPanel } from './why-panel.tsx'

const EarlierDecisions = lazy(() =>
  import('../../bank/earlier-decisions.tsx').then((module) => ({ default: module.EarlierDecisions })),
)

/** The first screen: is it well, why, what changed in twelve months, what cannot be said; then the curves, the events and the ties. */
export function Overview() {
  const { profile, onRetry } = useVisit()
  const { data: session } = useSession()
  // What no consent would open to a government office is not drawn empty: the note at the end says why.
  const isPublicAlone = profile.stage === 'government'
  const decides = session?.permissions.includes('decision:make') ?? false
  return (
    <>
      <SinceStrip profile={profile} />
      <div className={decides ? 'sheet-grid overview deciding' : 'sheet-grid overview'}>
        {isPublicAlone ? null : <ScorePanel profile={profile} onRetry={onRetry} />}
        {'data' in profile.score ? <WhyPanel panel={profile.score} peers={profile.peers} /> : null}
        <ChangesPanel profile={profile} />
        <MissingPanel profile={profile} />
        {decides ? <DecisionPanel enterprise={profile.enterprise} /> : null}
        {isPublicAlone ? null : <TrendsPanel profile={profile} onRetry={onRetry} />}
        <EventsPanel profile={profile} />
        <RelationsPanel enterprise={profile.enterprise} />
        {profile.keyFigures.length > 0 ? (
          <KeyFigures figures={profile.keyFigures} sources={sourcesOfTrends(profile)} month={profile.month} />
        ) : null}
        {isPublicAlone ? null : <LoansPanel panel={profile.loans} onRetry={onRetry} />}
        {session?.permissions.includes('decision:read') ? (
          <WhenSeen heightPx={120} className="span-all">
            <Suspense fallback={<span className="skeleton" style={{ height: 120 }} />}>
              <EarlierDecisions enterprise={profile.enterprise} />
            </Suspense>
          </WhenSeen>
        ) : null}
      </div>
      <HiddenNote
        stage={profile.stage}
        hidden={profile.hidden.filter(({ section }) => section === 'overview')}
      />
    </>
  )
}
