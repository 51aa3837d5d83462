import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react'
import {
  type EnterpriseFound,
  type EnterprisesFound,
  searchEnterprisesContract,
} from '../../src/information/enterprise-search/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { clauses } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { plainIdentifier } from '../components/uscc-groups.ts'
import { CompareToggle } from '../profile/compare/compare-toggle.tsx'
import { CompareTray } from '../profile/compare/compare-tray.tsx'
import { FoundCode, FoundName, MatchHint } from './found-name.tsx'
import { searchRestMs } from './search-box.tsx'
import { countText } from './search-count.ts'
import { useLater } from './use-later.ts'
import { useShortcut } from './use-shortcut.ts'

const RecentDecisions = lazy(() =>
  import('./earlier-decisions.tsx').then((module) => ({ default: module.RecentDecisions })),
)
const shownMax = 50

/** The home of a bank's officer: one field, what was found below it, and the latest decisions while nothing is asked. */
export function SearchPage() {
  const { t } = useLanguage()
  const { data: session } = useSession()
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const wanted = useLater(plainIdentifier(text), searchRestMs)
  const found = useAnswer(
    searchEnterprisesContract,
    { text: wanted, pageSize: shownMax },
    { enabled: wanted !== '', keepPrevious: true },
  )
  useShortcut(field)
  const decides = session?.permissions.includes('decision:make') ?? false
  const compares = session?.permissions.includes('enterprise:read') ?? false
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk through what is focusable already. */}
      <div className="search-page" onKeyDown={walk}>
        <div className="page-lead">
          <h1>{t('shell.search.title')}</h1>
          <p>{t('shell.search.lead')}</p>
        </div>
        <input
          ref={field}
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
          {wanted === '' ? <p>{t('shell.search.startText')}</p> : null}
          {wanted !== '' && found.data ? <Status text={wanted} found={found.data} /> : null}
        </div>
        {wanted !== '' && found.data && found.data.items.length > 0 ? (
          <ul className="search-list">
            {found.data.items.map((item) => (
              <FoundItem key={item.enterprise} item={item} compares={compares} />
            ))}
          </ul>
        ) : null}
      </div>
      {wanted === '' && decides ? (
        <Suspense>
          <RecentDecisions />
        </Suspense>
      ) : null}
      <CompareTray />
    </>
  )
}

function Status({ text, found: { total, totalIsExact, items } }: { text: string; found: EnterprisesFound }) {
  const { t, language } = useLanguage()
  if (total === 0) {
    return (
      <div className="empty-state">
        <b>{t('shell.search.none', { text })}</b>
        <p>{t('shell.search.noneTodo')}</p>
      </div>
    )
  }
  const found = countText(t, { total, totalIsExact })
  const shown = items.length
  return (
    <p>
      {total > shown ? clauses([found, t('shell.search.first', { shown })], language) : found}
      <span className="search-keys"> · {t('shell.search.keys')}</span>
    </p>
  )
}

function FoundItem({ item, compares }: { item: EnterpriseFound; compares: boolean }) {
  const { t, words } = useLanguage()
  return (
    <li className={compares ? 'comparable' : ''}>
      <Link to="/app/enterprises/$enterprise" params={{ enterprise: item.enterprise }}>
        <FoundName item={item} />
        {item.status === 'cancelled' || item.status === 'revoked' ? (
          <em className="chip bad">{t(`shell.search.status.${item.status}`)}</em>
        ) : null}
        <FoundCode item={item} />
        <p className="found-more">
          {item.regionName ? (
            <span className="found-region" lang="zh-CN">
              {words(item.regionName)}
            </span>
          ) : null}
          <MatchHint item={item} />
        </p>
      </Link>
      {compares ? <CompareToggle enterprise={item.enterprise} name={item.name} /> : null}
    </li>
  )
}

/** Arrow keys move between the field and what was found; Enter follows the link, as Enter does. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('.search-field, .search-list a')]
  const at = stops.indexOf(document.activeElement as HTMLElement)
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
  if (at < 0 || !next) return
  event.preventDefault()
  next.focus()
}
