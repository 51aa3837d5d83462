import type { ReactNode } from 'react'
import { useId } from 'react'
import { dayText } from './calendar.ts'
import { useLanguage } from './language.ts'
import { listed } from './punctuation.ts'

export interface PanelProps {
  title: string
  extra?: ReactNode
  className?: string
  /** By which a link brings it into sight. */
  id?: string
  children: ReactNode
}

export function Panel({ title, extra, className = '', id, children }: PanelProps) {
  const heading = useId()
  return (
    <section
      className={`panel ${className}`}
      id={id}
      tabIndex={id ? -1 : undefined}
      aria-labelledby={heading}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        {extra ? <div className="extra">{extra}</div> : null}
      </header>
      {children}
    </section>
  )
}

export interface SourceOfPanel {
  department: { zh: string; en: string }
  updatedAt: string | null
}

/** More departments than this are counted and not all named. */
const namedMax = 4

/** Whence the figures of a panel come, and how old they are: the oldest date stands when there are several. */
export function SourceLine({ sources }: { sources: readonly SourceOfPanel[] }) {
  const { t, words, language } = useLanguage()
  if (sources.length === 0) return null
  const departments = [...new Set(sources.map((source) => words(source.department)))]
  const names = listed(departments.slice(0, namedMax), language)
  const days = sources.flatMap((source) => (source.updatedAt ? [dayText(source.updatedAt)] : []))
  const oldest = days.sort()[0]
  return (
    <span>
      {departments.length > namedMax
        ? t('profile.sourceMany', { name: names, count: departments.length })
        : t('profile.source', { name: names })}{' '}
      · {oldest ? t('profile.updatedAt', { day: oldest }) : t('profile.never')}
    </span>
  )
}
