import { Link, type LinkProps } from '@tanstack/react-router'

export interface SectionTabsProps {
  label: string
  /** `count` is what waits there for somebody. */
  places: readonly { to: NonNullable<LinkProps['to']>; text: string; count?: number | undefined }[]
}

/** The pages of one section, as links: each has an address of its own. */
export function SectionTabs({ label, places }: SectionTabsProps) {
  return (
    <nav className="section-tabs" aria-label={label}>
      {places.map(({ to, text, count }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {text}
          {count ? <span className="chip warn">{count.toLocaleString('en-US')}</span> : null}
        </Link>
      ))}
    </nav>
  )
}
