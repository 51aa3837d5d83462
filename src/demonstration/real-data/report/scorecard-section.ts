import type { ScorecardBin, Study } from '../study.ts'
import { type Cell, escapeHtml, figure, label, paragraph, percent, plain, section, table } from './markup.ts'

/** The card itself: bins, what was counted in them, and their points. */
export function scorecardSection(study: Study): string {
  const { card } = study.fit
  const rows = card.variables.flatMap((variable) =>
    variable.bins
      .filter((bin) => bin.rows > 0)
      .map((bin, at): Cell[] => [
        at === 0 ? { ...label(variable.zh, variable.en), strong: true } : plain(''),
        { html: binText(bin, study.units[variable.name]) },
        figure(bin.rows),
        figure(bin.bads),
        figure(percent(bin.bads / bin.rows, 0)),
        figure(bin.woe.toFixed(2)),
        figure(bin.points.toFixed(2)),
      ]),
  )
  return section(
    'scorecard',
    { zh: '评分卡：分数从哪里来', en: 'Scorecard: where the points come from' },
    paragraph(
      `评分 = 基础分 ${card.base.toFixed(2)} + 每个变量所在区间的分数，范围 400 至 700，好坏比 30:1 为 600 分，每 40 分好坏比翻一倍。最多 3 个单调区间；概率用折外结果校准（斜率 ${String(card.fittedOn.detail.calibrationSlope)}），因此不会因拟合过度而显得过于自信。`,
      `Score = base ${card.base.toFixed(2)} + the points of the bin that each variable falls into, from 400 to 700; odds of 30:1 are 600 points and every 40 points double them. At most 3 monotone bins each; probabilities are calibrated on out-of-fold results (slope ${String(card.fittedOn.detail.calibrationSlope)}), so that over-fitting does not make them too sure.`,
    ),
    table(
      {
        zh: '变量、区间与分数（由全部有标签企业拟合）',
        en: 'Variables, bins and points (fitted on all labelled firms)',
      },
      [
        label('变量', 'Variable'),
        label('区间', 'Bin'),
        { ...label('企业', 'Firms'), figure: true },
        { ...label('违约', 'Defaults'), figure: true },
        { ...label('违约率', 'Rate'), figure: true },
        { ...label('证据权重', 'WOE'), figure: true },
        { ...label('分数', 'Points'), figure: true },
      ],
      rows,
    ),
    paragraph(
      '证据权重 = ln（好企业占比 ÷ 违约企业占比），越高越好；计数为零的格加 0.5。',
      'WOE = ln(share of good firms ÷ share of defaults); higher is better; 0.5 is added where a count is zero.',
      'note',
    ),
  )
}

/** A bin in words: amounts in 万元, ratios as percentages, counts as they are. */
export function binText(bin: ScorecardBin, unit: string | undefined): string {
  if (bin.kind === 'missing') return escapeHtml('缺失 missing')
  if (bin.kind !== 'interval') return escapeHtml(bin.label)
  const show = (value: number) => {
    if (unit === 'fen')
      return `${(value / 1_000_000).toLocaleString('en-US', { maximumFractionDigits: 2 })} 万元`
    if (unit === 'ratio') return percent(value)
    return String(Math.round(value * 100) / 100)
  }
  if (bin.lower === null && bin.upper === null) return '全部 any'
  if (bin.lower === null) return `&lt; ${show(bin.upper!)}`
  return bin.upper === null ? `≥ ${show(bin.lower)}` : `${show(bin.lower)} – ${show(bin.upper)}`
}
