import { useParams } from '@tanstack/react-router'
import { type Profile, readProfileContract, type Source } from '../../src/credit/profile/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { useSession } from '../components/session.ts'
import { OriginProvider } from '../lineage/origin-provider.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import { EarlierDecisions } from './earlier-decisions.tsx'
import { EnterpriseHeader } from './enterprise-header.tsx'
import { KeyFigures } from './key-figures.tsx'
import { LoansPanel } from './loans-panel.tsx'
import { PageSkeleton } from './page-skeleton.tsx'
import { ReasonsPanel } from './reasons-panel.tsx'
import { RefusedPage } from './refused-page.tsx'
import { ScorePanel } from './score-panel.tsx'
import { TrendsPanel } from './trends-panel.tsx'

/** One enterprise on one page: who it is, why this score, how it has fared, and what the bank may do. */
export function EnterprisePage() {
  const { enterprise } = useParams({ from: '/app/enterprises/$enterprise' })
  const { t } = useLanguage()
  const { data: session } = useSession()
  const profile = useAnswer(readProfileContract, { enterprise }, { fresh: true })
  if (profile.isPending) return <PageSkeleton />
  if (profile.isError) {
    return (
      <RefusedPage enterprise={enterprise} fault={profile.error} onRetry={() => void profile.refetch()} />
    )
  }
  const data = profile.data
  const decides = session?.permissions.includes('decision:make') ?? false
  const reads = session?.permissions.includes('decision:read') ?? false
  const retry = () => void profile.refetch()
  return (
    <OriginProvider key={data.enterprise} enterprise={data.enterprise}>
      <EnterpriseHeader profile={data} />
      <div className={decides ? 'sheet-grid deciding' : 'sheet-grid'}>
        {'data' in data.score ? (
          <ReasonsPanel score={data.score.data} peers={data.peers} sources={data.score.sources} />
        ) : null}
        <ScorePanel panel={data.score} onRetry={retry} />
        {decides ? <DecisionPanel enterprise={data.enterprise} /> : null}
        <TrendsPanel profile={data} onRetry={retry} />
        <KeyFigures figures={data.keyFigures} sources={sourcesOf(data)} month={data.month} />
        <LoansPanel panel={data.loans} onRetry={retry} />
        {reads ? <EarlierDecisions enterprise={data.enterprise} /> : null}
      </div>
      <p className="as-of">{t('profile.asOf', { moment: minuteText(data.asOf) })}</p>
    </OriginProvider>
  )
}

/** Whence the key figures come: all the records behind the trends. */
function sourcesOf({ trends }: Profile): Source[] {
  return Object.values(trends).flatMap((panel) => ('sources' in panel ? panel.sources : []))
}
