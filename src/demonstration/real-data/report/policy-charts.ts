import { yieldOf } from '../offer.ts'
import type { Study } from '../study.ts'
import { money, percent } from './markup.ts'
import { axes, bar, colors, dot, legend, line, path, plot, roundTicks, svg, texts } from './svg.ts'

/** Churn by rate, as annex 3 has it, and what a yuan offered then earns for three probabilities of default. */
export function churnChart(study: Study): string {
  const area = plot([400, 1500], [0, 1], { width: 560, height: 360 })
  const rates = [400, 600, 800, 1000, 1200, 1400].map((at) => ({ at, words: `${at / 100}%` }))
  const shares = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, words: percent(at, 0) }))
  const bands = ['A', 'B', 'C'] as const
  return svg(
    area,
    { zh: '贷款利率与客户流失率', en: 'Interest rate and churn' },
    axes(
      area,
      { x: rates, y: shares },
      {
        x: { zh: '年利率', en: 'annual rate' },
        y: { zh: '流失率', en: 'churn' },
      },
    ),
    ...bands.map((band) => {
      const curve = study.curves[band]
      return path(
        curve.ratesBps.map((rate, at) => [area.x(rate), area.y(curve.churn[at]!)] as const),
        colors.bands[band],
        2.4,
      )
    }),
    legend(
      area.x(1080),
      area.y(0.3),
      bands.map((band) => ({ color: colors.bands[band], words: { zh: `${band} 档`, en: `band ${band}` } })),
    ),
  )
}

export function yieldChart(study: Study): string {
  const { terms } = study.portfolio
  const cases = [0.01, 0.03, 0.06]
  const rates = Array.from({ length: 221 }, (_, at) => 400 + at * 5)
  const lines = cases.map((probability) =>
    rates.map((rate) => yieldOf(study.curves.B, probability, rate, terms)),
  )
  const [low, high] = [Math.min(-0.02, ...lines.flat()), Math.max(...lines.flat())]
  const area = plot([400, 1500], [low, high * 1.1], { width: 560, height: 360 })
  const palette = [colors.teal, colors.gold, colors.red]
  return svg(
    area,
    { zh: '利率与每元期望收益', en: 'Rate and expected profit a yuan' },
    axes(
      area,
      {
        x: [400, 600, 800, 1000, 1200, 1400].map((at) => ({ at, words: `${at / 100}%` })),
        y: roundTicks(low, high, 5).map((at) => ({ at, words: percent(at) })),
      },
      {
        x: { zh: '年利率', en: 'annual rate' },
        y: { zh: '每元授信的期望收益', en: 'expected profit a yuan offered' },
      },
    ),
    line(area.left, area.y(0), area.width - area.right, area.y(0), 'axis'),
    ...lines.map((values, at) => {
      const best = values.indexOf(Math.max(...values))
      return (
        path(
          values.map((value, place) => [area.x(rates[place]!), area.y(value)] as const),
          palette[at]!,
          2.4,
        ) + dot(area.x(rates[best]!), area.y(values[best]!), 5, palette[at]!)
      )
    }),
    legend(
      area.x(1080),
      area.y(low * 0.25),
      cases.map((probability, at) => ({
        color: palette[at]!,
        words: { zh: `违约概率 ${percent(probability, 0)}`, en: `default ${percent(probability, 0)}` },
      })),
    ),
  )
}

/** The firms in order of what a yuan earns, and where the budget ends. */
export function budgetChart(study: Study): string {
  const sorted = study.portfolio.decisions
    .filter(({ offer }) => offer !== null && offer.yield > 0)
    .sort(
      (left, right) =>
        right.offer!.yield - left.offer!.yield || Number(right.admitted) - Number(left.admitted),
    )
  const highest = Math.max(0.01, ...sorted.map(({ offer }) => offer!.yield))
  const area = plot([0, Math.max(sorted.length, 1)], [0, highest * 1.1], { height: 300 })
  const width = area.x(1) - area.x(0)
  const bars = sorted.map(({ offer, band, admitted }, at) => {
    const top = area.y(offer!.yield)
    const shape = bar(area.x(at), top, width * 0.82, area.y(0) - top, colors.bands[band])
    return admitted ? shape : shape.replace('<rect', '<rect fill-opacity="0.28"')
  })
  const admitted = sorted.filter((decision) => decision.admitted).length
  const edge = area.x(admitted)
  const total = money(study.portfolio.totalFen)
  const ends = admitted < sorted.length ? ['middle', edge] : ['end', edge - 4]
  return svg(
    area,
    { zh: '按每元期望收益排序的企业', en: 'Firms in order of expected profit a yuan' },
    axes(
      area,
      {
        x: roundTicks(0, sorted.length, 8).map((at) => ({ at, words: String(at) })),
        y: roundTicks(0, highest, 4).map((at) => ({ at, words: percent(at) })),
      },
      {
        x: { zh: '企业（按收益率排序）', en: 'firms by yield' },
        y: { zh: '每元期望收益', en: 'expected profit a yuan' },
      },
    ),
    ...bars,
    line(edge, area.top, edge, area.height - area.bottom, 'axis', 'stroke:#14213A;stroke-dasharray:5 4'),
    texts(
      Number(ends[1]),
      area.top - 4,
      { zh: `${admitted} 家，合计 ${total.zh}`, en: `${admitted} firms, ${total.en} in all` },
      String(ends[0]),
      'strong',
    ),
    legend(
      area.width - 190,
      area.top + 26,
      (['A', 'B', 'C'] as const).map((band) => ({
        color: colors.bands[band],
        words: { zh: `${band} 档`, en: `band ${band}` },
        shape: 'box' as const,
      })),
    ),
  )
}
