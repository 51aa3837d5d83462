import { Link } from '@tanstack/react-router'
import { type BatchResult, reasons } from '../../src/information/ingestion/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { ShortId } from './short-id.tsx'

const known: Readonly<Record<string, { zh: string; en: string; todo: { zh: string; en: string } }>> = reasons

/** What became of a file: every row is published, a duplicate, or set aside with a reason. */
export function BatchAnswer({ batch }: { batch: BatchResult }) {
  const { t } = useLanguage()
  const open = batch.rowsQuarantined - (batch.rowsFixed ?? 0)
  return (
    <Panel title={t('deliveries.result.title')} className="span-all batch-answer">
      <p className="result-sentence" role="status">
        {open === 0
          ? t('deliveries.result.allGood', { rows: batch.rowsRead.toLocaleString('en-US') })
          : t('deliveries.result.someOpen', { open: open.toLocaleString('en-US') })}
      </p>
      <RowShares batch={batch} open={open} />
      {batch.repeats ? (
        <p className="held-note">
          {t('deliveries.result.repeats')}{' '}
          <Link to="/app/operations/batches/$batch" params={{ batch: batch.repeats }}>
            <ShortId id={batch.repeats} />
          </Link>
        </p>
      ) : null}
      <ReasonRows title={t('deliveries.result.reasons')} rows={batch.quarantine} tone="warn" />
      <ReasonRows title={t('deliveries.result.warnings')} rows={batch.warnings ?? []} tone="note" />
    </Panel>
  )
}

/** Rows read = published + duplicate + quarantined: as figures and as the parts of one bar. */
function RowShares({ batch, open }: { batch: BatchResult; open: number }) {
  const { t } = useLanguage()
  const fixed = batch.rowsFixed ?? 0
  const parts = [
    ['published', batch.rowsPublished],
    ['duplicate', batch.rowsDuplicate],
    ['fixed', fixed],
    ['open', open],
  ] as const
  const figures = [
    ['read', batch.rowsRead],
    ['published', batch.rowsPublished],
    ['corrected', batch.rowsCorrected],
    ['duplicate', batch.rowsDuplicate],
    ['quarantined', batch.rowsQuarantined],
    ['fixed', fixed],
    ['open', open],
  ] as const
  return (
    <>
      <div className="row-shares" aria-hidden="true">
        {parts.map(([name, rows]) =>
          rows > 0 ? <span key={name} className={name} style={{ flexGrow: rows }} /> : null,
        )}
      </div>
      <dl className="row-figures">
        {figures.map(([name, rows]) => (
          <div key={name} className={name}>
            <dt>{t(`deliveries.result.${name}`)}</dt>
            <dd className={name === 'open' && rows > 0 ? 'warn' : ''}>{rows.toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

interface ReasonRowsProps {
  title: string
  rows: readonly { reason: string; rows: number }[]
  tone: 'warn' | 'note'
}

function ReasonRows({ title, rows, tone }: ReasonRowsProps) {
  const { t, words } = useLanguage()
  if (rows.length === 0) return null
  return (
    <>
      <h3 className="part-title">{title}</h3>
      <ul className={`reason-rows ${tone}`}>
        {[...rows]
          .sort((left, right) => right.rows - left.rows)
          .map(({ reason, rows: count }) => (
            <li key={reason}>
              <b>{t('deliveries.result.rows', { rows: count.toLocaleString('en-US') })}</b>
              <span>
                {known[reason] ? words(known[reason]) : reason}
                <small>{known[reason] ? words(known[reason].todo) : ''}</small>
              </span>
            </li>
          ))}
      </ul>
    </>
  )
}
