import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { type Profile, readProfileContract } from '../../src/credit/profile/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { RefusedPage } from '../bank/refused-page.tsx'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { OriginProvider } from '../lineage/origin-provider.tsx'
import { CompareTray } from './compare/compare-tray.tsx'
import './profile.css'
import './overview/overview.css'
import './events/time-line.css'
import './sections.css'
import './profile-narrow.css'
import './profile-print.css'
import { PrintFrame } from './print/print-frame.tsx'
import { ProfileHeader } from './profile-header.tsx'
import { openPage, VisitContext } from './profile-visit.ts'
import { SectionNav } from './section-nav.tsx'

/** An enterprise seen whole: who it is and on what ground it is looked at, then one tab for each kind of question. */
export function ProfilePage() {
  const { enterprise } = useParams({ from: '/app/enterprises/$enterprise' })
  const profile = useAnswer(readProfileContract, { enterprise }, { fresh: true })
  useForgetting(enterprise)
  if (profile.isPending) return <PageSkeleton />
  if (profile.isError) {
    return (
      <RefusedPage enterprise={enterprise} fault={profile.error} onRetry={() => void profile.refetch()} />
    )
  }
  return <Read profile={profile.data} onRetry={() => void profile.refetch()} />
}

function Read({ profile, onRetry }: { profile: Profile; onRetry: () => void }) {
  const { t } = useLanguage()
  return (
    <VisitContext value={{ profile, onRetry }}>
      <OriginProvider key={profile.enterprise} enterprise={profile.enterprise}>
        <PrintFrame profile={profile} />
        <ProfileHeader profile={profile} />
        <SectionNav sections={profile.sections} />
        <div role="tabpanel" id="section" aria-labelledby="section-tab" className="section-body">
          <Outlet />
        </div>
        <p className="as-of">{t('profile.asOf', { moment: minuteText(profile.asOf) })}</p>
        <CompareTray />
      </OriginProvider>
    </VisitContext>
  )
}

/** What was read of an enterprise is kept while its page is open, and no longer. */
function useForgetting(enterprise: string): void {
  const queries = useQueryClient()
  useEffect(() => {
    const close = openPage(enterprise)
    return () => {
      close()
      queries.removeQueries({
        predicate: ({ queryKey: [, input] }) =>
          (input as { enterprise?: string } | undefined)?.enterprise === enterprise,
      })
    }
  }, [queries, enterprise])
}
