import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type IdentityDeed,
  type IdentityHistory,
  identityHistoryContract,
  listIdentitySuggestionsContract,
  proposeUndoContract,
} from '../../src/information/enterprises/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { ReasonedDeed } from './reasoned-deed.tsx'
import { ShortId } from './short-id.tsx'
import { StackingTable } from './stacking-table.tsx'

/** How an enterprise came to be what it is: its names, its identifiers, and each merge or split with who and why. */
export function IdentityHistoryPanel({ enterprise }: { enterprise: string }) {
  const { t } = useLanguage()
  const history = useAnswer(identityHistoryContract, { enterprise })
  if (history.isPending) return <span className="skeleton" style={{ height: 420 }} />
  if (history.isError) return <RefusalNotice fault={history.error} onRetry={() => void history.refetch()} />
  const { names, entities, deeds } = history.data
  const present = names.find(({ current }) => current) ?? names[0]
  return (
    <div className="operations-grid">
      <Panel
        title={present?.name ?? enterprise}
        className="span-all"
        extra={<span className="mono-code">{history.data.enterprise}</span>}
      >
        <p>{t('identity.history.entities', { count: entities.length })}</p>
        <h3 className="part-title">{t('identity.history.names')}</h3>
        <ul className="name-list">
          {names.map(({ name, validFrom, validTo, current }) => (
            <li key={`${name} ${validFrom}`}>
              <b>{name}</b>{' '}
              {current ? <span className="chip good">{t('identity.history.current')}</span> : null}{' '}
              <span className="file-note">{periodText(validFrom, validTo)}</span>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('identity.history.deeds')} className="span-all">
        {deeds.length === 0 ? <p>{t('identity.history.noDeeds')}</p> : null}
        <ol className="deed-list" hidden={deeds.length === 0}>
          {deeds.map((deed) => (
            <DeedItem
              key={deed.deed}
              deed={deed}
              isUndone={deeds.some(({ undoes }) => undoes === deed.deed)}
            />
          ))}
        </ol>
      </Panel>
      <Claims claims={history.data.claims} />
    </div>
  )
}

function periodText(from: string | null, to: string | null): string {
  return from || to ? `${from ?? '…'} – ${to ?? ''}` : ''
}

function DeedItem({ deed, isUndone }: { deed: IdentityDeed; isUndone: boolean }) {
  const { t } = useLanguage()
  const session = useSession().data
  const [isAsked, setAsked] = useState(false)
  const [isProposed, setProposed] = useState(false)
  return (
    <li>
      <p>
        <span className={deed.kind === 'merge' ? 'chip info' : 'chip note'}>
          {t(`identity.history.${deed.kind}`)}
        </span>{' '}
        {minuteText(deed.at)} · {t(`identity.history.how.${deed.how}`)}
        {isUndone ? <span className="chip"> {t('identity.history.undone')}</span> : null}
        {deed.undoes ? <span className="chip"> {t('identity.history.undoes')}</span> : null}
      </p>
      <p className="file-note">
        <ShortId id={deed.absorbed} /> → <ShortId id={deed.survivor} /> ·{' '}
        {t('identity.history.by', { proposer: deed.proposedBy, reviewer: deed.reviewedBy ?? '—' })}
      </p>
      <p>{deed.reason}</p>
      {isProposed ? (
        <p className="held-note" role="status">
          {t('identity.history.undoProposed')}
        </p>
      ) : null}
      {isUndone || isProposed || !session?.permissions.includes('identity:propose') ? null : isAsked ? (
        <Undo deed={deed.deed} onProposed={() => setProposed(true)} onCancel={() => setAsked(false)} />
      ) : (
        <button type="button" className="button" onClick={() => setAsked(true)}>
          {t('identity.history.undo')}
        </button>
      )}
    </li>
  )
}

interface UndoProps {
  deed: string
  onProposed: () => void
  onCancel: () => void
}

function Undo({ deed, onProposed, onCancel }: UndoProps) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const [key] = useState(() => crypto.randomUUID())
  return (
    <ReasonedDeed
      label={t('identity.why')}
      hint={t('identity.history.undoHint')}
      deeds={[
        {
          text: t('identity.history.undoConfirm'),
          tone: 'danger',
          act: async (reason) => {
            await call(proposeUndoContract, { deed, reason }, { idempotencyKey: key })
            await queries.invalidateQueries({ queryKey: [listIdentitySuggestionsContract.name] })
            onProposed()
          },
        },
      ]}
    >
      <button type="button" className="button" onClick={onCancel}>
        {t('shell.cancel')}
      </button>
    </ReasonedDeed>
  )
}

type Claim = IdentityHistory['claims'][number]

function Claims({ claims }: { claims: readonly Claim[] }) {
  const { t } = useLanguage()
  const moment = (at: string | null) => (at === null ? '—' : minuteText(at))
  return (
    <Panel title={t('identity.history.claims')} className="span-all">
      <StackingTable<Claim>
        label={t('identity.history.claims')}
        rowKey={(claim) => `${claim.entity} ${claim.scheme} ${claim.value} ${claim.knownFrom}`}
        rows={claims}
        columns={[
          {
            title: t('identity.history.scheme'),
            render: ({ scheme }) =>
              scheme === 'uscc' || scheme === 'registration-number'
                ? t(`identity.history.schemes.${scheme}`)
                : scheme,
          },
          {
            title: t('identity.history.value'),
            render: ({ value }) => <span className="mono-code">{value}</span>,
          },
          {
            title: t('identity.history.entity'),
            render: ({ entity }) => <ShortId id={entity} />,
          },
          {
            title: t('identity.history.valid'),
            render: ({ validFrom, validTo }) => periodText(validFrom, validTo) || '—',
          },
          { title: t('identity.history.knownFrom'), render: ({ knownFrom }) => moment(knownFrom) },
          { title: t('identity.history.knownTo'), render: ({ knownTo }) => moment(knownTo) },
        ]}
      />
    </Panel>
  )
}
