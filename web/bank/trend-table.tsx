import type { Profile } from '../../src/credit/profile/contract.ts'
import { fullAmount } from '../components/amount.ts'
import { useLanguage } from '../components/language.ts'
import { bracketed } from '../components/punctuation.ts'
import { OriginValue } from '../lineage/origin-button.tsx'
import { seriesOrigin } from '../lineage/origin-of.ts'
import { type TrendColumn, trendColumns } from './trend-columns.ts'

/** The same figures as the charts, as a table: for screen readers, for copying, for those who prefer it. */
export function TrendTable({ trends }: { trends: Profile['trends'] }) {
  const { t, language } = useLanguage()
  const { months, columns } = trendColumns(trends)
  const shown = (column: TrendColumn, index: number) => {
    const value = column.values[index]
    if (value === null || value === undefined) return '—'
    return column.unit === 'fen' ? fullAmount(String(value), language) : Number(value).toLocaleString('en-US')
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={t('profile.trends.table')}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('profile.trends.month')}</th>
            {columns.map((column) => (
              <th scope="col" className="figure" key={column.id}>
                {t(`profile.trends.legend.${column.series}`)}
                {column.of ? bracketed(t(`profile.trends.legend.${column.of}`), language) : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((month, index) => (
            <tr key={month}>
              <th scope="row">{month}</th>
              {columns.map((column) => (
                <td className="figure" key={column.id}>
                  <Cell column={column} month={month} text={shown(column, index)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A figure of the firm opens its records; a median is of others, whose records are not shown. */
function Cell({ column, month, text }: { column: TrendColumn; month: string; text: string }) {
  const { t } = useLanguage()
  const recordTypes = seriesOrigin[column.series]
  if (recordTypes === undefined || text === '—') return text
  const title = t(`profile.trends.legend.${column.series}`)
  return <OriginValue question={{ title, recordTypes, from: month, to: month }}>{text}</OriginValue>
}
