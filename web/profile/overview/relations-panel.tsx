import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useLanguage } from '../../components/language.ts'
import { Panel } from '../../components/panel.tsx'
import { WhenSeen } from '../../components/when-seen.tsx'

const RelationPicture = lazy(() =>
  import('../../relations/relation-picture.tsx').then((module) => ({ default: module.RelationPicture })),
)

const heightPx = 300

/** The nearest ties at a glance, once one comes near them: to read them is a use of its own. The tab of relations has the whole graph. */
export function RelationsPanel({ enterprise }: { enterprise: string }) {
  const { t } = useLanguage()
  return (
    <Panel
      title={t('profile.ties.title')}
      className="span-ties"
      extra={
        <Link
          to="/app/enterprises/$enterprise/$section"
          params={{ enterprise, section: 'relations' }}
          resetScroll={false}
        >
          {t('profile.ties.graph')}
        </Link>
      }
    >
      <WhenSeen heightPx={heightPx}>
        <Suspense fallback={<span className="skeleton" style={{ height: heightPx }} />}>
          <RelationPicture enterprise={enterprise} />
        </Suspense>
      </WhenSeen>
    </Panel>
  )
}
