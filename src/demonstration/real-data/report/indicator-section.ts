import type { Study } from '../study.ts'
import { figure, label, paragraph, percent, plain, section, table } from './markup.ts'

const shown = 24

/** The indicators that the invoices give, and how each alone tells defaults apart. */
export function indicatorSection(study: Study): string {
  const { available, catalogue, screened } = study.indicators
  const rows = screened.slice(0, shown)
  const leak = study.firms.byRating
    .map(({ rating, firms, defaults }) => `${rating} ${defaults}/${firms}`)
    .join(' · ')
  return section(
    'indicators',
    { zh: '指标：发票说了什么', en: 'Indicators: what the invoices say' },
    paragraph(
      `平台的指标目录共 ${catalogue} 项，其中 ${available} 项可由发票算出：规模、增长、季节性、作废与红字、上下游家数、集中度、留存、断票、进销差等。所有指标由同一个计算核心按同一定义计算，与平台其他场景完全一致。`,
      `The platform's catalogue has ${catalogue} indicators, of which ${available} follow from invoices: size, growth, seasonality, void and red-letter shares, counterparties, their concentration and retention, gaps, margin. One kernel computes all of them by one definition, here as everywhere else on the platform.`,
    ),
    paragraph(
      '下表按信息值（IV）排列。单项 AUC 用全部有标签企业计算、方向按数据选取，因此偏乐观。只有标为“候选”的指标可以进入评分卡：18 个违约样本经不起在上百个指标里挑选。',
      'The table is in order of information value (IV). The AUC alone is measured on all labelled firms with the better direction, so it flatters. Only the candidates may enter the scorecard: 18 defaults do not bear a choice among a hundred indicators.',
    ),
    table(
      {
        zh: `信息值最高的 ${rows.length} 项指标`,
        en: `The ${rows.length} indicators with the highest information value`,
      },
      [
        label('指标', 'Indicator'),
        { ...label('IV', 'IV'), figure: true },
        { ...label('单项 AUC', 'AUC alone'), figure: true },
        { ...label('缺失', 'Missing'), figure: true },
        label('用途', 'Use'),
      ],
      rows.map((entry) => [
        label(entry.zh, entry.en),
        figure(entry.iv.toFixed(2)),
        figure(entry.auc.toFixed(3)),
        figure(percent(entry.missing, 0)),
        entry.selected
          ? { ...label('入选评分卡', 'in the scorecard'), strong: true }
          : entry.candidate
            ? label('候选', 'candidate')
            : plain(''),
      ]),
      'tall',
    ),
    paragraph(
      `IV 超过 0.5 在大样本中意味着要检查泄漏；这里它首先说明样本小，区间由数据选取。信誉评级与违约几乎同义（各级违约：${leak}），属于标签泄漏，只在这里计数，从不参与计算。`,
      `An IV above 0.5 calls for a search for leaks in a large sample; here it first of all says that the sample is small and the bins were chosen on it. The rating nearly restates the outcome (defaults by rating: ${leak}): it leaks the label, is counted here and takes no part in anything else.`,
      'note',
    ),
  )
}
