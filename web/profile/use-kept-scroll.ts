import { type RefObject, useEffect, useRef } from 'react'

const barPx = 56

/** Each tab remembers how far it was read; a tab that is new begins below the bar of tabs, if one had scrolled past it. */
export function useKeptScroll(section: string, tabs: RefObject<HTMLElement | null>): void {
  const kept = useRef(new Map<string, number>())
  const before = useRef(section)
  useEffect(() => {
    if (before.current !== section) {
      before.current = section
      const nav = tabs.current?.parentElement
      const top = nav ? naturalTop(nav) - barPx : 0
      window.scrollTo({ top: kept.current.get(section) ?? Math.min(window.scrollY, Math.max(0, top)) })
    }
    const keep = () => kept.current.set(section, window.scrollY)
    window.addEventListener('scroll', keep, { passive: true })
    return () => window.removeEventListener('scroll', keep)
  }, [section, tabs])
}

/** Where the bar of tabs stands when it does not stick: below what precedes it. */
function naturalTop(nav: HTMLElement): number {
  const above = nav.previousElementSibling?.getBoundingClientRect()
  return above ? above.bottom + window.scrollY : 0
}
