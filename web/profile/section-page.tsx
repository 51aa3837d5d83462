import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { type ProfileSection, readProfileSectionContract } from '../../src/credit/profile/section.contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { HiddenNote } from './hidden-note.tsx'
import { SectionPanels } from './panels/section-panels.tsx'
import { SectionAttention } from './section-attention.tsx'
import { SectionSkeleton } from './section-skeleton.tsx'

const RelationGraph = lazy(() =>
  import('../relations/relation-graph.tsx').then((module) => ({ default: module.RelationGraph })),
)
const EarlierDecisions = lazy(() =>
  import('../bank/earlier-decisions.tsx').then((module) => ({ default: module.EarlierDecisions })),
)

/** One tab: what needs a look first, then its panels, and what this reader does not see of it. */
export function SectionPage() {
  const { enterprise, section } = useParams({ from: '/app/enterprises/$enterprise/$section' })
  const { panel } = useSearch({ from: '/app/enterprises/$enterprise/$section' })
  const answer = useAnswer(readProfileSectionContract, { enterprise, section }, { kept: true })
  const { data: session } = useSession()
  const { data } = answer
  useSoughtPanel(panel, data !== undefined)
  if (answer.isError) return <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} />
  if (!data) return <SectionSkeleton />
  return (
    <>
      <SectionAttention attention={data.attention} />
      {section === 'relations' ? (
        <Suspense fallback={<span className="skeleton" style={{ height: 560 }} />}>
          <RelationGraph enterprise={data.enterprise} />
        </Suspense>
      ) : null}
      <SectionBody section={data} sought={panel} onRetry={() => void answer.refetch()} />
      {section === 'credit' && session?.permissions.includes('decision:read') ? (
        <Suspense fallback={<span className="skeleton" style={{ height: 120 }} />}>
          <EarlierDecisions enterprise={data.enterprise} />
        </Suspense>
      ) : null}
    </>
  )
}

/** The graph lists what stands out itself, and can mark it. On paper, where there is no graph, the panel says it. */
const saidByGraph = 'findings'

interface SectionBodyProps {
  section: ProfileSection
  sought: string | undefined
  onRetry: () => void
}

function SectionBody({ section, sought, onRetry }: SectionBodyProps) {
  const { t } = useLanguage()
  const { filter = '' } = useSearch({ from: '/app/enterprises/$enterprise/$section' })
  const { hidden } = section
  const panels = section.panels.filter(({ id }) => id !== saidByGraph)
  return (
    <>
      <SectionTools section={section} filter={filter} />
      <SectionPanels panels={panels} sought={sought} filter={filter} onRetry={onRetry} />
      {panels.length === 0 && hidden.length === 0 ? (
        <p className="quiet">{t('profile.section.empty')}</p>
      ) : null}
      <HiddenNote stage={section.stage} hidden={hidden} />
    </>
  )
}

const rowsToFilter = 9

/** Where there are many rows, one field narrows all tables of the tab; it is part of the address. */
function SectionTools({ section, filter }: { section: ProfileSection; filter: string }) {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const rows = section.panels.map((panel) =>
    'data' in panel && panel.data.kind === 'table' ? panel.data.rows.length : 0,
  )
  if (Math.max(0, ...rows) < rowsToFilter && filter === '') return null
  return (
    <div className="section-tools">
      <label className="field">
        <span className="spoken">{t('profile.section.filter')}</span>
        <input
          className="input"
          type="search"
          value={filter}
          maxLength={60}
          placeholder={t('profile.section.filter')}
          onChange={(event) =>
            void navigate({
              to: '.',
              search: event.target.value ? { filter: event.target.value } : {},
              replace: true,
              resetScroll: false,
            })
          }
        />
      </label>
    </div>
  )
}

/** A link to a panel brings it into sight, once it is there. */
function useSoughtPanel(panel: string | undefined, ready: boolean): void {
  useEffect(() => {
    if (!panel || !ready) return
    const element = document.getElementById(`panel-${panel}`)
    element?.scrollIntoView({ block: 'start' })
    element?.focus({ preventScroll: true })
  }, [panel, ready])
}
