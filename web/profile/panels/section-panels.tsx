import type { SectionPanel } from '../../../src/credit/profile/section.contract.ts'
import { RetryButton } from '../../bank/retry-button.tsx'
import { panelSpans } from '../panel-spans.ts'
import { PanelView } from './panel-view.tsx'
import { QuietPanel } from './quiet-panel.tsx'
import { gatherPanels } from './quiet-panels.ts'

export interface SectionPanelsProps {
  panels: readonly SectionPanel[]
  /** The panel that a link leads to. */
  sought?: string | undefined
  filter?: string
  /** On paper tables show every row at once, and there is nothing to press. */
  whole?: boolean
  onRetry?: () => void
}

/** The panels of a section in their order, those without content gathered at the end. */
export function SectionPanels({ panels, sought, filter = '', whole = false, onRetry }: SectionPanelsProps) {
  const { shown, quiet } = gatherPanels(panels)
  const spans = panelSpans(shown, quiet)
  return (
    <div className="section-grid">
      {shown.map((panel, index) => (
        <PanelView
          key={panel.id}
          panel={panel}
          wide={spans[index]!}
          sought={panel.id === sought}
          filter={filter}
          whole={whole}
          retry={'unavailable' in panel && onRetry ? <RetryButton state={panel} onRetry={onRetry} /> : null}
        />
      ))}
      {quiet.map((group, index) => (
        <QuietPanel
          key={group[0]?.unavailable}
          panels={group}
          wide={spans[shown.length + index]!}
          sought={sought}
        />
      ))}
    </div>
  )
}
