import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import './directory.css'
import { type DirectoryItem, searchDirectoryContract } from '../../src/trust/catalog/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useLater } from '../bank/use-later.ts'
import { useAnswer } from '../components/answer.ts'
import { fieldGroupKey } from '../components/consent-ribbon.tsx'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { DirectoryFilters } from './directory-filters.tsx'
import { DirectoryLead } from './directory-lead.tsx'
import { bySubject, type DirectorySearch } from './directory-search.ts'
import { Marked } from './marked.tsx'

/** The data directory: what there is, who answers for it, and who may have it. */
export function DirectoryPage() {
  const search = useSearch({ from: '/app/directory' })
  const navigate = useNavigate({ from: '/app/directory' })
  const [text, setText] = useState(search.text ?? '')
  const rested = useLater(text.trim(), 200)
  const { group, sharing, owner } = search
  const answer = useAnswer(
    searchDirectoryContract,
    {
      ...(rested ? { text: rested } : {}),
      ...(group ? { fieldGroup: group } : {}),
      ...(sharing ? { sharing } : {}),
      ...(owner ? { owner } : {}),
    },
    { keepPrevious: true },
  )
  const change = (next: DirectorySearch) => void navigate({ search: next, replace: true })
  return (
    <>
      <DirectoryLead />
      <DirectoryFilters
        search={search}
        text={text}
        counts={answer.data?.counts}
        items={answer.data?.items ?? []}
        onText={(value) => {
          setText(value)
          const { text: _, ...rest } = search
          change(value.trim() ? { ...rest, text: value } : rest)
        }}
        onChange={change}
      />
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.isPending ? <PageSkeleton /> : null}
      {answer.data ? <Results items={answer.data.items} total={answer.data.total} text={rested} /> : null}
    </>
  )
}

function Results({ items, total, text }: { items: readonly DirectoryItem[]; total: number; text: string }) {
  const { t } = useLanguage()
  return (
    <>
      <p className="directory-count" role="status">
        {t('directory.found', { count: items.length, total })}
      </p>
      {items.length === 0 ? (
        <div className="panel">
          <p>{t('directory.none')}</p>
          <p className="field-note">{t('directory.noneTodo')}</p>
        </div>
      ) : null}
      {bySubject(items).map(([group, own]) => (
        <section key={group} className="subject" aria-labelledby={`subject-${group}`}>
          <h2 id={`subject-${group}`}>
            {t(`consent.fieldGroups.${fieldGroupKey(group)}`)} <small>{own.length}</small>
          </h2>
          <ul className="directory-list">
            {own.map((item) => (
              <Line key={item.id} item={item} text={text} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Line({ item, text }: { item: DirectoryItem; text: string }) {
  const { t, words } = useLanguage()
  const matches = item.matches.filter((match) => match.at.startsWith('fields.') || match.at === 'legalBasis')
  return (
    <li className="panel directory-line">
      <div>
        <h3>
          <Link to="/app/directory/record-types/$recordType" params={{ recordType: item.id }}>
            <Marked text={words(item)} part={text} />
          </Link>{' '}
          <span className="mono-code">{item.id}</span>
        </h3>
        <p className="directory-owner">
          {words(item.owner)} · {t(`operations.cycles.${item.updateCycle}`)} ·{' '}
          {t('directory.fieldCount', { count: item.fields })} ·{' '}
          {t('directory.version', { number: item.version })}
        </p>
        {matches.length > 0 ? (
          <p className="directory-matches">
            {t('directory.foundIn')}{' '}
            {matches.map((match) => (
              // A synonym may be Chinese on an English page: a screen reader is told.
              <span key={match.at} title={match.at} lang={isChinese(match.text) ? 'zh-CN' : undefined}>
                <Marked text={match.text} part={text} />
              </span>
            ))}
          </p>
        ) : null}
      </div>
      <div className="directory-chips">
        <SharingChip sharing={item.sharing} />
        <span className={`chip ${item.sensitivity === 'L4' ? 'warn' : ''}`}>
          {t(`directory.sensitivities.${item.sensitivity}`)}
        </span>
      </div>
    </li>
  )
}

const tones = { public: 'good', authorization: 'info', closed: 'bad' } as const

export function SharingChip({ sharing }: { sharing: DirectoryItem['sharing'] }) {
  const { t } = useLanguage()
  return <span className={`chip ${tones[sharing]}`}>{t(`operations.sharing.${sharing}`)}</span>
}

function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text)
}
