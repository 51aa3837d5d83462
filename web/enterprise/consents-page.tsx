import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ConsentView, listConsentsContract } from '../../src/trust/consent/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useOwnEnterprise } from '../components/session.ts'
import { ConsentCard } from './consent-card.tsx'
import { GrantForm } from './grant-form.tsx'

/** What this enterprise has allowed, to whom; giving and taking back. */
export function ConsentsPage() {
  const { t } = useLanguage()
  const own = useOwnEnterprise()
  const queries = useQueryClient()
  const [done, setDone] = useState<string>()
  const consents = useAnswer(
    listConsentsContract,
    { enterprise: own ?? '', pageSize: 200 },
    { enabled: own !== null, fresh: true },
  )
  const changed = (message: string) => {
    setDone(message)
    void queries.invalidateQueries({ queryKey: [listConsentsContract.name] })
  }
  const live = consents.data?.items.filter((consent) => consent.status === 'live') ?? []
  const ended = consents.data?.items.filter((consent) => consent.status !== 'live') ?? []
  return (
    <div className="own-page">
      <div className="page-lead">
        <h1>{t('consent.list.title')}</h1>
        <p>{t('consent.list.lead')}</p>
      </div>
      <output className={done ? 'done-note' : 'spoken'}>{done}</output>
      {consents.isPending ? <span className="skeleton" style={{ height: 720 }} /> : null}
      {consents.isError ? (
        <RefusalNotice fault={consents.error} onRetry={() => void consents.refetch()} />
      ) : null}
      <div className="consent-columns">
        {consents.data ? (
          <div className="consent-lists">
            <ConsentList
              title={t('consent.list.live')}
              none={t('consent.list.none')}
              items={live}
              onChange={changed}
            />
            <ConsentList
              title={t('consent.list.ended')}
              none={t('consent.list.noneEnded')}
              items={ended}
              onChange={changed}
            />
          </div>
        ) : null}
        {/* It stands below the lists on a phone: shown before them it would be pushed down when they come. */}
        {own && !consents.isPending ? (
          <Panel title={t('consent.grant.title')}>
            <GrantForm enterprise={own} onGranted={changed} />
          </Panel>
        ) : null}
      </div>
    </div>
  )
}

interface ConsentListProps {
  title: string
  none: string
  items: readonly ConsentView[]
  onChange: (message: string) => void
}

function ConsentList({ title, none, items, onChange }: ConsentListProps) {
  return (
    <Panel title={`${title} ${items.length}`}>
      {items.length === 0 ? <p>{none}</p> : null}
      <ul className="consent-list">
        {items.map((consent) => (
          <ConsentCard key={consent.id} consent={consent} onChange={onChange} />
        ))}
      </ul>
    </Panel>
  )
}
