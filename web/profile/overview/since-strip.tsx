import { useState } from 'react'
import type { Profile } from '../../../src/credit/profile/contract.ts'
import { minuteText } from '../../components/calendar.ts'
import { useLanguage } from '../../components/language.ts'
import { EventList } from '../events/event-list.tsx'

/** What has come since this account last opened the page; it stands above all, folded to one line. */
export function SinceStrip({ profile: { enterprise, sinceLastLooked } }: { profile: Profile }) {
  const { t, words } = useLanguage()
  const [open, setOpen] = useState(false)
  if (!sinceLastLooked) return null
  const { at, total, items } = sinceLastLooked
  const first = items[0]
  if (!first) {
    return <p className="since-strip still">{t('profile.since.nothing', { at: minuteText(at) })}</p>
  }
  return (
    <section className="since-strip" aria-label={t('profile.since.title')}>
      <p>
        <b>{t('profile.since.some', { at: minuteText(at), count: total })}</b>
        {open ? null : <span>{words(first.title)}</span>}
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('profile.since.fold') : t('profile.since.show')}
        </button>
      </p>
      {open ? <EventList events={items} enterprise={enterprise} /> : null}
    </section>
  )
}
