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
import { type UseFilter, usesShown } from './use-filter.ts'

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
      <div className="filter" role="toolbar" aria-label={t('consent.uses.outcome')}>
        {(['hideOwn', 'all', 'authorized', 'refused'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={filter === one} onClick={() => setFilter(one)}>
            {t(`consent.uses.filter.${one}`)}
          </button>
        ))}
      </div>
      {uses.isPending ? <span className="skeleton" style={{ height: 320 }} /> : null}
      {uses.isError ? <RefusalNotice fault={uses.error} onRetry={() => void uses.refetch()} /> : null}
      {uses.data && shown.length === 0 ? <p className="panel">{t('consent.uses.empty')}</p> : null}
      {shown.length > 0 ? (
        <ol className="use-list">
          {shown.map((use) => (
            <UseItem key={use.id} use={use} />
          ))}
        </ol>
      ) : null}
    </div>
  )
}

function UseItem({ use }: { use: Use }) {
  const { t, language } = useLanguage()
  const purposeName = usePurposeName()
  const groups = listed(
    use.fieldGroups.map((group) => t(`consent.fieldGroups.${fieldGroupKey(group)}`)),
    language,
  )
  return (
    <li className={use.outcome}>
      <time dateTime={use.at}>{minuteText(use.at)}</time>
      <div>
        <p className="use-who">
          <b lang="zh-CN">{use.organizationName}</b>
          <span className={use.outcome === 'authorized' ? 'chip good' : 'chip bad'}>
            {t(`consent.uses.${use.outcome}`)}
          </span>
          {use.bulk ? <span className="chip">{t('consent.uses.bulk')}</span> : null}
        </p>
        <dl>
          <div>
            <dt>{t('consent.uses.why')}</dt>
            <dd>{purposeName(use.purpose)}</dd>
          </div>
          <div>
            <dt>{t('consent.uses.fields')}</dt>
            <dd>{groups || '—'}</dd>
          </div>
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
          <p className="use-refusal">{t('consent.uses.reason', { code: use.refusal })}</p>
        ) : null}
      </div>
    </li>
  )
}
