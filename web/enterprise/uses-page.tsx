import { useState } from 'react'
import { listUsesContract, type Use } from '../../src/trust/consent/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { fieldGroupKey } from '../components/consent-ribbon.tsx'
import { useLanguage } from '../components/language.ts'
import { listed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useOwnEnterprise } from '../components/session.ts'
import { usePurposeName } from './purpose-name.ts'
import { linesOfUses, type UseFilter, type UseLine, usesShown, usesSummary } from './use-filter.ts'

const pageSize = 200

/** Who has read this enterprise's data: when, who, why, which field groups, with what outcome. */
export function UsesPage() {
  const { t } = useLanguage()
  const own = useOwnEnterprise()
  const [filter, setFilter] = useState<UseFilter>('hideOwn')
  const uses = useAnswer(
    listUsesContract,
    { enterprise: own ?? '', pageSize },
    { enabled: own !== null, fresh: true },
  )
  const shown = uses.data ? usesShown(uses.data.items, filter) : []
  return (
    <div className="own-page">
      <div className="page-lead">
        <h1>{t('consent.uses.title')}</h1>
        <p>{t('consent.uses.lead')}</p>
      </div>
      {uses.isError ? null : <Summary uses={uses.data?.items} />}
      <div className="filter" role="toolbar" aria-label={t('consent.uses.outcome')}>
        {(['hideOwn', 'all', 'authorized', 'refused'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={filter === one} onClick={() => setFilter(one)}>
            {t(`consent.uses.filter.${one}`)}
          </button>
        ))}
      </div>
      {uses.isPending ? <span className="skeleton" style={{ height: 720 }} /> : null}
      {uses.isError ? <RefusalNotice fault={uses.error} onRetry={() => void uses.refetch()} /> : null}
      {uses.data && shown.length === 0 ? <p className="panel">{t('consent.uses.empty')}</p> : null}
      {shown.length > 0 ? (
        <ol className="use-list">
          {linesOfUses(shown).map((line) => (
            <UseItem key={line.use.id} line={line} />
          ))}
        </ol>
      ) : null}
    </div>
  )
}

/**
 * The last thirty days in three figures; own queries and those of the platform's computations are left out. Before
 * they are known it takes the same room, so that nothing moves under the thumb.
 */
function Summary({ uses }: { uses: readonly Use[] | undefined }) {
  const { t } = useLanguage()
  const summary = uses && usesSummary(uses, Date.now())
  return (
    <section className="use-summary">
      <h2>{t('consent.uses.summary.lead')}</h2>
      <dl>
        {(['reads', 'readers', 'refused'] as const).map((one) => (
          <div key={one} className={one === 'refused' && summary && summary.refused > 0 ? 'bad' : ''}>
            <dt>{t(`consent.uses.summary.${one}`)}</dt>
            <dd>{summary ? summary[one] : '–'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function UseItem({ line: { use, times } }: { line: UseLine }) {
  const { t, language } = useLanguage()
  const purposeName = usePurposeName()
  const named = (groups: readonly string[]) =>
    listed(
      groups.map((group) => t(`consent.fieldGroups.${fieldGroupKey(group)}`)),
      language,
    )
  const isPublic = use.basis === 'public'
  return (
    <li className={use.outcome}>
      <time dateTime={use.at}>{minuteText(use.at)}</time>
      <div>
        <p className="use-who">
          <b lang="zh-CN">{use.organizationName}</b>
          <span className={isPublic ? 'chip note' : use.outcome === 'authorized' ? 'chip good' : 'chip bad'}>
            {t(`consent.uses.${isPublic ? 'openlyRead' : use.outcome}`)}
          </span>
          {use.bulk ? (
            <span className="chip">
              {times > 1 ? t('consent.uses.bulkTimes', { times }) : t('consent.uses.bulk')}
            </span>
          ) : null}
        </p>
        <dl>
          <div>
            <dt>{t('consent.uses.why')}</dt>
            <dd>{purposeName(use.purpose)}</dd>
          </div>
          <div>
            <dt>{t('consent.uses.fields')}</dt>
            <dd>{named(isPublic ? use.publicGroups : use.fieldGroups) || '—'}</dd>
          </div>
          {!isPublic && use.publicGroups.length > 0 ? (
            <div>
              <dt>{t('consent.uses.publicFields')}</dt>
              <dd>{named(use.publicGroups)}</dd>
            </div>
          ) : null}
          <div>
            <dt>{t('consent.uses.basis')}</dt>
            <dd>{t(`consent.uses.bases.${use.basis ?? 'none'}`)}</dd>
          </div>
          <div>
            <dt>{t('consent.uses.who')}</dt>
            <dd className="mono-code">{use.account}</dd>
          </div>
        </dl>
        {use.refusal ? (
          <p className="use-refusal">
            {t('consent.uses.reason', {
              words: t(`consent.uses.refusals.${refusalKey(use.refusal)}`),
              code: use.refusal,
            })}
          </p>
        ) : null}
      </div>
    </li>
  )
}

const knownRefusals = ['consent-none', 'consent-not-covered', 'consent-expired', 'consent-revoked'] as const

function refusalKey(code: string): (typeof knownRefusals)[number] | 'other' {
  return knownRefusals.find((known) => known === code) ?? 'other'
}
