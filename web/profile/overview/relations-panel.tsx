import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useLanguage } from '../../components/language.ts'
import { Panel } from '../../components/panel.tsx'

const RelationPicture = lazy(() =>
  import('../../relations/relation-picture.tsx').then((module) => ({ default: module.RelationPicture })),
)

/** The nearest ties at a glance; the tab of relations has the whole graph. */
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
      <Suspense fallback={<span className="skeleton" style={{ height: 300 }} />}>
        <RelationPicture enterprise={enterprise} />
      </Suspense>
    </Panel>
  )
}
