import { breakEvenProbability } from '../offer.ts'
import type { Study } from '../study.ts'
import { bps, figure, label, money, paragraph, percent, plain, sayWords, section, table } from './markup.ts'

/** What the result rests on, and what the same policy would have earned where the outcome is known. */
export function sensitivitySection(study: Study): string {
  const { backTest } = study
  return section(
    'sensitivity',
    { zh: '敏感性与回看', en: 'Sensitivity, and a look back' },
    table(
      { zh: '换一种条件重新求最优', en: 'The optimum under other terms' },
      [
        label('条件', 'Terms'),
        { ...label('准入企业', 'Admitted'), figure: true },
        { ...label('额度合计', 'Amount'), figure: true },
        { ...label('平均利率', 'Mean rate'), figure: true },
        { ...label('不准入界限', 'Refused from PD'), figure: true },
        { ...label('期望收益', 'Expected profit'), figure: true },
      ],
      study.alternatives.map(({ zh, en, portfolio }, at) => {
        const admitted = portfolio.decisions.filter((decision) => decision.admitted)
        const rate =
          admitted.reduce((sum, { offer }) => sum + (offer?.rateBps ?? 0), 0) / Math.max(1, admitted.length)
        return [
          { ...label(zh, en), strong: at === 0 },
          figure(portfolio.admitted),
          { html: sayWords(money(portfolio.totalFen)), figure: true },
          figure(admitted.length > 0 ? bps(rate) : ''),
          figure(percent(breakEvenProbability(portfolio.terms))),
          { html: sayWords(money(portfolio.expectedProfitFen)), figure: true },
        ]
      }),
    ),
    table(
      {
        zh: '如果实际违约比估计的多：主方案已放出的贷款会怎样',
        en: 'If defaults are more frequent than estimated: the loans of the main case',
      },
      [
        label('实际违约概率 ÷ 估计', 'True PD ÷ estimate'),
        { ...label('期望收益', 'Expected profit'), figure: true },
      ],
      study.stress.map(({ factor, profitFen }) => [
        plain(`× ${factor}`),
        { html: sayWords(money(profitFen)), figure: true },
      ]),
    ),
    paragraph(
      `回看有标签的 ${backTest.firms} 家：用没有见过它们的模型给出违约概率，按同一策略每家最多 100 万元。会向 ${backTest.offered} 家发放，其中 ${backTest.defaulted} 家在记录中违约；另有 ${backTest.defaultsAvoided} 家违约企业被拒绝。策略自己预计收益 ${money(backTest.expectedProfitFen).zh}，按记录的结果为 ${money(backTest.recordedProfitFen).zh}。违约损失率 100% 时，一家意外违约要吃掉几十家的利息：这正是样本少的含义。`,
      `Looking back at the ${backTest.firms} labelled firms: with probabilities from models that had not seen them, the same policy at up to one million yuan each lends to ${backTest.offered}, of which ${backTest.defaulted} defaulted by the record; ${backTest.defaultsAvoided} defaults are refused. The policy expects ${money(backTest.expectedProfitFen).en}; by the recorded outcomes it is ${money(backTest.recordedProfitFen).en}. At a loss of 100 %, one unexpected default eats the interest of dozens of firms: that is what a small sample means.`,
    ),
  )
}
