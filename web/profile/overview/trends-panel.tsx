import { useMemo, useState } from 'react'
import type { Note, Profile, Source, Unavailable } from '../../../src/credit/profile/contract.ts'
import type { SeriesData } from '../../../src/credit/profile/section.contract.ts'
import { RetryButton } from '../../bank/retry-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { useLanguage } from '../../components/language.ts'
import { Panel, SourceLine } from '../../components/panel.tsx'
import { useAskOrigin } from '../../lineage/ask-origin.ts'
import { OriginButton } from '../../lineage/origin-button.tsx'
import { typesOf } from '../../lineage/origin-of.ts'
import { Chart } from '../chart/chart.tsx'
import { chartOf } from '../chart/chart-data.ts'
import { useChartSentence } from '../chart/chart-sentence.ts'
import { ChartLegend } from '../panels/chart-legend.tsx'
import { ReadingNotes } from '../panels/reading-notes.tsx'
import { SeriesTable } from '../panels/series-table.tsx'
import { TableSwitch } from '../panels/table-switch.tsx'
import { useTrendSeries } from './trend-series.ts'

/** Three charts over the same months, with what to see in them numbered. */
export function TrendsPanel({ profile, onRetry }: { profile: Profile; onRetry: () => void }) {
  const { t, words } = useLanguage()
  const [asTable, setAsTable] = useState(false)
  const { peers, trends, notes } = profile
  const series = useTrendSeries(profile)
  const closed = closedAlike(trends)
  if (closed) {
    return (
      <Panel title={t('profile.trends.title')} className="span-all">
        <EmptyState state={closed} action={<RetryButton state={closed} onRetry={onRetry} />} />
      </Panel>
    )
  }
  return (
    <Panel
      title={t('profile.trends.title')}
      className="span-all"
      extra={
        <>
          {peers ? (
            <span>{t('profile.trends.peers', { name: words(peers), firms: peers.firms })}</span>
          ) : null}
          <TableSwitch asTable={asTable} onChange={setAsTable} />
        </>
      }
    >
      {notes.length === 0 ? <p className="quiet">{t('profile.trends.noNotes')}</p> : null}
      <div className={notes.length === 0 ? 'trends' : 'trends noted'}>
        {(['headcount', 'invoices', 'tax'] as const).map((id) => (
          <Trend
            key={id}
            title={t(`profile.trends.${id}`)}
            panel={trends[id]}
            series={series[id]}
            notes={notes.filter((note) => note.chart === id)}
            asTable={asTable}
            onRetry={onRetry}
          />
        ))}
      </div>
    </Panel>
  )
}

/** All three trends are empty for one reason: it is said once. */
function closedAlike({ headcount, invoices, tax }: Profile['trends']): Unavailable | undefined {
  const panels = [headcount, invoices, tax]
  const [first] = panels
  if (!first || !('unavailable' in first)) return undefined
  const alike = panels.every((panel) => 'unavailable' in panel && panel.unavailable === first.unavailable)
  return alike ? first : undefined
}

interface TrendProps {
  title: string
  panel: { data: unknown; sources: Source[] } | Unavailable
  series: SeriesData | undefined
  /** What its numbers say, beside it. */
  notes: readonly Note[]
  asTable: boolean
  onRetry: () => void
}

function Trend({ title, panel, series, notes, asTable, onRetry }: TrendProps) {
  const data = useMemo(() => (series ? chartOf(series) : undefined), [series])
  const sentence = useChartSentence()
  const ask = useAskOrigin()
  const recordTypes = 'sources' in panel ? typesOf(panel.sources) : []
  const onMonth = (month: string) => ask?.({ title, recordTypes, from: month, to: month })
  return (
    <section className="trend">
      <header>
        <h3>{title}</h3>
        {data && !asTable ? <ChartLegend data={data} /> : null}
        {'sources' in panel ? (
          <span className="trend-source">
            <SourceLine sources={panel.sources} /> <OriginButton question={{ title, recordTypes }} />
          </span>
        ) : null}
      </header>
      <div className="trend-body">
        {series && asTable ? <SeriesTable title={title} series={series} recordTypes={recordTypes} /> : null}
        {data && !asTable ? <Chart data={data} label={sentence(data)} onMonth={onMonth} /> : null}
        {'unavailable' in panel ? (
          <EmptyState state={panel} action={<RetryButton state={panel} onRetry={onRetry} />} />
        ) : null}
        {notes.length > 0 ? <ReadingNotes notes={notes} /> : null}
      </div>
    </section>
  )
}

/** Whence the key figures come: all the records behind the trends. */
export function sourcesOfTrends({ trends }: Profile): Source[] {
  return Object.values(trends).flatMap((panel) => ('sources' in panel ? panel.sources : []))
}
