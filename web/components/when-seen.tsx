import { type ReactNode, useEffect, useRef, useState } from 'react'

const nearPx = 240

/** What lies far down the page is drawn, and its script fetched, when one comes near it; its height is held. */
export function WhenSeen({
  heightPx,
  className = '',
  children,
}: {
  heightPx: number
  className?: string
  children: ReactNode
}) {
  const holder = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = holder.current
    if (!element || seen) return
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setSeen(true)
      },
      { rootMargin: `${nearPx}px` },
    )
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [seen])
  return (
    <div ref={holder} className={className} style={seen ? undefined : { minHeight: heightPx }}>
      {seen ? children : null}
    </div>
  )
}
