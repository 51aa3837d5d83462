import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import '../directory/directory.css'
import './proposals.css'
import {
  approveProposalContract,
  listProposalsContract,
  type Proposal,
  rejectProposalContract,
} from '../../src/trust/catalog/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { ChangeList } from '../directory/change-list.tsx'
import { StateChip } from './proposals-page.tsx'

/** One proposal with all that it changes, for the second person to decide on. */
export function ProposalPage() {
  const { t } = useLanguage()
  const { proposal: id } = useParams({ from: '/app/directory/proposals/$proposal' })
  const answer = useAnswer(listProposalsContract, { pageSize: 200 })
  if (answer.isPending) return <PageSkeleton />
  if (answer.isError) {
    return (
      <div className="page-lead">
        <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} />
      </div>
    )
  }
  const proposal = answer.data.items.find((one) => one.id === id)
  return proposal ? <Sheet proposal={proposal} /> : <p className="page-lead">{t('proposals.unknown')}</p>
}

function Sheet({ proposal }: { proposal: Proposal }) {
  const { t, words } = useLanguage()
  return (
    <>
      <div className="page-lead">
        <p className="crumb">
          <Link to="/app/directory/proposals">{t('directory.proposals')}</Link>
        </p>
        <h1>
          {words(proposal.title)} <span className="mono-code">{proposal.name}</span>
        </h1>
        <p className="directory-chips">
          <StateChip state={proposal.state} />
          <span className="chip">{t(`proposals.kinds.${proposal.kind}`)}</span>
          <span className="chip">{t('directory.version', { number: proposal.version })}</span>
        </p>
      </div>
      <div className="operations-grid">
        <Persons proposal={proposal} />
        <Panel title={t('proposals.check.changes', { count: proposal.changes.length })}>
          <ChangeList changes={proposal.changes} />
          <p className="field-note">
            {t('directory.digest')} <span className="mono-code">{proposal.digest}</span>
          </p>
        </Panel>
        {proposal.state === 'proposed' ? <Review proposal={proposal} /> : null}
      </div>
    </>
  )
}

function Persons({ proposal }: { proposal: Proposal }) {
  const { t } = useLanguage()
  const facts: [string, string | null][] = [
    [t('proposals.proposedBy'), `${proposal.proposedBy} · ${minuteText(proposal.proposedAt)}`],
    [t('proposals.note'), proposal.note || null],
    [
      t('proposals.reviewedBy'),
      proposal.reviewedBy && `${proposal.reviewedBy} · ${minuteText(proposal.reviewedAt ?? '')}`,
    ],
    [t('proposals.reason'), proposal.reason],
  ]
  return (
    <Panel title={t('proposals.persons')}>
      <dl className="terms-grid">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </Panel>
  )
}

function Review({ proposal }: { proposal: Proposal }) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const account = useSession().data?.account
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()

  async function decide(approve: boolean) {
    setBusy(true)
    setFault(undefined)
    try {
      const wish = { proposal: proposal.id }
      await (approve
        ? call(approveProposalContract, wish)
        : call(rejectProposalContract, { ...wish, reason: reason.trim() }))
      await queries.invalidateQueries()
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }

  if (proposal.proposedBy === account) {
    return (
      <Panel title={t('proposals.review.title')}>
        <p className="own">{t('proposals.review.own')}</p>
      </Panel>
    )
  }
  return (
    <Panel title={t('proposals.review.title')}>
      <label className="field review-reason">
        <span>{t('proposals.review.reason')}</span>
        <textarea
          className="input"
          rows={3}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <div className="form-actions">
        <button type="button" className="button primary" disabled={busy} onClick={() => void decide(true)}>
          {t('proposals.review.approve')}
        </button>
        <button
          type="button"
          className="button danger"
          disabled={busy || reason.trim() === ''}
          onClick={() => void decide(false)}
        >
          {t('proposals.review.reject')}
        </button>
      </div>
      {fault === undefined ? null : <RefusalNotice fault={fault} />}
    </Panel>
  )
}
