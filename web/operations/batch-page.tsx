import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { getBatchContract, listQuarantineContract } from '../../src/information/ingestion/contract.ts'
import {
  type DeliveryView,
  getDeliveryContract,
} from '../../src/information/ingestion/deliveries/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { call, Problem } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { BatchAnswer } from './batch-answer.tsx'
import { BatchFiles } from './batch-files.tsx'
import { DeliveriesLinks } from './deliveries-links.tsx'
import { DeliveryProgress } from './delivery-progress.tsx'
import { FixedRows } from './fixed-rows.tsx'
import { useLineName } from './line-choice.tsx'
import { QuarantinePanel } from './quarantine-panel.tsx'
import { ShortId } from './short-id.tsx'
import { Withdrawal } from './withdrawal.tsx'

const pollMs = 700

/** One delivery from the moment it was ordered: how far it is, then what became of every row. */
export function BatchPage() {
  const { t } = useLanguage()
  const { batch } = useParams({ from: '/app/operations/batches/$batch' })
  const delivery = useDelivery(batch)
  // A batch from before deliveries were put on record has a result all the same.
  const isOld = delivery.error instanceof Problem && delivery.error.details.code === 'delivery-unknown'
  const alone = useAnswer(getBatchContract, { batch }, { enabled: isOld })
  // While the job still counts which earlier rows it has corrected, the result is not the last word.
  const settled = delivery.data && isOver(delivery.data) ? delivery.data.result : undefined
  const result = settled ?? alone.data
  const fault = isOld ? alone.error : delivery.error
  const line = delivery.data ?? alone.data
  return (
    <>
      <div className="page-lead">
        <h1>{line ? <LineTitle line={line} /> : t('deliveries.batch.title')}</h1>
        <p>
          {t('deliveries.batch.number')} <span className="mono-code">{batch}</span>
        </p>
      </div>
      <DeliveriesLinks />
      <div className="operations-grid">
        {fault ? (
          <RefusalNotice fault={fault} onRetry={() => void (isOld ? alone : delivery).refetch()} />
        ) : null}
        {line || fault ? null : <span className="skeleton" style={{ height: 240 }} />}
        {delivery.data ? <DeliveryNews delivery={delivery.data} /> : null}
        {result ? <BatchAnswer batch={result} /> : null}
        {result && result.rowsQuarantined > 0 ? (
          <>
            <FixedRows batch={result} />
            <QuarantinePanel batch={result} />
          </>
        ) : null}
        {result ? <BatchFiles batch={result} /> : null}
        {result && result.rowsPublished > 0 ? (
          <Withdrawal key={batch} batch={batch} rows={result.rowsPublished} />
        ) : null}
      </div>
    </>
  )
}

function LineTitle({ line }: { line: { recordType: string; source: string } }) {
  const { type, source } = useLineName()(line)
  return (
    <>
      {type} · {source}
    </>
  )
}

/** Asked again until it is done; then what was read of the batch before is asked anew once. */
function useDelivery(delivery: string) {
  const queries = useQueryClient()
  return useQuery({
    queryKey: [getDeliveryContract.name, { delivery }],
    queryFn: async ({ signal }) => {
      const view = await call(getDeliveryContract, { delivery }, { signal })
      if (isOver(view)) {
        for (const batch of [view.delivery, view.replaces])
          void queries.invalidateQueries({ queryKey: [listQuarantineContract.name, { batch }] })
      }
      return view
    },
    refetchInterval: ({ state }) =>
      state.data && !isOver(state.data) && state.status !== 'error' ? pollMs : false,
    staleTime: 0,
  })
}

function isOver({ state }: DeliveryView): boolean {
  return ['published', 'held', 'refused', 'failed'].includes(state)
}

/** Who sent what and when, and where it stands as long as there is no result. */
function DeliveryNews({ delivery }: { delivery: DeliveryView }) {
  const { t, words } = useLanguage()
  const { state, refusal } = delivery
  return (
    <Panel title={t('deliveries.batch.delivery')} className="span-all" extra={<StateChip state={state} />}>
      <dl className="loan-summary">
        <div>
          <dt>{t('deliveries.batch.files')}</dt>
          <dd>{delivery.files.join(' · ')}</dd>
        </div>
        <div>
          <dt>{t('deliveries.batch.receivedAt')}</dt>
          <dd>{minuteText(delivery.receivedAt)}</dd>
        </div>
        <div>
          <dt>{t('deliveries.batch.receivedBy')}</dt>
          <dd translate="no">{delivery.receivedBy}</dd>
        </div>
        {delivery.replaces ? (
          <div>
            <dt>{t('deliveries.batch.replaces')}</dt>
            <dd>
              <Link to="/app/operations/batches/$batch" params={{ batch: delivery.replaces }}>
                <ShortId id={delivery.replaces} />
              </Link>
            </dd>
          </div>
        ) : null}
      </dl>
      {isOver(delivery) ? null : <DeliveryProgress delivery={delivery} />}
      {state === 'held' ? (
        <p className="held-note" role="status">
          {t('deliveries.batch.held')} <Link to="/app/operations/held">{t('deliveries.batch.heldLink')}</Link>
        </p>
      ) : null}
      {refusal ? (
        <RefusalNotice
          fault={
            new Problem({
              status: 400,
              code: refusal.code,
              title: words(refusal),
              detail: undefined,
              where: refusal.where,
              todo: words(refusal.todo),
              instance: undefined,
            })
          }
        />
      ) : null}
      {state === 'failed' && !refusal ? <RefusalNotice fault={undefined} /> : null}
      {state === 'refused' && !refusal ? <p>{t('deliveries.batch.rejected')}</p> : null}
    </Panel>
  )
}

const tones = {
  waiting: '',
  reading: 'info',
  checking: 'info',
  publishing: 'info',
  held: 'note',
  published: 'good',
  refused: 'bad',
  failed: 'bad',
} as const

function StateChip({ state }: { state: DeliveryView['state'] }) {
  const { t } = useLanguage()
  return <span className={`chip ${tones[state]}`}>{t(`deliveries.state.${state}`)}</span>
}
