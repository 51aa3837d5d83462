import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { tabKeys } from './section-place.ts'

/** Keys without a modifier can be switched off (WCAG 2.1.4); it holds until the page is loaded anew. */
const switched: { on: boolean; watchers: Set<() => void> } = { on: true, watchers: new Set() }

export interface PageKeys {
  on: boolean
  turn: (on: boolean) => void
  /** The sheet that lists them is open. */
  sheet: boolean
  showSheet: (shown: boolean) => void
}

/** Figures open tabs, `/` goes to the search, `?` shows the sheet of keys. */
export function usePageKeys(open: (index: number) => void, count: number): PageKeys {
  const on = useSyncExternalStore(watch, () => switched.on)
  const [sheet, showSheet] = useState(false)
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyped(event.target)) return
      const index = tabKeys.indexOf(event.key)
      if (event.key === '?') showSheet(true)
      else if (event.key === '/') document.querySelector<HTMLElement>('.search-box input')?.focus()
      else if (index >= 0 && index < count) latest.current(index)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on, count])
  return { on, turn, sheet, showSheet }
}

/** Where keys write text, or where a dialog is open, they are no shortcuts. */
function isTyped(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, dialog, [role=dialog]') !== null
  )
}

function turn(on: boolean): void {
  switched.on = on
  for (const changed of switched.watchers) changed()
}

function watch(changed: () => void): () => void {
  switched.watchers.add(changed)
  return () => switched.watchers.delete(changed)
}
