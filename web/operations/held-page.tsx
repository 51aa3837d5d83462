import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { Static } from 'typebox'
import { getDeliveryContract } from '../../src/information/ingestion/deliveries/contract.ts'
import {
  type HeldBatch,
  listHeldBatchesContract,
  rejectBatchContract,
  releaseBatchContract,
} from '../../src/information/ingestion/held/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { DeliveriesLinks } from './deliveries-links.tsx'
import { useLineName } from './line-choice.tsx'
import { ReasonedDeed } from './reasoned-deed.tsx'
import { ShortId } from './short-id.tsx'

type Held = Static<typeof HeldBatch>

/** Deliveries that were found to be unlike those before them: a person looks, and releases or rejects each. */
export function HeldPage() {
  const { t } = useLanguage()
  const held = useAnswer(listHeldBatchesContract, {})
  return (
    <>
      <div className="page-lead">
        <h1>{t('deliveries.held.title')}</h1>
        <p>{t('deliveries.held.lead')}</p>
      </div>
      <DeliveriesLinks />
      <div className="operations-grid">
        {held.isPending ? <span className="skeleton" style={{ height: 240 }} /> : null}
        {held.isError ? <RefusalNotice fault={held.error} onRetry={() => void held.refetch()} /> : null}
        {held.data?.items.length === 0 ? <p className="panel">{t('deliveries.held.none')}</p> : null}
        {held.data?.items.map((batch) => (
          <HeldPanel key={batch.batch} held={batch} />
        ))}
      </div>
    </>
  )
}

const tones = { hold: 'bad', case: 'warn', note: 'note' } as const

function HeldPanel({ held }: { held: Held }) {
  const { t, words } = useLanguage()
  const { type, source } = useLineName()(held)
  const session = useSession().data
  return (
    <Panel
      title={`${type} · ${source}`}
      className="span-all held-panel"
      extra={
        <Link to="/app/operations/batches/$batch" params={{ batch: held.batch }}>
          {t('deliveries.held.open')} <ShortId id={held.batch} />
        </Link>
      }
    >
      <dl className="loan-summary">
        <div>
          <dt>{t('deliveries.held.since')}</dt>
          <dd>{minuteText(held.heldAt)}</dd>
        </div>
        <div>
          <dt>{t('deliveries.result.read')}</dt>
          <dd>{held.rows.toLocaleString('en-US')}</dd>
        </div>
        <div>
          <dt>{t('deliveries.result.quarantined')}</dt>
          <dd>{held.quarantined.toLocaleString('en-US')}</dd>
        </div>
      </dl>
      <h3 className="part-title">{t('deliveries.held.findings')}</h3>
      <ul className="finding-list">
        {held.findings.map((finding) => (
          <li key={`${finding.code} ${finding.field}`}>
            <span className={`chip ${tones[finding.severity]}`}>
              {t(`deliveries.held.severity.${finding.severity}`)}
            </span>
            <span>
              {words(finding)}
              {finding.field ? <span className="mono-code"> {finding.field}</span> : null}
            </span>
          </li>
        ))}
      </ul>
      {held.findings.length === 0 ? <p>{t('deliveries.held.noFindings')}</p> : null}
      {session?.permissions.includes('quality:manage') ? (
        <HeldDecision held={held} />
      ) : (
        <p className="field-note">{t('deliveries.held.notYours')}</p>
      )}
    </Panel>
  )
}

function HeldDecision({ held: { batch } }: { held: Held }) {
  const { t } = useLanguage()
  const queries = useQueryClient()
  const navigate = useNavigate()

  async function settle(contract: typeof releaseBatchContract | typeof rejectBatchContract, why: string) {
    await call(contract, { batch, why })
    queries.removeQueries({ queryKey: [getDeliveryContract.name, { delivery: batch }] })
    await queries.invalidateQueries({ queryKey: [listHeldBatchesContract.name] })
    await navigate({ to: '/app/operations/batches/$batch', params: { batch } })
  }

  return (
    <ReasonedDeed
      label={t('deliveries.held.why')}
      hint={t('deliveries.held.whyHint')}
      deeds={[
        {
          text: t('deliveries.held.release'),
          tone: 'primary',
          act: (why) => settle(releaseBatchContract, why),
        },
        {
          text: t('deliveries.held.reject'),
          tone: 'danger',
          act: (why) => settle(rejectBatchContract, why),
        },
      ]}
    />
  )
}
