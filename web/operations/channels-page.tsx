import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type Channel,
  type ChannelRun,
  listChannelRunsContract,
  listChannelsContract,
  setChannelStateContract,
} from '../../src/information/channels/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { DeliveriesLinks } from './deliveries-links.tsx'
import { useLineName } from './line-choice.tsx'
import { ShortId } from './short-id.tsx'
import { StackingTable } from './stacking-table.tsx'

/** The ways by which sources deliver of themselves: how each fares, what it carried, and a switch to stop it. */
export function ChannelsPage() {
  const { t } = useLanguage()
  const channels = useAnswer(listChannelsContract, {})
  return (
    <>
      <div className="page-lead">
        <h1>{t('deliveries.channels.title')}</h1>
        <p>{t('deliveries.channels.lead')}</p>
      </div>
      <DeliveriesLinks />
      <div className="operations-grid">
        {channels.isPending ? <span className="skeleton" style={{ height: 240 }} /> : null}
        {channels.isError ? (
          <RefusalNotice fault={channels.error} onRetry={() => void channels.refetch()} />
        ) : null}
        {channels.data?.items.length === 0 ? (
          <p className="panel">
            {t('deliveries.channels.none')} <code className="mono-code">sanxin channels add</code>
          </p>
        ) : null}
        {channels.data?.items.map((channel) => (
          <ChannelPanel key={channel.id} channel={channel} />
        ))}
      </div>
    </>
  )
}

function ChannelPanel({ channel }: { channel: Channel }) {
  const { t } = useLanguage()
  const { type, source } = useLineName()(channel)
  const [isOpen, setOpen] = useState(false)
  const moment = (at: string | null) => (at === null ? '—' : minuteText(at))
  const isFailing =
    channel.lastFailureAt !== null &&
    (channel.lastSuccessAt === null || channel.lastFailureAt > channel.lastSuccessAt)
  return (
    <Panel
      title={channel.id}
      className="span-all"
      extra={
        <>
          <span className="chip">{t(`deliveries.channels.kind.${channel.kind}`)}</span>
          <span className={`chip ${channel.state === 'paused' ? 'note' : isFailing ? 'bad' : 'good'}`}>
            {t(
              channel.state === 'paused'
                ? 'deliveries.channels.paused'
                : isFailing
                  ? 'deliveries.channels.failing'
                  : 'deliveries.channels.running',
            )}
          </span>
        </>
      }
    >
      <dl className="loan-summary">
        <div>
          <dt>{t('deliveries.channels.line')}</dt>
          <dd>
            {type} · {source}
          </dd>
        </div>
        <div>
          <dt>{t('deliveries.channels.place')}</dt>
          <dd className="mono-code">{channel.place}</dd>
        </div>
        <div>
          <dt>{t('deliveries.channels.lastSuccess')}</dt>
          <dd>{moment(channel.lastSuccessAt)}</dd>
        </div>
        <div>
          <dt>{t('deliveries.channels.next')}</dt>
          <dd>{moment(channel.nextRunAt)}</dd>
        </div>
        <div>
          <dt>{t('deliveries.channels.rows')}</dt>
          <dd>{channel.rowsRead.toLocaleString('en-US')}</dd>
        </div>
      </dl>
      {channel.lastFailure ? (
        <p className="held-note">
          {t('deliveries.channels.lastFailure', { moment: moment(channel.lastFailureAt) })}{' '}
          <span className="mono-code">{channel.lastFailure.code}</span> {channel.lastFailure.message}
        </p>
      ) : null}
      <div className="deed-buttons">
        <ChannelSwitch channel={channel} />
        <button
          type="button"
          className="link-button"
          aria-expanded={isOpen}
          onClick={() => setOpen((open) => !open)}
        >
          {t(isOpen ? 'deliveries.channels.hideRuns' : 'deliveries.channels.showRuns', {
            count: channel.runs,
          })}
        </button>
      </div>
      {isOpen ? <ChannelRuns channel={channel.id} /> : null}
    </Panel>
  )
}

function ChannelSwitch({ channel }: { channel: Channel }) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const session = useSession().data
  const [fault, setFault] = useState<unknown>()
  if (!session?.permissions.includes('channel:manage')) return null

  async function change() {
    setFault(undefined)
    try {
      const state = channel.state === 'running' ? 'paused' : 'running'
      await call(setChannelStateContract, { channel: channel.id, state })
      await queries.invalidateQueries({ queryKey: [listChannelsContract.name] })
    } catch (problem) {
      setFault(problem)
    }
  }

  return (
    <>
      <button type="button" className="button" onClick={() => void change()}>
        {t(channel.state === 'running' ? 'deliveries.channels.pause' : 'deliveries.channels.resume')}
      </button>
      {fault === undefined ? null : <RefusalNotice fault={fault} />}
    </>
  )
}

const tones = { published: 'good', refused: 'warn', failed: 'bad' } as const

function ChannelRuns({ channel }: { channel: string }) {
  const { t } = useLanguage()
  const runs = useAnswer(listChannelRunsContract, { channel, pageSize: 20 })
  if (runs.isPending) return <span className="skeleton" style={{ height: 120 }} />
  if (runs.isError) return <RefusalNotice fault={runs.error} onRetry={() => void runs.refetch()} />
  if (runs.data.items.length === 0) return <p className="field-note">{t('deliveries.channels.noRuns')}</p>
  return (
    <StackingTable<ChannelRun>
      label={t('deliveries.channels.runs')}
      rowKey={({ id }) => id}
      rows={runs.data.items}
      columns={[
        { title: t('deliveries.channels.finished'), render: (run) => minuteText(run.finishedAt) },
        {
          title: t('deliveries.channels.outcome'),
          render: (run) => (
            <>
              <span className={`chip ${tones[run.outcome]}`}>{t(`deliveries.state.${run.outcome}`)}</span>{' '}
              {run.failure ? run.failure.message : ''}
            </>
          ),
        },
        {
          title: t('deliveries.batch.title'),
          render: (run) =>
            run.batch ? (
              <Link to="/app/operations/batches/$batch" params={{ batch: run.batch }}>
                <ShortId id={run.batch} />
              </Link>
            ) : (
              '—'
            ),
        },
        { title: t('deliveries.batch.files'), render: (run) => run.files.join(' · ') || '—' },
        {
          title: t('deliveries.result.read'),
          figure: true,
          render: (run) => run.rowsRead.toLocaleString('en-US'),
        },
        {
          title: t('deliveries.result.quarantined'),
          figure: true,
          render: (run) => run.rowsQuarantined.toLocaleString('en-US'),
        },
      ]}
    />
  )
}
