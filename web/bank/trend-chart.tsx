import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkPointComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import type { Note } from '../../src/credit/profile/contract.ts'
import { useLanguage } from '../components/language.ts'
import { layoutOf, trendOption } from './trend-option.ts'
import type { Series, TrendData } from './trend-series.ts'

use([
  BarChart,
  LineChart,
  GridComponent,
  MarkAreaComponent,
  MarkPointComponent,
  TooltipComponent,
  SVGRenderer,
])

export interface TrendChartProps {
  data: TrendData
  notes: readonly Note[]
  /** The chart's conclusion in a sentence, for those who do not see it. */
  label: string
}

export function TrendChart({ data, notes, label }: TrendChartProps) {
  const holder = useRef<HTMLDivElement>(null)
  const { t, language } = useLanguage()
  const { tops, heightPx } = layoutOf(data)

  useEffect(() => {
    const element = holder.current
    if (!element) return
    const chart = init(element, undefined, { renderer: 'svg' })
    const draw = () =>
      chart.setOption(
        trendOption(data, notes, {
          name: (series: Series) => t(`profile.trends.legend.${series.id}`),
          language,
          narrow: element.clientWidth < 520,
          still: matchMedia('(prefers-reduced-motion: reduce)').matches,
          fontFamily: getComputedStyle(document.body).fontFamily,
        }),
      )
    draw()
    const watcher = new ResizeObserver(() => {
      chart.resize()
      draw()
    })
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      chart.dispose()
    }
  }, [data, notes, language, t])

  return (
    <div className="trend-chart">
      {data.multiples.slice(1).map((multiple, index) => (
        <h4 key={multiple.id} style={{ top: (tops[index + 1] ?? 0) - 26 }}>
          {t(`profile.trends.${multiple.id}`)}
        </h4>
      ))}
      <div ref={holder} role="img" aria-label={label} style={{ height: heightPx }} />
    </div>
  )
}
