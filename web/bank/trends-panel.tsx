import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import type { Note, Profile, Source, Unavailable } from '../../src/credit/profile/contract.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { useLanguage } from '../components/language.ts'
import { Panel, SourceLine } from '../components/panel.tsx'
import { useAskOrigin } from '../lineage/ask-origin.ts'
import { OriginButton } from '../lineage/origin-button.tsx'
import { typesOf } from '../lineage/origin-of.ts'
import { RetryButton } from './retry-button.tsx'
import { layoutOf } from './trend-option.ts'
import { useTrendSentence } from './trend-sentence.ts'
import { headcountData, invoiceData, type Series, type TrendData, taxData } from './trend-series.ts'
import { TrendTable } from './trend-table.tsx'

const TrendChart = lazy(() => import('./trend-chart.tsx').then((module) => ({ default: module.TrendChart })))

export function TrendsPanel({ profile, onRetry }: { profile: Profile; onRetry: () => void }) {
  const { t, words } = useLanguage()
  const [asTable, setAsTable] = useState(false)
  const { trends, notes, peers } = profile
  return (
    <Panel
      title={t('profile.trends.title')}
      className="span-all"
      extra={
        <>
          {peers ? (
            <span>{t('profile.trends.peers', { name: words(peers), firms: peers.firms })}</span>
          ) : null}
          <button
            type="button"
            className="link-button"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? t('profile.trends.chart') : t('profile.trends.table')}
          </button>
        </>
      }
    >
      <div className="trends">
        {asTable ? (
          <TrendTable trends={trends} />
        ) : (
          <div className="trend-stack">
            <Trend
              id="headcount"
              panel={trends.headcount}
              toData={headcountData}
              notes={notes}
              onRetry={onRetry}
            />
            <Trend
              id="invoices"
              panel={trends.invoices}
              toData={invoiceData}
              notes={notes}
              onRetry={onRetry}
            />
            <Trend id="tax" panel={trends.tax} toData={taxData} notes={notes} onRetry={onRetry} />
          </div>
        )}
        <ReadingNotes notes={notes} />
      </div>
    </Panel>
  )
}

interface TrendProps<Data> {
  id: Note['chart']
  panel: { data: Data; sources: Source[] } | Unavailable
  toData: (data: Data) => TrendData
  notes: readonly Note[]
  onRetry: () => void
}

function Trend<Data>({ id, panel, toData, notes, onRetry }: TrendProps<Data>) {
  const { t } = useLanguage()
  const data = useMemo(() => ('data' in panel ? toData(panel.data) : undefined), [panel, toData])
  const own = useMemo(() => notes.filter((note) => note.chart === id), [notes, id])
  const sentence = useTrendSentence()
  const ask = useAskOrigin()
  const title = t(`profile.trends.${id}`)
  const recordTypes = 'sources' in panel ? typesOf(panel.sources) : []
  const onMonth = (month: string) => ask?.({ title, recordTypes, from: month, to: month })
  return (
    <section className="trend">
      <header>
        <h3>{title}</h3>
        {data ? <Legend series={data.multiples.flatMap((multiple) => [...multiple.series])} /> : null}
        {'sources' in panel ? (
          <span className="trend-source">
            <SourceLine sources={panel.sources} /> <OriginButton question={{ title, recordTypes }} />
          </span>
        ) : null}
      </header>
      {data ? (
        <Suspense fallback={<span className="skeleton" style={{ height: layoutOf(data).heightPx }} />}>
          <TrendChart data={data} notes={own} label={sentence(data)} onMonth={onMonth} />
        </Suspense>
      ) : null}
      {'unavailable' in panel ? (
        <EmptyState state={panel} action={<RetryButton state={panel} onRetry={onRetry} />} />
      ) : null}
    </section>
  )
}

function Legend({ series }: { series: readonly Series[] }) {
  const { t } = useLanguage()
  return (
    <span className="legend" aria-hidden="true">
      {series.map((one) => (
        <span key={one.id} className={one.beside ? 'aside' : ''}>
          {one.beside ? null : <i className={`series-${one.id}`} />}
          {one.beside
            ? t(`profile.trends.${one.beside}Chart`, { median: latest(one) })
            : t(`profile.trends.legend.${one.id}`)}
        </span>
      ))}
    </span>
  )
}

function latest(series: Series): string {
  return (series.values.findLast((value) => value !== null) ?? 0).toLocaleString('en-US')
}

function ReadingNotes({ notes }: { notes: readonly Note[] }) {
  const { t, words } = useLanguage()
  const items: ReactNode[] = notes.map((note) => (
    <li key={note.number} className={`reading-note ${note.tone}`}>
      <i aria-hidden="true">{note.number}</i>
      <b>{words(note.title)}</b>
      <p>{words(note.text)}</p>
    </li>
  ))
  return (
    <aside className="reading" aria-label={t('profile.trends.reading')}>
      <h3>{t('profile.trends.reading')}</h3>
      {items.length > 0 ? <ol>{items}</ol> : <p>{t('profile.trends.noNotes')}</p>}
    </aside>
  )
}
