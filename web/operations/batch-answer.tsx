import { Table, type TableColumnsType } from 'antd'
import {
  type BatchResult,
  listQuarantineContract,
  type QuarantinedRow,
  reasons,
} from '../../src/information/ingestion/contract.ts'
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
  const { t, words } = useLanguage()
  const rows = useAnswer(listQuarantineContract, { batch, pageSize: 100 })
  const columns: TableColumnsType<QuarantinedRow> = [
    { title: t('operations.batch.row'), dataIndex: 'row', align: 'right', width: 80 },
    {
      title: t('operations.batch.field'),
      dataIndex: 'field',
      render: (field: string | null) => field ?? '—',
    },
    {
      title: t('operations.batch.reason'),
      dataIndex: 'reason',
      render: (code: string) => {
        const reason = known[code]
        return reason ? `${words(reason)}（${words(reason.todo)}）` : code
      },
    },
    {
      title: t('operations.batch.value'),
      dataIndex: 'value',
      render: (value: string | null) => <span className="mono-code">{value ?? '—'}</span>,
    },
  ]
  if (rows.isError) return <RefusalNotice fault={rows.error} onRetry={() => void rows.refetch()} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={t('operations.batch.quarantine')}>
      <Table<QuarantinedRow>
        size="small"
        rowKey={(row) => `${row.file}-${row.row}-${row.field}`}
        loading={rows.isPending}
        columns={columns}
        dataSource={rows.data ? [...rows.data.items] : []}
        pagination={false}
      />
    </section>
  )
}
