import { Link, useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { SectionTab } from '../../src/credit/profile/section.contract.ts'
import { useLanguage } from '../components/language.ts'
import { sectionOf, tabKeys } from './section-place.ts'
import { ShortcutSheet } from './shortcut-sheet.tsx'
import { isPressing } from './tone.tsx'
import { useKeptScroll } from './use-kept-scroll.ts'
import { usePageKeys } from './use-page-keys.ts'

/**
 * The tabs of the page. Each is an address of its own; arrow keys move between them and Enter opens one: to open is a
 * use of somebody's data and put on record, so that wandering past opens nothing.
 */
export function SectionNav({ sections }: { sections: readonly SectionTab[] }) {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const { enterprise } = useParams({ from: '/app/enterprises/$enterprise' })
  const path = useRouterState({ select: (state) => state.location.pathname })
  const here = sectionOf(path)
  const list = useRef<HTMLDivElement>(null)
  useKeptScroll(here, list)

  function open(index: number) {
    const section = sections[index]
    if (!section) return
    const place =
      section.id === 'overview'
        ? ({ to: '/app/enterprises/$enterprise', params: { enterprise } } as const)
        : ({
            to: '/app/enterprises/$enterprise/$section',
            params: { enterprise, section: section.id },
          } as const)
    void navigate({ ...place, resetScroll: false }).then(() => tabsIn(list.current)[index]?.focus())
  }
  const keys = usePageKeys(open, sections.length)

  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`[data-section="${here}"]`)
    if (tab) list.current?.scrollTo({ left: tab.offsetLeft - 80 })
  }, [here])

  return (
    <div className="section-nav">
      <div role="tablist" aria-label={t('profile.section.tabs')} ref={list} onKeyDown={walk}>
        {sections.map((section, index) => (
          <Tab
            key={section.id}
            section={section}
            enterprise={enterprise}
            here={section.id === here}
            shortcut={tabKeys[index]}
            onOpen={() => open(index)}
          />
        ))}
      </div>
      <ShortcutSheet keys={keys} sections={sections} />
    </div>
  )
}

interface TabProps {
  section: SectionTab
  enterprise: string
  here: boolean
  shortcut: string | undefined
  onOpen: () => void
}

function Tab({ section, enterprise, here, shortcut, onOpen }: TabProps) {
  const { t } = useLanguage()
  const overview = section.id === 'overview'
  const { attention, count, state } = section
  const pressing = isPressing(attention.tone) && attention.count > 0
  return (
    <Link
      to={overview ? '/app/enterprises/$enterprise' : '/app/enterprises/$enterprise/$section'}
      params={{ enterprise, section: section.id }}
      resetScroll={false}
      role="tab"
      id={here ? 'section-tab' : `section-tab-${section.id}`}
      aria-selected={here}
      aria-controls={here ? 'section' : undefined}
      aria-keyshortcuts={shortcut}
      tabIndex={here ? 0 : -1}
      data-section={section.id}
      className={here ? 'here' : ''}
      onKeyDown={(event) => {
        if (event.key !== ' ') return
        event.preventDefault()
        onOpen()
      }}
    >
      {t(`profile.sections.${section.id}`)}
      {count === null || count === 0 || overview ? null : <small>{countText(count)}</small>}
      {pressing ? (
        <i className={`tab-dot tone-${attention.tone}`}>
          <span className="spoken">{t('profile.section.attention', { count: attention.count })}</span>
        </i>
      ) : null}
      {state === 'not-covered' || state === 'hidden' ? (
        <i className="tab-lock">
          <span className="spoken">{t(`profile.section.state.${state}`)}</span>
        </i>
      ) : null}
    </Link>
  )
}

/** A tab has room for three figures. */
function countText(count: number): string {
  return count > 999 ? `${Math.floor(count / 1000)}k+` : String(count)
}

function tabsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])]
}

/** Arrows, Home and End move the focus along the tabs, round at the ends. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const tabs = tabsIn(event.currentTarget)
  const at = tabs.indexOf(document.activeElement as HTMLElement)
  const places: Record<string, number> = {
    ArrowRight: (at + 1) % tabs.length,
    ArrowLeft: (at - 1 + tabs.length) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  }
  const next = places[event.key]
  if (at < 0 || next === undefined) return
  event.preventDefault()
  tabs[next]?.focus()
}
