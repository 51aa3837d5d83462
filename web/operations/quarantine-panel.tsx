import { useState } from 'react'
import {
  type BatchResult,
  listQuarantineContract,
  type QuarantinedRow,
} from '../../src/information/ingestion/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { StackingTable } from './stacking-table.tsx'

const firstRows = 50
const rowsMax = 1000

/** The rows that were set aside: where they stand in the file, what is wrong, what to do. */
export function QuarantinePanel({ batch }: { batch: BatchResult }) {
  const { t, words } = useLanguage()
  const [pageSize, setPageSize] = useState(firstRows)
  const rows = useAnswer(listQuarantineContract, { batch: batch.batch, pageSize }, { keepPrevious: true })
  const several = batch.files.length > 1
  return (
    <Panel title={t('deliveries.quarantine.title')} className="span-all">
      {rows.isPending ? <span className="skeleton" style={{ height: 160 }} /> : null}
      {rows.isError ? <RefusalNotice fault={rows.error} onRetry={() => void rows.refetch()} /> : null}
      {rows.data ? (
        <StackingTable<QuarantinedRow>
          label={t('deliveries.quarantine.title')}
          rowKey={(row) => `${row.file} ${row.row}`}
          rowClass={(row) => (row.fixed ? 'fixed' : '')}
          rows={rows.data.items}
          columns={[
            {
              title: t('deliveries.quarantine.row'),
              render: (row) => (several ? `${row.file} · ${row.row}` : row.row),
            },
            {
              title: t('deliveries.quarantine.field'),
              render: (row) => (
                <>
                  {row.fieldTitle ? words(row.fieldTitle) : '—'}{' '}
                  {row.field ? <span className="mono-code">{row.field}</span> : null}
                </>
              ),
            },
            {
              title: t('deliveries.quarantine.value'),
              render: (row) => <span className="mono-code cell-value">{row.value ?? row.raw ?? '—'}</span>,
            },
            {
              title: t('deliveries.quarantine.reason'),
              render: (row) => (
                <>
                  {words(row.words)}
                  <small>{words(row.words.todo)}</small>
                </>
              ),
            },
            {
              title: t('deliveries.quarantine.state'),
              render: (row) => (
                <span className={row.fixed ? 'chip good' : 'chip warn'}>
                  {t(row.fixed ? 'deliveries.quarantine.fixed' : 'deliveries.quarantine.open')}
                </span>
              ),
            },
          ]}
        />
      ) : null}
      {batch.rowsQuarantined > pageSize && pageSize < rowsMax ? (
        <button type="button" className="button more" onClick={() => setPageSize(rowsMax)}>
          {t('deliveries.quarantine.more', { rows: Math.min(rowsMax, batch.rowsQuarantined) })}
        </button>
      ) : null}
      {batch.rowsQuarantined > rowsMax ? (
        <p className="field-note">{t('deliveries.quarantine.rest')}</p>
      ) : null}
    </Panel>
  )
}
