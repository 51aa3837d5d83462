import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import './quality.css'
import './case.css'
import { listQualityCasesContract, type QualityCase } from '../../src/information/quality/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { QualityLead } from './quality-lead.tsx'
import { caseStates } from './quality-search.ts'
import { useNames } from './use-names.ts'

/** What was raised about deliveries, with who answers for it and until when. */
export function CasesPage() {
  const { t } = useLanguage()
  const { state, overdue } = useSearch({ from: '/app/quality/cases' })
  const navigate = useNavigate({ from: '/app/quality/cases' })
  const answer = useAnswer(
    listQualityCasesContract,
    { pageSize: 200, ...(state ? { state } : {}), ...(overdue ? { overdue } : {}) },
    { keepPrevious: true },
  )
  return (
    <>
      <QualityLead />
      <div className="case-filters">
        <label className="field inline-field">
          <span>{t('quality.case.state')}</span>
          <select
            className="input"
            value={state ?? ''}
            onChange={(event) => {
              const chosen = caseStates.find((one) => one === event.target.value)
              const rest = overdue ? { overdue } : {}
              void navigate({ search: chosen ? { ...rest, state: chosen } : rest, replace: true })
            }}
          >
            <option value="">{t('directory.all')}</option>
            {caseStates.map((one) => (
              <option key={one} value={one}>
                {t(`quality.case.states.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="case-check">
          <input
            type="checkbox"
            checked={overdue ?? false}
            onChange={(event) => {
              const rest = state ? { state } : {}
              void navigate({
                search: event.target.checked ? { ...rest, overdue: true } : rest,
                replace: true,
              })
            }}
          />
          <span>{t('quality.case.onlyOverdue')}</span>
        </label>
      </div>
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.isPending ? <PageSkeleton /> : null}
      {answer.data?.items.length === 0 ? <p className="panel">{t('quality.case.none')}</p> : null}
      <ul className="quality-list">
        {answer.data?.items.map((one) => (
          <Line key={one.id} item={one} />
        ))}
      </ul>
    </>
  )
}

function Line({ item }: { item: QualityCase }) {
  const { t, words } = useLanguage()
  const names = useNames()
  return (
    <li className="panel case-line">
      <div>
        <h2>
          <Link to="/app/quality/cases/$case" params={{ case: item.id }}>
            {words(item.title)}
          </Link>
        </h2>
        <p className="field-words">
          {names.source(item.source)} · {names.recordType(item.recordType)} ·{' '}
          {t('quality.case.openedAt', { at: minuteText(item.openedAt) })}
        </p>
      </div>
      <div className="case-side">
        <CaseChips item={item} />
        <p className="field-words">
          {t('quality.case.ownerIs', { owner: item.owner || '—' })} ·{' '}
          {t('quality.case.dueOn', { day: item.dueOn })}
        </p>
      </div>
    </li>
  )
}

const stateTones = { open: 'warn', acknowledged: 'info', resolved: 'good', waived: '' } as const

export function CaseChips({ item }: { item: QualityCase }) {
  const { t } = useLanguage()
  return (
    <p className="quality-chips">
      <span className={`chip ${stateTones[item.state]}`}>{t(`quality.case.states.${item.state}`)}</span>
      <span className="chip">{t(`quality.case.kinds.${item.kind}`)}</span>
      {item.overdue ? <span className="chip bad">{t('quality.case.overdue')}</span> : null}
    </p>
  )
}
