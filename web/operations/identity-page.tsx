import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { listIdentitySuggestionsContract } from '../../src/information/enterprises/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { type IdentityAddress, suggestionStates } from './identity-address.ts'
import { IdentityHistoryPanel } from './identity-history-panel.tsx'
import { SuggestionPanel } from './suggestion-panel.tsx'

const pageSize = 10

/** Whether two entities are one enterprise: what is suggested is decided by a second person, and can be taken back. */
export function IdentityPage() {
  const { t } = useLanguage()
  const address = useSearch({ from: '/app/operations/identity' })
  const navigate = useNavigate()
  const go = (search: IdentityAddress) => void navigate({ to: '/app/operations/identity', search })
  return (
    <>
      <div className="page-lead">
        <h1>{t('identity.title')}</h1>
        <p>{t('identity.lead')}</p>
      </div>
      <div className="identity-tools">
        <div className="filter" role="toolbar" aria-label={t('identity.state')}>
          {suggestionStates.map((state) => (
            <button
              key={state}
              type="button"
              aria-pressed={!address.enterprise && (address.state ?? 'open') === state}
              onClick={() => go(state === 'open' ? {} : { state })}
            >
              {t(`identity.states.${state}`)}
            </button>
          ))}
        </div>
        <HistorySearch key={address.enterprise} onFind={(enterprise) => go({ enterprise })} />
      </div>
      {address.enterprise ? (
        <IdentityHistoryPanel enterprise={address.enterprise} />
      ) : (
        <Suggestions key={address.state} state={address.state ?? 'open'} />
      )}
    </>
  )
}

function HistorySearch({ onFind }: { onFind: (enterprise: string) => void }) {
  const { t } = useLanguage()
  const [text, setText] = useState('')
  return (
    <search>
      <form
        className="history-search"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim()) onFind(text.trim())
        }}
      >
        <input
          className="input"
          aria-label={t('identity.history.search')}
          placeholder={t('identity.history.searchHint')}
          value={text}
          maxLength={200}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit" className="button">
          {t('identity.history.show')}
        </button>
      </form>
    </search>
  )
}

function Suggestions({ state }: { state: (typeof suggestionStates)[number] }) {
  const { t } = useLanguage()
  const [pages, setPages] = useState<readonly string[]>([])
  const after = pages.at(-1)
  const found = useAnswer(listIdentitySuggestionsContract, { state, pageSize, ...(after ? { after } : {}) })
  if (found.isPending) return <span className="skeleton" style={{ height: 420 }} />
  if (found.isError) return <RefusalNotice fault={found.error} onRetry={() => void found.refetch()} />
  const { total, items } = found.data
  const last = items.at(-1)
  return (
    <>
      <p className="count-line" aria-live="polite">
        {t('identity.count', { total: total.toLocaleString('en-US') })}
      </p>
      <div className="operations-grid">
        {items.length === 0 ? <p className="panel">{t('identity.none')}</p> : null}
        {items.map((suggestion) => (
          <SuggestionPanel key={suggestion.id} suggestion={suggestion} />
        ))}
      </div>
      <div className="deed-buttons">
        {after ? (
          <button type="button" className="button" onClick={() => setPages((before) => before.slice(0, -1))}>
            {t('identity.previous')}
          </button>
        ) : null}
        {items.length === pageSize && last ? (
          <button type="button" className="button" onClick={() => setPages((before) => [...before, last.id])}>
            {t('identity.next')}
          </button>
        ) : null}
      </div>
    </>
  )
}
