import { type ReactNode, useId } from 'react'
import type { SectionPanel } from '../../../src/credit/profile/section.contract.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { useLanguage } from '../../components/language.ts'
import { SourceLine } from '../../components/panel.tsx'
import { OriginButton } from '../../lineage/origin-button.tsx'
import { typesOf } from '../../lineage/origin-of.ts'
import { AskConsent } from '../ask-consent.tsx'
import { ToneChip } from '../tone.tsx'
import { withPersons } from '../value-text.ts'
import { FactsView } from './facts-view.tsx'
import { SeriesView } from './series-view.tsx'
import { TableView } from './table-view.tsx'

export interface PanelViewProps {
  panel: SectionPanel
  wide: boolean
  /** Came here by a link to this panel. */
  sought: boolean
  /** Words that rows of a table must have. */
  filter: string
  /** On paper a table shows every row at once. */
  whole?: boolean
  retry: ReactNode
}

/** Any panel of a section: what it says in a sentence, its facts, curves or rows, and whence they come; or why there are none. */
export function PanelView({ panel, wide, sought, filter, retry, whole = false }: PanelViewProps) {
  const { t, words, language } = useLanguage()
  const heading = useId()
  const title = words(panel.title)
  return (
    <section
      className={`panel section-panel${wide ? ' wide' : ''}${sought ? ' sought' : ''}`}
      id={`panel-${panel.id}`}
      tabIndex={-1}
      aria-labelledby={heading}
    >
      <header>
        <h2 id={heading}>
          {title} <ToneChip tone={panel.tone} />
        </h2>
        <div className="extra">
          {panel.access === 'summary' ? <span className="chip">{t('profile.section.summary')}</span> : null}
          <SourceLine sources={panel.sources} />
          <OriginButton question={{ title, recordTypes: typesOf(panel.sources) }} />
        </div>
      </header>
      {panel.conclusion ? (
        <p className="conclusion">{withPersons(words(panel.conclusion), language)}</p>
      ) : null}
      {'data' in panel ? (
        <Shown panel={panel} title={title} filter={filter} whole={whole} />
      ) : (
        <EmptyState
          state={panel}
          action={panel.unavailable === 'not-covered' ? <AskConsent groups={panel.missing ?? []} /> : retry}
        />
      )}
    </section>
  )
}

interface ShownProps {
  panel: Extract<SectionPanel, { data: unknown }>
  title: string
  filter: string
  whole: boolean
}

function Shown({ panel, title, filter, whole }: ShownProps) {
  const { data } = panel
  if (data.kind === 'facts') return <FactsView facts={data.items} />
  if (data.kind === 'series') {
    return <SeriesView title={title} series={data} recordTypes={typesOf(panel.sources)} />
  }
  return (
    <TableView
      title={title}
      table={data}
      filter={filter}
      whole={whole}
      recordTypes={typesOf(panel.sources)}
    />
  )
}
