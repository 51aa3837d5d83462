import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { BatchResult } from '../../src/information/ingestion/contract.ts'
import { listBatchesContract } from '../../src/information/ingestion/deliveries/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { DeliveriesLinks } from './deliveries-links.tsx'
import { LineChoice, useLineName } from './line-choice.tsx'
import type { LineFilter } from './line-filter.ts'
import { StackingTable } from './stacking-table.tsx'

const pageSize = 50

/** What came in, the latest first; the filter stands in the address, so that it can be sent to somebody. */
export function BatchesPage() {
  const { t } = useLanguage()
  const filter = useSearch({ from: '/app/operations/batches' })
  const navigate = useNavigate()
  return (
    <>
      <div className="page-lead">
        <h1>{t('deliveries.batches.title')}</h1>
        <p>{t('deliveries.batches.lead')}</p>
      </div>
      <DeliveriesLinks />
      <div className="panel">
        <div className="line-filter">
          <LineChoice
            asFilter
            line={filter}
            onChange={({ recordType, source }) =>
              void navigate({
                to: '/app/operations/batches',
                search: { ...(recordType ? { recordType } : {}), ...(source ? { source } : {}) },
                replace: true,
              })
            }
          />
        </div>
        <Batches key={`${filter.recordType} ${filter.source}`} filter={filter} />
      </div>
    </>
  )
}

function Batches({ filter }: { filter: LineFilter }) {
  const { t } = useLanguage()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const before = cursors.at(-1)
  const page = useAnswer(
    listBatchesContract,
    { ...filter, pageSize, ...(before ? { before } : {}) },
    { fresh: true },
  )
  if (page.isPending) return <span className="skeleton" style={{ height: 320 }} />
  if (page.isError) return <RefusalNotice fault={page.error} onRetry={() => void page.refetch()} />
  const { items, next } = page.data
  if (items.length === 0) return <p>{t('deliveries.batches.none')}</p>
  return (
    <>
      <BatchTable items={items} />
      <div className="deed-buttons">
        {before ? (
          <button type="button" className="button" onClick={() => setCursors((all) => all.slice(0, -1))}>
            {t('deliveries.batches.later')}
          </button>
        ) : null}
        {next ? (
          <button type="button" className="button" onClick={() => setCursors((all) => [...all, next])}>
            {t('deliveries.batches.earlier')}
          </button>
        ) : null}
      </div>
    </>
  )
}

function BatchTable({ items }: { items: readonly BatchResult[] }) {
  const { t } = useLanguage()
  const nameOf = useLineName()
  const figure = (rows: number) => rows.toLocaleString('en-US')
  return (
    <StackingTable<BatchResult>
      label={t('deliveries.batches.title')}
      rowKey={({ batch }) => batch}
      rows={items}
      columns={[
        {
          title: t('deliveries.batches.at'),
          render: ({ batch, publishedAt }) => (
            <Link
              to="/app/operations/batches/$batch"
              params={{ batch }}
              aria-label={t('deliveries.batches.open', { moment: minuteText(publishedAt) })}
            >
              <span className="nowrap">{minuteText(publishedAt)}</span>
            </Link>
          ),
        },
        {
          title: t('deliveries.line.recordType'),
          render: (item) => nameOf(item).type,
        },
        { title: t('deliveries.line.source'), render: (item) => nameOf(item).source },
        { title: t('deliveries.batch.files'), render: ({ files }) => <FileNames files={files} /> },
        { title: t('deliveries.result.read'), figure: true, render: (item) => figure(item.rowsRead) },
        {
          title: t('deliveries.result.published'),
          figure: true,
          render: (item) => figure(item.rowsPublished),
        },
        {
          title: t('deliveries.result.duplicate'),
          figure: true,
          render: (item) => figure(item.rowsDuplicate),
        },
        {
          title: t('deliveries.result.quarantined'),
          figure: true,
          render: (item) => <Quarantined item={item} />,
        },
      ]}
    />
  )
}

function Quarantined({ item }: { item: BatchResult }) {
  const { t } = useLanguage()
  if (item.rowsQuarantined === 0) return '0'
  const open = item.rowsQuarantined - (item.rowsFixed ?? 0)
  return (
    <>
      {item.rowsQuarantined.toLocaleString('en-US')}{' '}
      <span className={open > 0 ? 'chip warn' : 'chip good'}>
        {open > 0
          ? t('deliveries.batches.stillOpen', { open: open.toLocaleString('en-US') })
          : t('deliveries.batches.allFixed')}
      </span>
    </>
  )
}

function FileNames({ files }: { files: BatchResult['files'] }) {
  const { t } = useLanguage()
  const [first] = files
  if (!first) return '—'
  return (
    <span className="file-names">
      {first.name}
      {files.length > 1 ? ` ${t('deliveries.batches.andMore', { count: files.length - 1 })}` : ''}
    </span>
  )
}
