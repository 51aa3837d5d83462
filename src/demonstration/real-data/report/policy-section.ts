import { churnAt } from '../churn-curve.ts'
import { reasons } from '../contract.ts'
import type { StudyDecision } from '../portfolio.ts'
import { bandBorders, type ProbabilityBand } from '../probability-band.ts'
import type { Study } from '../study.ts'
import {
  bps,
  type Cell,
  chart,
  count,
  figure,
  label,
  money,
  paragraph,
  percent,
  plain,
  say,
  sayWords,
  section,
  table,
  wan,
} from './markup.ts'
import { budgetChart, churnChart, yieldChart } from './policy-charts.ts'

/** From a probability of default to an admission, an amount and a rate for each firm. */
export function policySection(study: Study): string {
  const { portfolio } = study
  const [a, b, c] = bandBorders(portfolio.terms)
  const churnAt8 = (['A', 'B', 'C'] as const)
    .map((band) => `${band} ${percent(churnAt(study.curves[band], 800) ?? Number.NaN, 0)}`)
    .join(' · ')
  const gap = Math.max(0, portfolio.boundFen - portfolio.expectedProfitFen)
  return section(
    'policy',
    {
      zh: `信贷策略：${count(study.firms.unlabelled)} 家企业`,
      en: `Credit policy for ${count(study.firms.unlabelled)} firms`,
    },
    paragraph(
      '目标：一年期贷款的期望收益最大；总额不超过 1 亿元，每家 0 或 10 万至 100 万元，年利率 4% 至 15%，客户流失率按附件 3。',
      'Aim: the greatest expected profit on one-year loans, within 100 million yuan, each firm nothing or 100,000 to 1,000,000 yuan, at 4 % to 15 % a year, with churn by annex 3.',
    ),
    `<p class="formula">${say('期望收益 = Σ 额度 × (1 − 流失率(利率)) × [ (1 − 违约概率) × 利率 − 违约概率 × 违约损失率 − 资金成本 ]', 'expected profit = Σ amount × (1 − churn(rate)) × [ (1 − PD) × rate − PD × LGD − funding cost ]')}</p>`,
    paragraph(
      '假设：违约时损失本金的“违约损失率”部分并收不到当年利息；总额按授信额度计，流失的客户不产生收益，其额度当年不再出借；违约概率不随利率变化；数据中的“是否违约”视作一年内违约；资金成本主方案取 0（题目未给），另作敏感性。收益对额度是线性的，所以每家企业先单独找最优利率（逐个试 4% 到 15% 的每一个基点），再把总额按每元收益从高到低分配（收益相同的企业，销售额大的在先）；带下限的分配用分支定界求解。',
      'Assumptions: on default the bank loses LGD of the principal and gets no interest that year; the budget counts amounts offered, and what a customer who leaves was offered is not lent again; PD does not depend on the rate; the recorded default is taken as a default within a year; the cost of funds is 0 in the main case (the task gives none) and varied below. Profit is linear in the amount, so the best rate of each firm is found first (every basis point from 4 % to 15 % is tried), then the budget goes to the best yields (of equal ones, to the firm with more sales); with the minimum amount this is solved by branch and bound.',
    ),
    '<div class="two">',
    chart(
      churnChart(study),
      {
        zh: `附件 3：利率越高流失越多，各点之间按直线插值。8% 时的流失率：${churnAt8}。`,
        en: `Annex 3: the higher the rate, the more leave; straight lines between its points. Churn at 8 %: ${churnAt8}.`,
      },
      'narrow',
    ),
    chart(
      yieldChart(study),
      {
        zh: '每元授信的期望收益（B 档流失曲线，违约损失率按主方案）。圆点为最优利率：风险越高利率越高，收益很快转负。',
        en: 'Expected profit a yuan offered (churn of band B, LGD of the main case). The dot is the best rate: more risk asks for more, and the profit soon turns negative.',
      },
      'narrow',
    ),
    '</div>',
    paragraph(
      `档位只由我们的违约概率决定，不用信誉评级：A 低于 ${percent(a, 2)}，B 低于 ${percent(b, 2)}，C 低于 ${percent(c, 2)}（前两个边界是平台 400–700 分 B、C 级的下沿）。违约概率达到 ${percent(c, 2)} 时，即使 15% 的利率且无人流失也不能弥补预期损失，等同 D 级，不予准入。`,
      `Bands come from our probability of default alone, not from the ratings: A below ${percent(a, 2)}, B below ${percent(b, 2)}, C below ${percent(c, 2)} (the first two are the lower edges of grades B and C of the platform's 400–700 scale). At ${percent(c, 2)} not even 15 % with no churn pays for the expected loss: like rating D, such a firm is not admitted.`,
    ),
    bandTable(study),
    chart(budgetChart(study), {
      zh: '按每元期望收益排序；虚线左侧为准入企业，浅色为总额用完后未分配的企业。',
      en: 'In order of expected profit a yuan; firms left of the dashed line are admitted, pale ones come after the budget is spent.',
    }),
    paragraph(
      `最优性证明：分支定界已搜索完毕；放宽下限后的上界为 ${wan(portfolio.boundFen)} 万元，本方案 ${wan(portfolio.expectedProfitFen)} 万元，差距 ${wan(gap)} 万元。`,
      `Proof of optimality: branch and bound searched to its end; with the minimum dropped no allocation exceeds ${money(portfolio.boundFen).en}, ours reaches ${money(portfolio.expectedProfitFen).en}, a gap of ${money(gap).en}.`,
      'note',
    ),
    decisionTable(study),
  )
}

const bands: readonly ProbabilityBand[] = ['A', 'B', 'C', 'D']

function bandTable(study: Study): string {
  const { decisions } = study.portfolio
  const row = (name: Cell, members: readonly StudyDecision[]): Cell[] => {
    const admitted = members.filter((decision) => decision.admitted)
    const totalFen = admitted.reduce((sum, decision) => sum + decision.amountFen, 0n)
    const profit = admitted.reduce((sum, decision) => sum + decision.expectedProfitFen, 0)
    const weighted = (of: (decision: StudyDecision) => number) =>
      admitted.reduce((sum, decision) => sum + Number(decision.amountFen) * of(decision), 0) /
      Number(totalFen)
    const show = (value: string) => figure(admitted.length > 0 ? value : '')
    return [
      name,
      figure(members.length),
      figure(admitted.length),
      { html: sayWords(money(totalFen)), figure: true },
      show(bps(weighted(({ offer }) => offer?.rateBps ?? 0))),
      show(percent(weighted(({ applicant }) => applicant.probabilityOfDefault))),
      show(
        percent(
          weighted(({ offer }) => offer?.churn ?? 0),
          0,
        ),
      ),
      { html: sayWords(money(profit)), figure: true },
    ]
  }
  return table(
    { zh: '各档结果', en: 'Results by band' },
    [
      label('档', 'Band'),
      { ...label('企业', 'Firms'), figure: true },
      { ...label('准入', 'Admitted'), figure: true },
      { ...label('额度合计', 'Amount'), figure: true },
      { ...label('平均利率', 'Mean rate'), figure: true },
      { ...label('平均违约概率', 'Mean PD'), figure: true },
      { ...label('平均流失率', 'Mean churn'), figure: true },
      { ...label('期望收益', 'Expected profit'), figure: true },
    ],
    [
      ...bands.map((band) =>
        row(
          { html: band, strong: true },
          decisions.filter((decision) => decision.band === band),
        ),
      ),
      row({ ...label('合计', 'All'), strong: true }, decisions),
    ],
  )
}

/** Every firm with its admission, amount, rate and reasons. */
function decisionTable(study: Study): string {
  const sorted = [...study.portfolio.decisions].sort(
    (left, right) =>
      Number(right.admitted) - Number(left.admitted) ||
      left.applicant.probabilityOfDefault - right.applicant.probabilityOfDefault,
  )
  const milder = study.alternatives.find(({ id }) => id === 'loss-45')!.portfolio
  const milderOf = new Map(milder.decisions.map((decision) => [decision.applicant.firm, decision]))
  const rows = sorted.map(
    ({ applicant, band, admitted, amountFen, offer, expectedProfitFen, reasons: codes }): Cell[] => [
      plain(applicant.firm),
      figure(applicant.score.toFixed(0)),
      figure(percent(applicant.probabilityOfDefault)),
      plain(band),
      admitted ? { ...label('准入', 'admitted'), strong: true } : label('不准入', 'declined'),
      figure(admitted ? wan(amountFen) : ''),
      figure(admitted && offer ? bps(offer.rateBps) : ''),
      figure(admitted ? wan(expectedProfitFen) : ''),
      figure(termsText(milderOf.get(applicant.firm)!)),
      {
        html: [
          ...codes.map((code) => say(reasons[code].zh, reasons[code].en)),
          ...applicant.scoreReasons.slice(0, 2).map(({ zh, en }) => say(zh, en)),
        ].join('<br>'),
        long: true,
      },
    ],
  )
  return table(
    {
      zh: `全部 ${rows.length} 家企业的决定（准入在前，按违约概率排列；金额单位：万元）`,
      en: `Decisions on all ${rows.length} firms (admitted first, by probability of default; amounts in 10,000 yuan)`,
    },
    [
      label('企业', 'Firm'),
      { ...label('评分', 'Score'), figure: true },
      { ...label('违约概率', 'PD'), figure: true },
      label('档', 'Band'),
      label('决定', 'Decision'),
      { ...label('额度', 'Amount'), figure: true },
      { ...label('利率', 'Rate'), figure: true },
      { ...label('期望收益', 'Profit'), figure: true },
      { ...label('损失率 45% 时', 'At LGD 45 %'), figure: true },
      label('理由', 'Reasons'),
    ],
    rows,
    'tall',
  )
}

function termsText({ admitted, amountFen, offer }: StudyDecision): string {
  return admitted && offer ? `${wan(amountFen)} · ${bps(offer.rateBps)}` : '–'
}
