import { type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import { monthText } from '../../components/calendar.ts'
import { useLanguage } from '../../components/language.ts'
import { bracketed } from '../../components/punctuation.ts'
import type { ChartData, Multiple } from './chart-data.ts'
import './chart.css'
import { edges } from './plot.ts'
import { SmallMultiple } from './small-multiple.tsx'

export interface ChartProps {
  data: ChartData
  /** The chart's conclusion in a sentence, for those who do not see it. */
  label: string
  /** A month was clicked. By keyboard the same is reached from the table and from the heading. */
  onMonth?: ((month: string) => void) | undefined
}

/** Small multiples over the same months, one above the other, with one pointer through all of them. */
export function Chart({ data, label, onMonth }: ChartProps) {
  const { t, words, language } = useLanguage()
  const holder = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(holder)
  const [at, setAt] = useState<number>()
  const many = data.multiples.length > 1

  function monthUnder(event: MouseEvent): number | undefined {
    const box = holder.current!.getBoundingClientRect()
    const slotPx = (box.width - edges.left - edges.right) / data.months.length
    const index = Math.floor((event.clientX - box.left - edges.left) / slotPx)
    return index >= 0 && index < data.months.length ? index : undefined
  }

  const headOf = ({ lines, measure }: Multiple) => {
    const unit = measure.unit ? t(measure.unit) : ''
    if (!many) return unit ? t('profile.trends.unit', { unit }) : ''
    const name = lines.map((line) => words(line.label)).join(' · ')
    return unit ? `${name}${bracketed(unit, language)}` : name
  }

  return (
    <div className="trend-chart">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table of the same figures answers the keyboard. */}
      <div
        ref={holder}
        role="img"
        aria-label={label}
        onMouseMove={(event) => setAt(monthUnder(event))}
        onMouseLeave={() => setAt(undefined)}
        onClick={(event) => {
          const index = monthUnder(event)
          if (index !== undefined) onMonth?.(data.months[index]!)
        }}
      >
        {data.multiples.map((multiple, index) => (
          <div key={multiple.id} className="multiple">
            <p className={many ? 'multiple-head' : 'multiple-head unit'}>{headOf(multiple)}</p>
            {widthPx > 0 ? (
              <SmallMultiple
                multiple={multiple}
                months={data.months}
                widthPx={widthPx}
                at={at}
                last={index === data.multiples.length - 1}
              />
            ) : (
              <span style={{ display: 'block', height: multiple.heightPx + 36 }} />
            )}
          </div>
        ))}
        {at === undefined ? null : (
          <div
            className={at > data.months.length / 2 ? 'chart-tip before' : 'chart-tip'}
            style={{ left: `${leftOf(at, data.months.length, widthPx)}px` }}
          >
            <b>{monthText(data.months[at]!, language)}</b>
            <TipRows data={data} at={at} />
          </div>
        )}
      </div>
    </div>
  )
}

function TipRows({ data, at }: { data: ChartData; at: number }) {
  const { t, words } = useLanguage()
  const text = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : value.toLocaleString('en-US', { maximumFractionDigits: 2 })
  return data.multiples.flatMap(({ lines, measure }) =>
    lines.map((line) => (
      <p key={line.id}>
        <i style={{ background: line.color }} />
        {words(line.label)}
        <em>
          {text(line.values[at])} {measure.unit ? t(measure.unit) : ''}
          {line.median ? (
            <small>{t('profile.trends.medianIs', { median: text(line.median[at]) })}</small>
          ) : null}
        </em>
      </p>
    )),
  )
}

function leftOf(at: number, months: number, widthPx: number): number {
  return edges.left + ((at + 0.5) * (widthPx - edges.left - edges.right)) / months
}

function useWidth(holder: { current: HTMLElement | null }): number {
  const [widthPx, setWidthPx] = useState(0)
  useLayoutEffect(() => {
    const element = holder.current
    if (!element) return
    const measure = () => setWidthPx(Math.round(element.clientWidth))
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [holder])
  return widthPx
}
