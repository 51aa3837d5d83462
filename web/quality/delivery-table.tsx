import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { reasons } from '../../src/information/ingestion/contract.ts'
import type { DeliveryQuality } from '../../src/information/quality/contract.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { useSession } from '../components/session.ts'
import { FindingList } from './finding-list.tsx'
import { countText, shareText } from './share-text.ts'

const known: Readonly<Record<string, { zh: string; en: string }>> = reasons
const tones = {
  published: 'good',
  released: 'good',
  held: 'warn',
  rejected: 'bad',
  withdrawn: 'bad',
} as const

/** The deliveries of the chart in figures, the newest first, with what set each apart and why rows were set aside. */
export function DeliveryTable({
  trend,
  recordType,
}: {
  trend: readonly DeliveryQuality[]
  recordType: string
}) {
  const { t } = useLanguage()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={t('quality.trend')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('quality.table.at')}</th>
            <th scope="col">{t('quality.table.outcome')}</th>
            {(['rows', 'corrected', 'duplicate', 'quarantined', 'enterprises', 'completeness'] as const).map(
              (title) => (
                <th scope="col" className="figure" key={title}>
                  {t(`quality.table.${title}`)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {trend.toReversed().map((delivery) => (
            <Fragment key={delivery.batch}>
              <Row delivery={delivery} />
              <Because delivery={delivery} recordType={recordType} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ delivery }: { delivery: DeliveryQuality }) {
  const { t } = useLanguage()
  const reads = useSession().data?.permissions.includes('batch:read') ?? false
  const at = minuteText(delivery.at)
  return (
    <tr>
      <td className="nowrap">
        {reads ? (
          <Link to="/app/operations/batches/$batch" params={{ batch: delivery.batch }}>
            {at}
          </Link>
        ) : (
          at
        )}
      </td>
      <td>
        <span className={`chip ${tones[delivery.outcome]}`}>{t(`quality.outcomes.${delivery.outcome}`)}</span>
      </td>
      <td className="figure">{countText(delivery.rows)}</td>
      <td className="figure">{countText(delivery.corrected)}</td>
      <td className="figure">{countText(delivery.duplicate)}</td>
      <td className="figure">{countText(delivery.quarantined)}</td>
      <td className="figure">{countText(delivery.enterprises)}</td>
      <td className="figure">{shareText(delivery.completenessBps)}</td>
    </tr>
  )
}

function Because({ delivery, recordType }: { delivery: DeliveryQuality; recordType: string }) {
  const { words } = useLanguage()
  const set = Object.entries(delivery.quarantine).sort(([, left], [, right]) => right - left)
  if (set.length === 0 && delivery.findings.length === 0) return null
  return (
    <tr className="because-row">
      <td colSpan={8}>
        <FindingList findings={delivery.findings} recordType={recordType} />
        <ul className="reason-chips">
          {set.map(([reason, rows]) => (
            <li key={reason}>
              {known[reason] ? words(known[reason]) : reason} <b>{countText(rows)}</b>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
