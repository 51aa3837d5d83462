import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import '../directory/directory.css'
import './proposals.css'
import { listProposalsContract, type Proposal } from '../../src/trust/catalog/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { DirectoryLead } from '../directory/directory-lead.tsx'
import { proposalStates } from './proposals-search.ts'

/** What was proposed for the directory: what waits for a second person first. */
export function ProposalsPage() {
  const { t } = useLanguage()
  const { state } = useSearch({ from: '/app/directory/proposals' })
  const navigate = useNavigate({ from: '/app/directory/proposals' })
  const manages = useSession().data?.permissions.includes('catalog:manage') ?? false
  const answer = useAnswer(
    listProposalsContract,
    { pageSize: 200, ...(state ? { state } : {}) },
    { keepPrevious: true },
  )
  return (
    <>
      <DirectoryLead />
      <div className="proposal-actions">
        <label className="field inline-field">
          <span>{t('proposals.state')}</span>
          <select
            className="input"
            value={state ?? ''}
            onChange={(event) => {
              const chosen = proposalStates.find((one) => one === event.target.value)
              void navigate({ search: chosen ? { state: chosen } : {}, replace: true })
            }}
          >
            <option value="">{t('directory.all')}</option>
            {proposalStates.map((one) => (
              <option key={one} value={one}>
                {t(`proposals.states.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {manages ? (
          <Link to="/app/directory/proposals/new" search={{ kind: 'record-type' }} className="button primary">
            {t('proposals.new')}
          </Link>
        ) : null}
      </div>
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.isPending ? <PageSkeleton /> : null}
      {answer.data?.items.length === 0 ? <p className="panel">{t('proposals.none')}</p> : null}
      <ul className="directory-list">
        {answer.data?.items.map((proposal) => (
          <Line key={proposal.id} proposal={proposal} />
        ))}
      </ul>
    </>
  )
}

function Line({ proposal }: { proposal: Proposal }) {
  const { t, words } = useLanguage()
  return (
    <li className="panel directory-line">
      <div>
        <h2>
          <Link to="/app/directory/proposals/$proposal" params={{ proposal: proposal.id }}>
            {words(proposal.title)}
          </Link>{' '}
          <span className="mono-code">{proposal.name}</span>
        </h2>
        <p className="directory-owner">
          {t(`proposals.kinds.${proposal.kind}`)} · {t('directory.version', { number: proposal.version })} ·{' '}
          {t('directory.history.changes', { count: proposal.changes.length })}
        </p>
        <p className="directory-owner">
          {t('directory.history.proposedBy', { account: proposal.proposedBy })} ·{' '}
          {minuteText(proposal.proposedAt)}
        </p>
      </div>
      <StateChip state={proposal.state} />
    </li>
  )
}

const tones = { proposed: 'warn', approved: 'good', rejected: 'bad' } as const

export function StateChip({ state }: { state: Proposal['state'] }) {
  const { t } = useLanguage()
  return <span className={`chip ${tones[state]}`}>{t(`proposals.states.${state}`)}</span>
}
