import { EmptyState } from '../../components/empty-state.tsx'
import { useLanguage } from '../../components/language.ts'
import { SourceLine } from '../../components/panel.tsx'
import { OriginButton } from '../../lineage/origin-button.tsx'
import { typesOf } from '../../lineage/origin-of.ts'
import { AskConsent } from '../ask-consent.tsx'
import type { ClosedPanel } from './quiet-panels.ts'

/** Several panels that are empty for the same reason: the reason and what to do once, then which they are and how fresh their sources. */
export function QuietPanel({
  panels,
  wide,
  sought,
}: {
  panels: readonly ClosedPanel[]
  wide: boolean
  sought: string | undefined
}) {
  const { words } = useLanguage()
  const [first] = panels
  if (!first) return null
  const groups = [...new Set(panels.flatMap(({ missing }) => missing ?? []))]
  return (
    <section
      className={wide ? 'panel section-panel quiet-panel wide' : 'panel section-panel quiet-panel'}
      aria-label={words(first)}
    >
      <EmptyState
        state={first}
        count={panels.length}
        action={first.unavailable === 'not-covered' ? <AskConsent groups={groups} /> : null}
      />
      <ul>
        {panels.map((panel) => (
          <li
            key={panel.id}
            id={`panel-${panel.id}`}
            tabIndex={-1}
            className={panel.id === sought ? 'sought' : ''}
          >
            <b>{words(panel.title)}</b>
            <span className="aside">
              <SourceLine sources={panel.sources} />
              <OriginButton question={{ title: words(panel.title), recordTypes: typesOf(panel.sources) }} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
