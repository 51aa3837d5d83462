import type { Study } from '../study.ts'
import { axes, bar, colors, legend, plot, roundTicks, svg } from './svg.ts'

/** Invoices by month, sales and purchases: where the data begin and end. */
export function monthChart(study: Study): string {
  const months = study.invoicesByMonth
  const highest = Math.max(...months.map(({ sale, purchase }) => sale + purchase), 1)
  const area = plot([0, months.length], [0, highest * 1.05], { height: 280 })
  const width = (area.x(1) - area.x(0)) * 0.72
  const bars = months.map(({ sale, purchase }, at) => {
    const x = area.x(at + 0.14)
    return (
      bar(x, area.y(sale), width, area.y(0) - area.y(sale), colors.brand) +
      bar(x, area.y(sale + purchase), width, area.y(sale) - area.y(sale + purchase), colors.light)
    )
  })
  const ticks = {
    x: months.flatMap(({ month }, at) =>
      month.endsWith('-01') || at === 0 ? [{ at: at + 0.5, words: month }] : [],
    ),
    y: roundTicks(0, highest, 4).map((at) => ({ at, words: at.toLocaleString('en-US') })),
  }
  return svg(
    area,
    { zh: '各月发票张数', en: 'Invoices by month' },
    axes(area, ticks, { x: { zh: '开票月份', en: 'month of issue' }, y: { zh: '张', en: 'invoices' } }),
    ...bars,
    legend(area.left + 12, area.top + 16, [
      { color: colors.light, words: { zh: '进项', en: 'purchases' }, shape: 'box' },
      { color: colors.brand, words: { zh: '销项', en: 'sales' }, shape: 'box' },
    ]),
  )
}
