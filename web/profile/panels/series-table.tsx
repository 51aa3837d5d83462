import type { SeriesData } from '../../../src/credit/profile/section.contract.ts'
import { useLanguage } from '../../components/language.ts'
import { bracketed } from '../../components/punctuation.ts'
import { OriginValue } from '../../lineage/origin-button.tsx'
import { valueText } from '../value-text.ts'

export interface SeriesTableProps {
  title: string
  series: SeriesData
  recordTypes: readonly string[]
}

/** The figures of a chart, the newest month first; each leads to its records. */
export function SeriesTable({ title, series, recordTypes }: SeriesTableProps) {
  const { t, words, language } = useLanguage()
  const median = t('profile.trends.legend.median')
  const columns = series.lines.flatMap((line) => [
    { id: line.id, label: words(line.label), unit: line.unit, values: line.values, own: true },
    ...(line.median
      ? [
          {
            id: `${line.id}-median`,
            label: `${median}${bracketed(words(line.label), language)}`,
            unit: line.unit,
            values: line.median,
            own: false,
          },
        ]
      : []),
  ])
  const rows = series.months.map((month, index) => ({ month, index })).reverse()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={title}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('profile.trends.month')}</th>
            {columns.map((column) => (
              <th scope="col" className="figure" key={column.id}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ month, index }) => (
            <tr key={month}>
              <th scope="row">{month}</th>
              {columns.map(({ id, label, unit, values, own }) => {
                const text = valueText({ type: unit, value: values[index] ?? null }, language) ?? '—'
                return (
                  <td className="figure" key={id}>
                    {own && text !== '—' ? (
                      <OriginValue question={{ title: label, recordTypes, from: month, to: month }}>
                        {text}
                      </OriginValue>
                    ) : (
                      text
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
