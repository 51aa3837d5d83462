import { bandBorders } from '../probability-band.ts'
import type { Study } from '../study.ts'
import { percent } from './markup.ts'
import { axes, colors, dot, legend, line, path, plot, svg, text, texts } from './svg.ts'

const curveColors = [colors.brand, colors.orange, colors.grey, colors.gold]

/** Of the firms refused from the riskiest on: the share of defaults avoided against the share of good firms lost. */
export function rocChart(study: Study): string {
  const area = plot([0, 1], [0, 1], { width: 560, height: 470, left: 56 })
  const share = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, words: percent(at, 0) }))
  const labels = study.labelled.map(({ defaulted }) => defaulted)
  const curves = study.comparisons.map(({ riskByFirm }, at) =>
    path(
      rocPoints(labels, riskByFirm).map(([x, y]) => [area.x(x), area.y(y)] as const),
      curveColors[at % curveColors.length]!,
      at === 0 ? 3 : 2,
    ),
  )
  return svg(
    area,
    { zh: '区分能力曲线（ROC）', en: 'How well the risks are separated (ROC)' },
    axes(
      area,
      { x: share, y: share },
      {
        x: { zh: '误拒的好企业', en: 'good firms refused' },
        y: { zh: '避开的违约企业', en: 'defaults avoided' },
      },
    ),
    path(
      [
        [area.x(0), area.y(0)],
        [area.x(1), area.y(1)],
      ],
      '#AEB6C2',
      1,
      '4 4',
    ),
    ...curves,
    legend(
      area.x(0.3),
      area.y(0.26),
      study.comparisons.map(({ zh, en, measure }, at) => ({
        color: curveColors[at % curveColors.length]!,
        words: { zh: `${zh} ${measure.auc.toFixed(3)}`, en: `${en} ${measure.auc.toFixed(3)}` },
      })),
    ),
  )
}

/** The curve through all thresholds, riskiest first; equal risks are taken together. */
export function rocPoints(labels: readonly boolean[], risk: Float64Array): [number, number][] {
  const order = [...risk.keys()].sort((left, right) => risk[right]! - risk[left]!)
  const bads = labels.filter(Boolean).length
  const goods = labels.length - bads
  const points: [number, number][] = [[0, 0]]
  let [hit, lost] = [0, 0]
  for (const [at, firm] of order.entries()) {
    if (labels[firm]) hit++
    else lost++
    const next = order[at + 1]
    if (next === undefined || risk[next] !== risk[firm]) points.push([lost / goods, hit / bads])
  }
  return points
}

/** Every labelled firm by its out-of-fold probability of default, on a log-odds scale, defaults apart. */
export function probabilityChart(study: Study): string {
  const logOdds = (probability: number) => Math.log(probability / (1 - probability))
  const values = study.labelled.map(({ probabilityOfDefault }) => logOdds(probabilityOfDefault))
  const ticks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95]
  const low = Math.min(logOdds(0.015), ...values) - 0.15
  const high = Math.max(logOdds(0.85), ...values) + 0.15
  const area = plot([low, high], [0, 3], { height: 270, left: 108, bottom: 48, top: 30 })
  const inside = ticks.filter((at) => logOdds(at) >= low && logOdds(at) <= high)
  const stacked = new Map<string, number>()
  const dots = study.labelled.map(({ defaulted }, at) => {
    const x = Math.round(area.x(values[at]!) / 9) * 9
    const key = `${defaulted} ${x}`
    const height = stacked.get(key) ?? 0
    stacked.set(key, height + 1)
    return dot(x, area.y(defaulted ? 1.7 : 0.1) - 6 - height * 10, 4.4, defaulted ? colors.red : colors.brand)
  })
  const [a, b, c] = bandBorders(study.portfolio.terms)
  const borders = [a, b, c].map((border, at) => {
    const x = area.x(logOdds(border))
    const name = ['A | B', 'B | C', 'C | D'][at]!
    return (
      line(x, area.top, x, area.height - area.bottom, 'axis', 'stroke-dasharray:4 4') +
      text(x, area.top - 6, name, 'middle', 'strong')
    )
  })
  return svg(
    area,
    { zh: '有标签企业的违约概率', en: 'Probability of default of the labelled firms' },
    axes(
      area,
      { x: inside.map((at) => ({ at: logOdds(at), words: percent(at, 0) })), y: [] },
      {
        x: { zh: '折外违约概率（对数几率刻度）', en: 'out-of-fold probability of default (log-odds scale)' },
        y: { zh: '', en: '' },
      },
    ),
    texts(area.left - 12, area.y(1.7) - 8, { zh: '违约', en: 'defaulted' }, 'end', 'strong'),
    texts(area.left - 12, area.y(0.1) - 8, { zh: '未违约', en: 'did not' }, 'end', 'strong'),
    ...borders,
    ...dots,
  )
}
