import type { Study } from '../study.ts'
import { dataSection } from './data-section.ts'
import { indicatorSection } from './indicator-section.ts'
import { count, money, paragraph, percent, sayWords, section, tiles } from './markup.ts'
import { page } from './page.ts'
import { policySection } from './policy-section.ts'
import { scorecardSection } from './scorecard-section.ts'
import { sensitivitySection } from './sensitivity-section.ts'
import { validationSection } from './validation-section.ts'

const title = {
  zh: '真实发票上的信用评分与信贷策略',
  en: 'Credit scoring and lending policy on real invoices',
}

/** The whole study as one self-contained page that a banker can read and print. */
export function composeReport(study: Study): string {
  const { firms } = study
  const contents = [
    { id: 'summary', title: { zh: '结论', en: 'Findings' } },
    { id: 'data', title: { zh: '数据', en: 'Data' } },
    { id: 'indicators', title: { zh: '指标', en: 'Indicators' } },
    { id: 'scorecard', title: { zh: '评分卡', en: 'Scorecard' } },
    { id: 'validation', title: { zh: '检验', en: 'Validation' } },
    { id: 'policy', title: { zh: '信贷策略', en: 'Credit policy' } },
    { id: 'sensitivity', title: { zh: '敏感性与回看', en: 'Sensitivity, and a look back' } },
    { id: 'limits', title: { zh: '局限', en: 'Limits' } },
  ]
  const body = [
    summarySection(study),
    dataSection(study),
    indicatorSection(study),
    scorecardSection(study),
    validationSection(study),
    policySection(study),
    sensitivitySection(study),
    limitsSection(study),
  ]
  return page(
    title,
    {
      zh: `CUMCM 2020 C 题：${firms.labelled} 家有标签企业建模，${firms.unlabelled} 家企业制定策略`,
      en: `CUMCM 2020, problem C: a model from ${firms.labelled} labelled firms, a policy for ${firms.unlabelled} others`,
    },
    contents,
    body.join('\n'),
    footer(study),
  )
}

function summarySection(study: Study): string {
  const { fit, portfolio } = study
  const read = study.files
    .filter(({ id }) => id.includes('invoices'))
    .reduce((sum, file) => sum + file.rowsRead, 0)
  const { auc, ks, aucInterval } = fit.crossValidated
  const single = study.comparisons.find(({ id }) => id === 'single-feature')!.measure.auc.toFixed(3)
  return section(
    'summary',
    { zh: '结论', en: 'Findings' },
    tiles([
      {
        value: count(read),
        words: { zh: '张真实增值税发票', en: 'real VAT invoices' },
        note: {
          zh: `${count(study.firms.labelled + study.firms.unlabelled)} 家企业，全部读入`,
          en: `of ${count(study.firms.labelled + study.firms.unlabelled)} firms, all read`,
        },
      },
      {
        value: auc.toFixed(3),
        words: { zh: '评分卡 AUC（交叉验证）', en: 'AUC of the scorecard (cross-validated)' },
        note: {
          zh: `95% 区间 ${aucInterval.map((side) => side.toFixed(2)).join('–')}，KS ${ks.toFixed(2)}，${fit.card.variables.length} 个变量`,
          en: `95 % interval ${aucInterval.map((side) => side.toFixed(2)).join('–')}, KS ${ks.toFixed(2)}, ${fit.card.variables.length} variables`,
        },
      },
      {
        value: `${portfolio.admitted} / ${portfolio.decisions.length}`,
        words: { zh: '准入企业', en: 'firms admitted' },
        note: {
          zh: `额度合计 ${money(portfolio.totalFen).zh}`,
          en: `${money(portfolio.totalFen).en} in all`,
        },
      },
      {
        value: sayWords(money(portfolio.expectedProfitFen)),
        words: { zh: '一年期望收益', en: 'expected profit of a year' },
        note: { zh: '违约损失率 100%，最优性已证明', en: 'at a loss given default of 100 %, proven optimal' },
      },
    ]),
    paragraph(
      `只用发票，${fit.card.variables.length} 个变量的评分卡就能把违约企业与好企业区分到 AUC ${auc.toFixed(3)}。但只看“销售额”一项，AUC 就有 ${single}，${study.firms.defaults} 个违约样本分不出高下。评分卡的价值在于校准的概率、可解释的理由和可定价的策略，而不是更高的排序分数。`,
      `From invoices alone, a scorecard of ${fit.card.variables.length} variables tells defaults from good firms at an AUC of ${auc.toFixed(3)}. Sales alone reaches ${single}, and ${study.firms.defaults} defaults cannot tell the two apart. What the card adds is calibrated probabilities, reasons, and a policy that can be priced, not a better ranking.`,
    ),
  )
}

function limitsSection(study: Study): string {
  const { defaults, labelled } = study.firms
  const [low, high] = study.fit.crossValidated.aucInterval
  const width = (high! - low!).toFixed(2)
  const rate = percent(defaults / labelled, 0)
  return section(
    'limits',
    { zh: '局限', en: 'Limits' },
    `<ul>${[
      [
        `${defaults} 个违约样本只够支撑 3 至 5 个变量；AUC 的区间宽达 ${width}。这张卡是方法的演示，不能直接投产。`,
        `${defaults} defaults carry 3 to 5 variables and no more; the interval of the AUC is ${width} wide. The card shows a method; it is not fit for production.`,
      ],
      [
        '有标签企业与无标签企业未必同质：后者多为个体经营和小微企业，违约概率可能整体偏移，策略表中的敏感性应一并阅读。',
        'The unlabelled firms may differ from the labelled ones (many are small or sole proprietors), so all probabilities may be shifted; read the sensitivity tables with the policy.',
      ],
      [
        `样本违约率为 ${rate}，来自竞赛抽样，不代表任何银行的客户；没有外部基准可以校准。`,
        `The default rate of the sample, ${rate}, comes from the contest and stands for no bank’s customers; there is no outside rate to calibrate to.`,
      ],
      [
        '流失率曲线按评级给出，我们按违约概率映射到 A、B、C 三条曲线；三条曲线相差不大，映射的影响有限，但仍是我们的假设。',
        'Churn is given by rating; we map probabilities onto the curves A, B and C. They differ little, so the mapping matters little, but it is ours.',
      ],
      [
        '额度只受题目上下限约束，没有考虑企业的承受能力；超过近 12 个月销售额 30% 的额度已逐家提示。',
        'Amounts obey the bounds of the task only, not the capacity of the firm; amounts above 30 % of a year’s sales are pointed out firm by firm.',
      ],
    ]
      .map(([zh, en]) => `<li>${sayWords({ zh: zh!, en: en! })}</li>`)
      .join('')}</ul>`,
  )
}

function footer(study: Study): { zh: string; en: string } {
  const { card } = study.fit
  const versions = `${card.id} v${card.version} · ${card.fittedOn.digest} · ${study.indicators.definitionsVersion}`
  return {
    zh: `可复现：npx sanxin real-data cumcm2020c --report FILE.html；训练表摘要与指标目录版本：${versions}。用时 ${study.seconds.toFixed(0)} 秒。平台给出参考，授信由银行决定。`,
    en: `To reproduce: npx sanxin real-data cumcm2020c --report FILE.html; training table and catalogue: ${versions}. Took ${study.seconds.toFixed(0)} seconds. The platform gives a reference; the bank decides.`,
  }
}
