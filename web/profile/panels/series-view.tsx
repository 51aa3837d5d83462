import { useMemo, useState } from 'react'
import type { SeriesData } from '../../../src/credit/profile/section.contract.ts'
import { useLanguage } from '../../components/language.ts'
import { useAskOrigin } from '../../lineage/ask-origin.ts'
import { Chart } from '../chart/chart.tsx'
import { chartOf } from '../chart/chart-data.ts'
import { useChartSentence } from '../chart/chart-sentence.ts'
import { ChartLegend } from './chart-legend.tsx'
import { ReadingNotes } from './reading-notes.tsx'
import { SeriesTable } from './series-table.tsx'
import { TableSwitch } from './table-switch.tsx'

export interface SeriesViewProps {
  title: string
  series: SeriesData
  recordTypes: readonly string[]
}

/** Curves with their numbered notes; the same figures as a table at the press of a button. */
export function SeriesView({ title, series, recordTypes }: SeriesViewProps) {
  const { t, words } = useLanguage()
  const [asTable, setAsTable] = useState(false)
  const data = useMemo(() => chartOf(series), [series])
  const sentence = useChartSentence()
  const ask = useAskOrigin()
  const types = series.origin ? [series.origin.recordType] : recordTypes
  const onMonth = (month: string) => ask?.({ title, recordTypes: types, from: month, to: month })
  return (
    <div className={series.notes.length > 0 ? 'series-view noted' : 'series-view'}>
      <div className="series-main">
        <div className="series-head">
          <ChartLegend data={data} />
          {series.peers ? (
            <span className="aside">
              {t('profile.trends.peers', { name: words(series.peers), firms: series.peers.firms })}
            </span>
          ) : null}
          <TableSwitch asTable={asTable} onChange={setAsTable} />
        </div>
        {asTable ? (
          <SeriesTable title={title} series={series} recordTypes={types} />
        ) : (
          <Chart data={data} label={sentence(data)} onMonth={ask ? onMonth : undefined} />
        )}
      </div>
      {series.notes.length > 0 ? <ReadingNotes notes={series.notes} /> : null}
    </div>
  )
}
