import { Link, useParams } from '@tanstack/react-router'
import { type Profile, readProfileContract } from '../../../src/credit/profile/contract.ts'
import { readProfileSectionContract, type SectionTab } from '../../../src/credit/profile/section.contract.ts'
import { KeyFigures } from '../../bank/key-figures.tsx'
import { LoansPanel } from '../../bank/loans-panel.tsx'
import { PageSkeleton } from '../../bank/page-skeleton.tsx'
import { RefusedPage } from '../../bank/refused-page.tsx'
import { useAnswer } from '../../components/answer.ts'
import { useLanguage } from '../../components/language.ts'
import { RefusalNotice } from '../../components/refusal-notice.tsx'
import { ChangesPanel } from '../overview/changes-panel.tsx'
import { MissingPanel } from '../overview/missing-panel.tsx'
import { ScorePanel } from '../overview/score-panel.tsx'
import { sourcesOfTrends, TrendsPanel } from '../overview/trends-panel.tsx'
import { WhyPanel } from '../overview/why-panel.tsx'
import '../profile.css'
import '../overview/overview.css'
import '../events/time-line.css'
import '../sections.css'
import '../profile-narrow.css'
import '../profile-print.css'
import { SectionPanels } from '../panels/section-panels.tsx'
import { ProfileHeader } from '../profile-header.tsx'
import { SectionAttention } from '../section-attention.tsx'
import { SectionSkeleton } from '../section-skeleton.tsx'
import { PrintFrame } from './print-frame.tsx'

/** The whole profile as one document for A4: each section begins a sheet, and each sheet says who took it and on what ground. */
export function PrintPage() {
  const { t } = useLanguage()
  const { enterprise } = useParams({ from: '/app/enterprises/$enterprise/print' })
  const profile = useAnswer(readProfileContract, { enterprise }, { fresh: true })
  if (profile.isPending) return <PageSkeleton />
  if (profile.isError) {
    return (
      <RefusedPage enterprise={enterprise} fault={profile.error} onRetry={() => void profile.refetch()} />
    )
  }
  const { data } = profile
  return (
    <div className="print-document">
      <PrintFrame profile={data} />
      <div className="print-tools">
        <Link className="button" to="/app/enterprises/$enterprise" params={{ enterprise }}>
          {t('shell.back')}
        </Link>
        <button type="button" className="button primary" onClick={() => window.print()}>
          {t('profile.print.go')}
        </button>
        <span className="aside">{t('profile.print.lead')}</span>
      </div>
      <ProfileHeader profile={data} />
      <PrintedOverview profile={data} onRetry={() => void profile.refetch()} />
      {data.sections.map((section) =>
        section.id === 'overview' || section.state === 'hidden' ? null : (
          <PrintedSection key={section.id} enterprise={enterprise} section={section} />
        ),
      )}
    </div>
  )
}

function PrintedOverview({ profile, onRetry }: { profile: Profile; onRetry: () => void }) {
  return (
    <div className="sheet-grid overview">
      <ScorePanel profile={profile} onRetry={onRetry} />
      {'data' in profile.score ? <WhyPanel panel={profile.score} peers={profile.peers} /> : null}
      <ChangesPanel profile={profile} />
      <MissingPanel profile={profile} />
      <TrendsPanel profile={profile} onRetry={onRetry} />
      <KeyFigures figures={profile.keyFigures} sources={sourcesOfTrends(profile)} month={profile.month} />
      <LoansPanel panel={profile.loans} onRetry={onRetry} />
    </div>
  )
}

function PrintedSection({ enterprise, section }: { enterprise: string; section: SectionTab }) {
  const { words } = useLanguage()
  const answer = useAnswer(readProfileSectionContract, { enterprise, section: section.id })
  const { data } = answer
  return (
    <section className="print-section" aria-label={words(section)}>
      <h2 className="print-title">{words(section)}</h2>
      {answer.isError ? <RefusalNotice fault={answer.error} /> : null}
      {answer.isPending ? <SectionSkeleton /> : null}
      {data ? (
        <>
          <SectionAttention attention={data.attention} />
          <SectionPanels panels={data.panels} whole />
        </>
      ) : null}
    </section>
  )
}
