import './timeline.css'
import { useState } from 'react'
import { listProfileEventsContract, type ProfileEvent } from '../../src/credit/profile/events.contract.ts'
import { amountText } from '../components/amount.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useOwnEnterprise } from '../components/session.ts'

const filters = { all: undefined, attention: 'red,orange,yellow', good: 'good' } as const
type Filter = keyof typeof filters

/** All that the departments reported on this enterprise, newest first. */
export function TimelinePage() {
  const { t } = useLanguage()
  const own = useOwnEnterprise()
  const [filter, setFilter] = useState<Filter>('all')
  return (
    <div className="own-page">
      <div className="page-lead">
        <h1>{t('consent.timeline.title')}</h1>
        <p>{t('consent.timeline.lead')}</p>
      </div>
      <div className="filter" role="toolbar" aria-label={t('consent.timeline.show')}>
        {(Object.keys(filters) as Filter[]).map((one) => (
          <button key={one} type="button" aria-pressed={filter === one} onClick={() => setFilter(one)}>
            {t(`consent.timeline.filter.${one}`)}
          </button>
        ))}
      </div>
      {own ? <Events key={filter} enterprise={own} filter={filter} /> : null}
    </div>
  )
}

/** Page after page, each asked for when the one before has been read. */
function Events({ enterprise, filter }: { enterprise: string; filter: Filter }) {
  const [cursors, setCursors] = useState<readonly (string | undefined)[]>([undefined])
  return cursors.map((cursor, index) => (
    <EventsOfPage
      key={cursor ?? ''}
      enterprise={enterprise}
      tones={filters[filter]}
      after={cursor}
      {...(index === cursors.length - 1 ? { onMore: (next: string) => setCursors([...cursors, next]) } : {})}
    />
  ))
}

interface EventsOfPageProps {
  enterprise: string
  tones: string | undefined
  after: string | undefined
  onMore?: (next: string) => void
}

function EventsOfPage({ enterprise, tones, after, onMore }: EventsOfPageProps) {
  const { t } = useLanguage()
  const page = useAnswer(
    listProfileEventsContract,
    { enterprise, ...(tones ? { tones } : {}), ...(after ? { after } : {}) },
    { fresh: true },
  )
  if (page.isPending) return <span className="skeleton" style={{ height: 420 }} />
  if (page.isError) return <RefusalNotice fault={page.error} onRetry={() => void page.refetch()} />
  const { items, next } = page.data
  if (items.length === 0) return <p className="panel">{t('consent.timeline.none')}</p>
  return (
    <>
      <ol className="event-list">
        {items.map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </ol>
      {next && onMore ? (
        <button type="button" className="button wide" onClick={() => onMore(next)}>
          {t('consent.timeline.more')}
        </button>
      ) : null}
    </>
  )
}

function EventLine({ event }: { event: ProfileEvent }) {
  const { t, words, language } = useLanguage()
  const amount = event.amount?.type === 'fen' && event.amount.value !== null ? event.amount.value : undefined
  return (
    <li className={`tone-${event.tone}`}>
      <time dateTime={event.on}>
        <span>{event.on.slice(0, 4)}</span>
        <b>{event.on.slice(5).replace('-', '.')}</b>
      </time>
      <div>
        <p className="event-title">
          <span className="tone-chip">{t(`consent.timeline.tones.${event.tone}`)}</span>
          {words(event.title)}
        </p>
        {event.detail ? <p>{words(event.detail)}</p> : null}
        <p className="event-source">
          {words(event.department)}
          {amount === undefined ? '' : ` · ${amountText(String(amount), language)}`}
        </p>
      </div>
    </li>
  )
}
