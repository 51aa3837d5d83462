import { Link, useParams } from '@tanstack/react-router'
import './quality.css'
import {
  type Consistency,
  getSourceQualityContract,
  type SourceQualityDetail,
} from '../../src/information/quality/contract.ts'
import { PageSkeleton } from '../bank/page-skeleton.tsx'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { listed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { CompletenessTable } from './completeness-table.tsx'
import { CourseLine } from './course-line.tsx'
import { DeliveryChart } from './delivery-chart.tsx'
import { DeliveryTable } from './delivery-table.tsx'
import { FreshnessChip, FreshnessLine } from './freshness-line.tsx'
import { ScoreBars } from './score-bars.tsx'
import { countText, shareText } from './share-text.ts'
import { useNames } from './use-names.ts'

/** One source and what it delivers, delivery by delivery and field by field. */
export function SourceQualityPage() {
  const { source, recordType } = useParams({ from: '/app/quality/sources/$source/$recordType' })
  const answer = useAnswer(getSourceQualityContract, { source, recordType })
  if (answer.isPending) return <PageSkeleton />
  if (answer.isError) {
    return (
      <div className="page-lead">
        <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} />
      </div>
    )
  }
  const { data } = answer
  return (
    <>
      <Head data={data} />
      <div className="operations-grid">
        <Standing data={data} />
        <Deliveries data={data} />
        <CompletenessTable data={data} />
        <Months data={data} />
        <OtherSources consistency={data.consistency} recordType={data.recordType} />
      </div>
    </>
  )
}

function Head({ data }: { data: SourceQualityDetail }) {
  const { t } = useLanguage()
  const names = useNames()
  return (
    <div className="page-lead">
      <p className="crumb">
        <Link to="/app/quality">{t('quality.title')}</Link>
      </p>
      <h1>
        {names.source(data.source)} · {names.recordType(data.recordType)}
      </h1>
      <p className="quality-chips">
        <FreshnessChip freshness={data.freshness} /> <FreshnessLine freshness={data.freshness} />
        {data.casesOpen > 0 ? (
          <Link to="/app/quality/cases" search={{ state: 'open' }} className="chip warn">
            {t('quality.openCases', { count: data.casesOpen })}
          </Link>
        ) : null}
        <Link to="/app/directory/record-types/$recordType" params={{ recordType: data.recordType }}>
          {t('quality.definition')}
        </Link>
      </p>
    </div>
  )
}

function Standing({ data }: { data: SourceQualityDetail }) {
  const { t } = useLanguage()
  const lag = data.lagDays
  const facts: [string, string][] = [
    [t('quality.deliveries'), countText(data.deliveries)],
    [t('quality.lastRows'), countText(data.rows)],
    [t('quality.quarantined'), shareText(data.quarantineShareBps)],
    [t('quality.duplicates'), shareText(data.duplicateShareBps)],
    [t('quality.coverage'), shareText(data.coverageBps)],
    [
      t('quality.lag'),
      lag ? t('quality.lagValue', { p50: lag.p50, p90: lag.p90, stated: data.lagDaysStated }) : '—',
    ],
  ]
  return (
    <Panel title={t('quality.standing')} extra={<span>{t('quality.standard')}</span>}>
      <div className="standing">
        <ScoreBars scores={data.scores} />
        <dl className="standing-facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  )
}

function Deliveries({ data }: { data: SourceQualityDetail }) {
  const { t } = useLanguage()
  const { trend } = data
  return (
    <Panel title={t('quality.trend')} extra={<span>{t('quality.trendShown', { count: trend.length })}</span>}>
      <div className="trend-charts">
        <DeliveryChart trend={trend} />
        <div className="course-lines">
          <CourseLine
            label={t('quality.dimensions.completeness')}
            values={trend.map((delivery) => delivery.completenessBps)}
            format={shareText}
          />
          <CourseLine
            label={t('quality.coverage')}
            values={trend.map((delivery) => delivery.coverageBps)}
            format={shareText}
          />
          <CourseLine
            label={t('quality.quarantined')}
            values={trend.map(({ rows, quarantined }) => (rows > 0 ? (quarantined / rows) * 10_000 : null))}
            format={shareText}
          />
        </div>
      </div>
      <DeliveryTable trend={trend} recordType={data.recordType} />
    </Panel>
  )
}

const monthsShown = 36

function Months({ data }: { data: SourceQualityDetail }) {
  const { t } = useLanguage()
  if (data.months.length === 0) return null
  const shown = data.months.slice(-monthsShown)
  const highest = Math.max(...shown.map((month) => month.rows), 1)
  return (
    <Panel title={t('quality.months.title')} extra={<span>{t('quality.months.lead')}</span>}>
      <ol className="month-columns">
        {shown.map((month) => (
          <li
            key={month.month}
            title={t('quality.months.value', {
              month: month.month,
              rows: countText(month.rows),
              coverage: shareText(month.coverageBps),
            })}
          >
            <span className="spoken">
              {t('quality.months.value', {
                month: month.month,
                rows: countText(month.rows),
                coverage: shareText(month.coverageBps),
              })}
            </span>
            <i style={{ height: `${Math.max(2, (month.rows / highest) * 100)}%` }} aria-hidden="true" />
            <small aria-hidden="true">{month.month.slice(5) === '01' ? month.month.slice(0, 4) : ''}</small>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function OtherSources({
  consistency,
  recordType,
}: {
  consistency: readonly Consistency[]
  recordType: string
}) {
  const { t, language } = useLanguage()
  const names = useNames()
  if (consistency.length === 0) return null
  return (
    <Panel title={t('quality.consistency.title')}>
      <ul className="source-lines">
        {consistency.map((one) => (
          <li key={one.other}>
            <b>{names.source(one.other)}</b>{' '}
            {t('quality.consistency.value', {
              shared: countText(one.keysShared),
              contradicting: countText(one.keysContradicting),
            })}
            {one.fields.length > 0 ? (
              <span className="field-words">
                {listed(
                  one.fields.map(
                    ({ field, contradicting }) =>
                      `${names.field(recordType, field)} ${countText(contradicting)}`,
                  ),
                  language,
                )}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
