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
  /** A month was clicked. By keyboard the same is reached from the table and from the heading. */
  onMonth: (month: string) => void
}

export function TrendChart({ data, notes, label, onMonth }: TrendChartProps) {
  const holder = useRef<HTMLDivElement>(null)
  const { t, language } = useLanguage()
  const { tops, heightPx } = layoutOf(data)
  const clicked = useRef(onMonth)
  useEffect(() => {
    clicked.current = onMonth
  })

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
    chart.getZr().on('click', ({ offsetX, offsetY }) => {
      const grid = data.multiples.findIndex((_, index) =>
        chart.containPixel({ gridIndex: index }, [offsetX, offsetY]),
      )
      if (grid < 0) return
      const month = data.months[Number(chart.convertFromPixel({ xAxisIndex: grid }, offsetX))]
      if (month) clicked.current(month)
    })
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
