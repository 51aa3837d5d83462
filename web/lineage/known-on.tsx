import { useLanguage } from '../components/language.ts'
import { clauses } from '../components/punctuation.ts'
import { type differenceSince, todayInShanghai } from './known-day.ts'

interface KnownOnProps {
  day: string
  difference: ReturnType<typeof differenceSince> | undefined
  onDay: (day: string) => void
}

/** On which day it was known: the whole drawer then says what was believed that day, and what has come since. */
export function KnownOn({ day, difference, onDay }: KnownOnProps) {
  const { t, language } = useLanguage()
  const today = todayInShanghai(Date.now())
  const parts = difference
    ? (
        [
          ['unknown', difference.unknown.length],
          ['changed', difference.changed.length],
          ['withdrawn', difference.withdrawn.length],
        ] as const
      ).flatMap(([name, count]) => (count > 0 ? [t(`lineage.since.${name}`, { count })] : []))
    : []
  return (
    <div className={day ? 'known-on earlier' : 'known-on'}>
      <label className="field">
        <span>{t('lineage.knownOn')}</span>
        <input
          className="input"
          type="date"
          value={day || today}
          max={today}
          onChange={(event) => {
            const chosen = event.target.value
            onDay(chosen >= today ? '' : chosen)
          }}
        />
      </label>
      {day ? (
        <button type="button" className="link-button" onClick={() => onDay('')}>
          {t('lineage.today')}
        </button>
      ) : null}
      <p aria-live="polite">
        {day === '' ? t('lineage.knownOnHint') : null}
        {day !== '' && difference
          ? parts.length > 0
            ? t('lineage.since.some', { parts: clauses(parts, language) })
            : t('lineage.since.none')
          : null}
      </p>
    </div>
  )
}
