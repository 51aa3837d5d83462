import { Link } from '@tanstack/react-router'
import type { Static } from 'typebox'
import type { ProfileEvent } from '../../../src/credit/profile/events.contract.ts'
import { useLanguage } from '../../components/language.ts'
import { useAskOrigin } from '../../lineage/ask-origin.ts'
import { ToneChip } from '../tone.tsx'
import { valueText } from '../value-text.ts'

export type Event = Static<typeof ProfileEvent>

/** Events down a line of time, the newest first; each leads to its tab, and to the record that reports it. */
export function EventList({ events, enterprise }: { events: readonly Event[]; enterprise: string }) {
  return (
    <ol className="time-line">
      {events.map((event) => (
        <EventLine key={event.id} event={event} enterprise={enterprise} />
      ))}
    </ol>
  )
}

function EventLine({ event, enterprise }: { event: Event; enterprise: string }) {
  const { t, words, language } = useLanguage()
  const ask = useAskOrigin()
  const { recordType, key } = event.origin
  const title = words(event.title)
  const amount = event.amount ? valueText(event.amount, language) : undefined
  return (
    <li className={`tone-dot-${event.tone}`}>
      <time dateTime={event.on}>
        <small>{event.on.slice(0, 4)}</small>
        {event.on.slice(5).replace('-', '.')}
      </time>
      <div>
        <p className="event-title">
          <ToneChip tone={event.tone} />
          <Link
            to="/app/enterprises/$enterprise/$section"
            params={{ enterprise, section: event.section }}
            resetScroll={false}
          >
            {title}
          </Link>
          {amount ? <b>{amount}</b> : null}
        </p>
        <p className="event-detail">
          {words(event.department)}
          {event.detail ? ` · ${words(event.detail)}` : ''}
          {ask ? (
            <button
              type="button"
              className="link-button"
              aria-label={t('lineage.recordsOf', { title })}
              onClick={() => ask({ title, recordTypes: [recordType], ...(key ? { key } : {}) })}
            >
              {t('lineage.records')}
            </button>
          ) : null}
        </p>
      </div>
    </li>
  )
}
