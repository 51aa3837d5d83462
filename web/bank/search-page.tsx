import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { searchEnterprisesContract } from '../../src/information/enterprises/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { plainIdentifier, usccGroups } from '../components/uscc-groups.ts'
import { useLater } from './use-later.ts'

const shownMax = 50

/** The home of a bank's officer: one field, and what was found below it. */
export function SearchPage() {
  const { t } = useLanguage()
  const [text, setText] = useState('')
  const wanted = useLater(plainIdentifier(text), 160)
  const found = useAnswer(
    searchEnterprisesContract,
    { text: wanted, pageSize: shownMax },
    { enabled: wanted !== '', keepPrevious: true },
  )
  const items = wanted === '' ? undefined : found.data?.items
  return (
    <div className="search-page">
      <div className="page-lead">
        <h1>{t('shell.search.title')}</h1>
        <p>{t('shell.search.lead')}</p>
      </div>
      <input
        className="input search-field"
        type="search"
        aria-label={t('shell.search.label')}
        placeholder={t('shell.search.placeholder')}
        value={text}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <div aria-live="polite" className="search-status">
        {found.isError && wanted !== '' ? <RefusalNotice fault={found.error} /> : null}
        {items && found.data && items.length > 0 ? (
          <p>
            {t('shell.search.results', { total: found.data.total })}
            {found.data.total > items.length ? `，${t('shell.search.first', { shown: items.length })}` : ''}
          </p>
        ) : null}
        {items?.length === 0 ? (
          <div className="empty-state">
            <b>{t('shell.search.none', { text: wanted })}</b>
            <p>{t('shell.search.noneTodo')}</p>
          </div>
        ) : null}
        {wanted === '' ? (
          <div className="empty-state">
            <b>{t('shell.search.start')}</b>
            <p>{t('shell.search.startText')}</p>
          </div>
        ) : null}
      </div>
      {items && items.length > 0 ? (
        <ul className="search-list">
          {items.map((item) => (
            <li key={item.enterprise}>
              <Link to="/app/enterprises/$enterprise" params={{ enterprise: item.enterprise }}>
                <b>{item.name}</b>
                <span>{item.uscc ? usccGroups(item.uscc) : item.enterprise}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
