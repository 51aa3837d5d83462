import {
  type BatchResult,
  listQuarantineContract,
  type QuarantinedRow,
  reasons,
} from '../../src/information/ingestion/contract.ts'
import { type Columns, PlainTable } from '../bank/plain-table.tsx'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'

const known: Readonly<Record<string, { zh: string; en: string; todo: { zh: string; en: string } }>> = reasons

/** What became of a file: every row is published, a duplicate, or set aside with a reason. */
export function BatchAnswer({ batch }: { batch: BatchResult }) {
  const { t } = useLanguage()
  const counts = [
    ['read', batch.rowsRead],
    ['published', batch.rowsPublished],
    ['corrected', batch.rowsCorrected],
    ['duplicate', batch.rowsDuplicate],
    ['quarantined', batch.rowsQuarantined],
  ] as const
  return (
    <Panel title={t('operations.batch.title')} className="span-all">
      <dl className="loan-summary" aria-live="polite">
        {counts.map(([name, rows]) => (
          <div key={name}>
            <dt>{t(`operations.batch.${name}`)}</dt>
            <dd className={name === 'quarantined' && rows > 0 ? 'warn' : ''}>
              {rows.toLocaleString('en-US')}
            </dd>
          </div>
        ))}
      </dl>
      <p className="field-note">
        {t('operations.batch.number')} <span className="mono-code">{batch.batch}</span> ·{' '}
        <span className="mono-code">{batch.digest}</span>
      </p>
      {batch.rowsQuarantined > 0 ? <QuarantineTable batch={batch.batch} /> : null}
    </Panel>
  )
}

function QuarantineTable({ batch }: { batch: string }) {
  const { t } = useLanguage()
  const rows = useAnswer(listQuarantineContract, { batch, pageSize: 100 })
  const columns: Columns<QuarantinedRow> = [
    { title: t('operations.batch.row'), dataIndex: 'row', align: 'right', width: 80 },
    {
      title: t('operations.batch.field'),
      dataIndex: 'field',
      render: (field: string | null) => field ?? '—',
    },
    {
      title: t('operations.batch.reason'),
      dataIndex: 'reason',
      render: (code: string) => <QuarantineReason code={code} />,
    },
    {
      title: t('operations.batch.value'),
      dataIndex: 'value',
      render: (value: string | null) => <span className="mono-code nowrap">{value ?? '—'}</span>,
    },
  ]
  if (rows.isError) return <RefusalNotice fault={rows.error} onRetry={() => void rows.refetch()} />
  return (
    <PlainTable<QuarantinedRow>
      label={t('operations.batch.quarantine')}
      rowKey={(row) => `${row.file}-${row.row}-${row.field}`}
      loading={rows.isPending}
      columns={columns}
      rows={rows.data?.items ?? []}
    />
  )
}

function QuarantineReason({ code }: { code: string }) {
  const { words } = useLanguage()
  const reason = known[code]
  if (!reason) return code
  return (
    <>
      {words(reason)}
      <span className="field-note"> {words(reason.todo)}</span>
    </>
  )
}
