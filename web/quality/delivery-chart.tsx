import type { DeliveryQuality } from '../../src/information/quality/contract.ts'
import { dayText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { countText } from './share-text.ts'

const [width, height, left, bottom] = [720, 190, 74, 24]

/** The deliveries side by side: what was published, what was set aside, what came again. */
export function DeliveryChart({ trend }: { trend: readonly DeliveryQuality[] }) {
  const { t } = useLanguage()
  const highest = Math.max(...trend.map((delivery) => delivery.rows), 1)
  const step = Math.min(46, (width - left) / Math.max(trend.length, 1))
  const y = (rows: number) => (rows / highest) * (height - bottom - 10)
  const [first, last] = [trend[0], trend.at(-1)]
  const label =
    first && last
      ? t('quality.chart.label', {
          count: trend.length,
          first: countText(first.rows),
          last: countText(last.rows),
          highest: countText(highest),
        })
      : t('quality.none')
  return (
    <figure className="delivery-chart">
      <p className="legend" aria-hidden="true">
        {(['published', 'duplicate', 'quarantined', 'notPublished'] as const).map((part) => (
          <span key={part}>
            <i className={`part-${part}`} />
            {t(`quality.chart.${part}`)}
          </span>
        ))}
      </p>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              x1={left}
              x2={width}
              y1={height - bottom - y(highest * share)}
              y2={height - bottom - y(highest * share)}
            />
            <text x={left - 8} y={height - bottom - y(highest * share) + 4} textAnchor="end">
              {countText(Math.round(highest * share))}
            </text>
          </g>
        ))}
        {trend.map((delivery, place) => (
          <Column
            key={delivery.batch}
            delivery={delivery}
            x={left + place * step + step * 0.18}
            size={step * 0.64}
            base={height - bottom}
            y={y}
          />
        ))}
        {first && last ? (
          <>
            <text x={left + 2} y={height - 6}>
              {dayText(first.at)}
            </text>
            {trend.length > 3 ? (
              <text x={left + trend.length * step} y={height - 6} textAnchor="end">
                {dayText(last.at)}
              </text>
            ) : null}
          </>
        ) : null}
      </svg>
    </figure>
  )
}

interface ColumnProps {
  delivery: DeliveryQuality
  x: number
  size: number
  base: number
  y: (rows: number) => number
}

function Column({ delivery, x, size, base, y }: ColumnProps) {
  const { quarantined, duplicate, rows, outcome } = delivery
  const away = outcome === 'held' || outcome === 'rejected' || outcome === 'withdrawn'
  const parts = [
    [away ? 'notPublished' : 'published', Math.max(0, rows - quarantined - duplicate)],
    ['duplicate', duplicate],
    ['quarantined', quarantined],
  ] as const
  let top = base
  return (
    <g>
      <title>{`${dayText(delivery.at)} ${countText(rows)}`}</title>
      {parts.map(([part, count]) => {
        top -= y(count)
        return count > 0 ? (
          <rect key={part} className={`part-${part}`} x={x} y={top} width={size} height={y(count)} />
        ) : null
      })}
      {delivery.findings.length > 0 ? <circle cx={x + size / 2} cy={Math.max(5, top - 8)} r="4" /> : null}
    </g>
  )
}
