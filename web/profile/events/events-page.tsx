import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { listProfileEventsContract } from '../../../src/credit/profile/events.contract.ts'
import { useAnswer } from '../../components/answer.ts'
import { useLanguage } from '../../components/language.ts'
import { Panel } from '../../components/panel.tsx'
import { RefusalNotice } from '../../components/refusal-notice.tsx'
import { EventFilters } from './event-filters.tsx'
import { EventList } from './event-list.tsx'

const pageSize = 50

/** Everything that any department has reported of the enterprise, the newest first. */
export function EventsPage() {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const { enterprise } = useParams({ from: '/app/enterprises/$enterprise' })
  const { kinds, tones } = useSearch({ from: '/app/enterprises/$enterprise/events' })
  const wish = { enterprise, pageSize, ...(kinds ? { kinds } : {}), ...(tones ? { tones } : {}) }
  const first = useAnswer(listProfileEventsContract, wish, { keepPrevious: true })
  const { data } = first
  return (
    <Panel
      title={t('profile.events.timeline')}
      extra={
        <Link to="/app/enterprises/$enterprise" params={{ enterprise }}>
          {t('profile.events.back')}
        </Link>
      }
    >
      {first.isError ? <RefusalNotice fault={first.error} onRetry={() => void first.refetch()} /> : null}
      {first.isPending ? <span className="skeleton" style={{ height: 480 }} /> : null}
      {data ? (
        <>
          <EventFilters
            answer={data}
            chosen={{ kinds, tones }}
            onChoose={(search) => void navigate({ to: '.', search, replace: true, resetScroll: false })}
          />
          <p role="status" className="table-foot">
            {t('profile.events.count', { count: data.total })}
          </p>
          {data.items.length === 0 ? <p className="quiet">{t('profile.events.none')}</p> : null}
          <EventList events={data.items} enterprise={enterprise} />
          {data.next ? <Further key={data.next} after={data.next} wish={wish} /> : null}
        </>
      ) : null}
    </Panel>
  )
}

interface FurtherProps {
  after: string
  wish: { enterprise: string; pageSize: number; kinds?: string; tones?: string }
}

/** The next page, below the one before it, once it is asked for. */
function Further({ after, wish }: FurtherProps) {
  const { t } = useLanguage()
  const [wanted, setWanted] = useState(false)
  const { data, isError, error } = useAnswer(
    listProfileEventsContract,
    { ...wish, after },
    { enabled: wanted },
  )
  if (isError) return <RefusalNotice fault={error} />
  if (data) {
    return (
      <>
        <EventList events={data.items} enterprise={wish.enterprise} />
        {data.next ? <Further key={data.next} after={data.next} wish={wish} /> : null}
      </>
    )
  }
  return (
    <button type="button" className="button" disabled={wanted} onClick={() => setWanted(true)}>
      {t('profile.events.further')}
    </button>
  )
}
