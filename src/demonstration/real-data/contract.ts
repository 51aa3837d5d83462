import type { ReasonCatalogue } from '../../foundation/reason.ts'
import { refuser } from '../../foundation/refusal.ts'

export const refuse = refuser({
  'study-folder-missing': {
    kind: 'missing',
    zh: '找不到研究数据的文件夹。',
    en: 'The folder with the data of the study does not exist.',
    todo: { zh: '用 --folder 指出数据所在的文件夹。', en: 'Name the folder with --folder.' },
  },
  'study-file-missing': {
    kind: 'missing',
    zh: '研究数据的文件夹中缺少文件。',
    en: 'A file of the study is missing from its folder.',
    todo: { zh: '补齐 where.file 所指的文件。', en: 'Put the file of where.file into the folder.' },
  },
  'study-annex-unreadable': {
    kind: 'invalid',
    zh: '附件 3（利率与客户流失率）不是可读取的表格。',
    en: 'Annex 3 (interest rate and churn) cannot be read as the table it should be.',
    todo: {
      zh: '表中每行应为利率和 A、B、C 三级的流失率，均为 0 到 1 之间的数。',
      en: 'Each row holds a rate and the churn of the ratings A, B and C, all numbers from 0 to 1.',
    },
  },
  'study-store-mixed': {
    kind: 'conflict',
    zh: '这个数据文件夹中已有同一来源的其他数据，结果会混在一起。',
    en: 'The store already holds other data of the same source, and the two would mix.',
    todo: { zh: '用 --data 指定一个新的数据文件夹。', en: 'Name a new data folder with --data.' },
  },
  'study-without-outcomes': {
    kind: 'invalid',
    zh: '有标签的企业太少，或违约情况只有一种，无法建模或检验。',
    en: 'Too few labelled firms, or all have the same outcome: nothing can be fitted or tested.',
    todo: { zh: '核对“是否违约”一列。', en: 'Check the column that says whether a firm defaulted.' },
  },
})

/** Why a firm is or is not offered a loan by the policy of the study, besides the reasons of its score. */
export const reasons = {
  'study-admitted': {
    kind: 'decline',
    zh: '预期收益为正，且排在额度之内',
    en: 'The expected profit is positive and ranks within the budget',
    todo: { zh: '无需处理。', en: 'Nothing remains to be done.' },
  },
  'study-probability-too-high': {
    kind: 'decline',
    zh: '违约概率过高：15% 以内的任何利率都不能弥补预期损失（等同信誉 D 级）',
    en: 'The probability of default is too high: no rate up to 15 % pays for the expected loss (like rating D)',
    todo: { zh: '补充抵押、担保或更多经营数据。', en: 'Offer collateral, a guarantee or more data.' },
  },
  'study-not-profitable': {
    kind: 'decline',
    zh: '计入客户流失后，没有利率能带来正的预期收益',
    en: 'With churn counted, no rate brings a positive expected profit',
    todo: { zh: '降低资金成本或增加担保后再评估。', en: 'Assess again with cheaper funds or a guarantee.' },
  },
  'study-budget-exhausted': {
    kind: 'decline',
    zh: '预期收益为正，但年度信贷总额已分配给收益率更高的企业',
    en: 'The expected profit is positive, but the budget goes to firms that yield more',
    todo: { zh: '总额增加时优先考虑。', en: 'First in line when the budget grows.' },
  },
  'study-amount-above-capacity': {
    kind: 'decline',
    zh: '提示：额度超过近 12 个月销项金额的 30%，放款前应核实用途和还款来源',
    en: 'Note: the amount exceeds 30 % of the sales of the last 12 months; check its purpose and the source of repayment before lending',
    todo: { zh: '按月均销售核定提款额。', en: 'Set the drawdown by average monthly sales.' },
  },
  'study-short-record': {
    kind: 'decline',
    zh: '提示：发票记录不足 12 个月，违约概率的估计更不可靠',
    en: 'Note: less than 12 months of invoices, so the probability of default is less certain',
    todo: { zh: '补充更早的经营数据。', en: 'Add earlier data.' },
  },
} satisfies ReasonCatalogue

export type StudyReason = keyof typeof reasons
