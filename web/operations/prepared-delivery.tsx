import { useEffect, useState } from 'react'
import {
  createDeliveryContract,
  type DeliveryView,
  type PreviewTable,
} from '../../src/information/ingestion/deliveries/contract.ts'
import type { RecordType } from '../../src/trust/catalog/contract.ts'
import { call } from '../components/call.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { listed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { ColumnList } from './column-list.tsx'
import {
  type ColumnChoices,
  doubledFields,
  lackingFields,
  mappingOf,
  openColumns,
  plannedColumns,
} from './column-plan.ts'
import { FirstRows } from './first-rows.tsx'
import { TableFacts } from './table-facts.tsx'
import { type EncodingChoice, usePreviews } from './use-previews.ts'

export interface PreparedDeliveryProps {
  type: RecordType
  source: string
  uploads: readonly string[]
  /** The batch whose quarantined rows come again; then it starts by itself when nothing has to be asked. */
  replaces?: string
  onOrdered: (delivery: DeliveryView) => void
}

/** What the files will be read as, what is still to be said of their columns, and the button that starts it. */
export function PreparedDelivery(props: PreparedDeliveryProps) {
  const { type, source, uploads, replaces, onOrdered } = props
  const { t } = useLanguage()
  const [encoding, setEncoding] = useState<EncodingChoice>('auto')
  const [choices, setChoices] = useState<ColumnChoices>({})
  const [isRemembered, setRemembered] = useState(true)
  const previews = usePreviews(uploads, { recordType: type.id, source, encoding })
  const plan = planOf(type, previews.tables, choices)
  const order = useOrder(onOrdered)
  const isReady = !previews.isPending && previews.fault === undefined && plan.isComplete
  const startsItself = replaces !== undefined && isReady && Object.keys(choices).length === 0

  const wish = {
    uploads: [...uploads],
    recordType: type.id,
    source,
    encoding,
    ...(plan.mapping ? { mapping: plan.mapping } : {}),
    ...(plan.mapping && replaces === undefined ? { rememberMapping: isRemembered } : {}),
    ...(replaces === undefined ? {} : { replaces }),
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: it starts once, when what goes out is complete.
  useEffect(() => {
    if (startsItself) void order.start(wish)
  }, [startsItself])

  if (previews.isPending) return <span className="skeleton" style={{ height: 260 }} />
  if (previews.fault !== undefined) {
    return <RefusalNotice fault={previews.fault} onRetry={previews.retry} />
  }
  if (startsItself && order.fault === undefined) return <p role="status">{t('deliveries.start.busy')}</p>
  return (
    <>
      <Panel title={t('deliveries.facts.title')} className="span-all">
        <TableFacts tables={previews.tables} encoding={encoding} onEncoding={setEncoding} />
      </Panel>
      <Panel title={t('deliveries.columns.title')} className="span-all" extra={t('deliveries.columns.note')}>
        <ColumnList
          columns={plan.columns}
          fields={type.fields}
          choices={choices}
          onChoose={(title, field) => setChoices((before) => ({ ...before, [title]: field }))}
        />
        <Lacks
          type={type}
          plan={plan}
          onLeaveOut={() =>
            setChoices((before) => ({
              ...before,
              ...Object.fromEntries(plan.open.map(({ title }) => [title, null])),
            }))
          }
        />
        <div className="start-line">
          <button
            type="button"
            className="button primary"
            disabled={!isReady || order.isBusy}
            onClick={() => void order.start(wish)}
          >
            {order.isBusy ? t('deliveries.start.busy') : t('deliveries.start.submit')}
          </button>
          {plan.mapping && replaces === undefined ? (
            <label className="check-field">
              <input
                type="checkbox"
                checked={isRemembered}
                onChange={({ target }) => setRemembered(target.checked)}
              />
              {t('deliveries.columns.remember')}
            </label>
          ) : null}
        </div>
        {order.fault === undefined ? null : <RefusalNotice fault={order.fault} />}
      </Panel>
      <Panel title={t('deliveries.rows.title')} className="span-all" extra={t('deliveries.rows.masked')}>
        <FirstRows tables={previews.tables} fields={type.fields} choices={choices} />
      </Panel>
    </>
  )
}

function planOf(type: RecordType, tables: readonly PreviewTable[], choices: ColumnChoices) {
  const columns = plannedColumns(tables)
  const names = type.fields.map(({ name }) => name)
  const required = type.fields.filter((field) => field.required).map(({ name }) => name)
  const open = openColumns(columns, choices)
  const lacking = lackingFields(tables, choices, required)
  const doubled = doubledFields(tables, choices)
  const isComplete = tables.length > 0 && open.length + lacking.length + doubled.length === 0
  return { columns, open, lacking, doubled, isComplete, mapping: mappingOf(columns, choices, names) }
}

/** One key for one wish: pressing twice, or again after the connection broke, orders it once. */
function useOrder(onOrdered: (delivery: DeliveryView) => void) {
  const [isBusy, setBusy] = useState(false)
  const [fault, setFault] = useState<unknown>()
  const [sent, setSent] = useState<{ text: string; key: string }>()
  async function start(
    wish: Parameters<
      typeof call<typeof createDeliveryContract.input, typeof createDeliveryContract.output>
    >[1],
  ) {
    const text = JSON.stringify(wish)
    const key = sent?.text === text ? sent.key : crypto.randomUUID()
    setSent({ text, key })
    setBusy(true)
    setFault(undefined)
    try {
      onOrdered(await call(createDeliveryContract, wish, { idempotencyKey: key }))
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(false)
    }
  }
  return { start, isBusy, fault }
}

interface LacksProps {
  type: RecordType
  plan: ReturnType<typeof planOf>
  onLeaveOut: () => void
}

/** What stands in the way of starting, plainly: columns nobody has spoken of, fields twice, fields that are missing. */
function Lacks({ type, plan, onLeaveOut }: LacksProps) {
  const { t, words, language } = useLanguage()
  const named = (fields: readonly string[]) =>
    listed(
      fields.map((name) => {
        const field = type.fields.find((one) => one.name === name)
        return field ? words(field) : name
      }),
      language,
    )
  if (plan.isComplete) return <p className="plan-state good">{t('deliveries.columns.complete')}</p>
  return (
    <div className="plan-lacks" aria-live="polite">
      {plan.open.length > 0 ? (
        <p>
          {t('deliveries.columns.open', {
            count: plan.open.length,
            names: listed(
              plan.open.map(({ title }) => title),
              language,
            ),
          })}{' '}
          <button type="button" className="link-button" onClick={onLeaveOut}>
            {t('deliveries.columns.leaveOutAll')}
          </button>
        </p>
      ) : null}
      {plan.doubled.length > 0 ? (
        <p>{t('deliveries.columns.doubled', { names: named(plan.doubled) })}</p>
      ) : null}
      {plan.lacking.map(({ table, fields }) => (
        <p key={table}>{t('deliveries.columns.lacking', { table, names: named(fields) })}</p>
      ))}
    </div>
  )
}
