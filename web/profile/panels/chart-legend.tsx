import { useLanguage } from '../../components/language.ts'
import type { ChartData } from '../chart/chart-data.ts'

/** What the colors of a chart mean; a median that would flatten the curve is said here instead of drawn. */
export function ChartLegend({ data }: { data: ChartData }) {
  const { t, words } = useLanguage()
  const lines = data.multiples.flatMap(({ lines: own }) => [...own])
  const beside = lines.flatMap(({ beside: side, median }) => (side && median ? [{ side, median }] : []))
  const drawn = lines.some(({ beside: side, median }) => median && !side)
  return (
    <span className="legend" aria-hidden="true">
      {lines.map((line) => (
        <span key={line.id}>
          <i className={line.form} style={{ background: line.color }} />
          {words(line.label)}
        </span>
      ))}
      {drawn ? (
        <span>
          <i className="dash" />
          {t('profile.trends.legend.median')}
        </span>
      ) : null}
      {beside.map(({ side, median }) => (
        <span key={side} className="aside">
          {t(`profile.trends.${side}Chart`, {
            median: (median.findLast((value) => value !== null) ?? 0).toLocaleString('en-US', {
              maximumFractionDigits: 1,
            }),
          })}
        </span>
      ))}
    </span>
  )
}
