import type { Study } from '../study.ts'
import { chart, figure, label, paragraph, section, table } from './markup.ts'
import { probabilityChart, rocChart } from './validation-charts.ts'

/** How good it is, beside what is simpler, and how little 18 defaults can say. */
export function validationSection(study: Study): string {
  const [own, ...others] = study.comparisons
  const clear = others.filter(
    ({ difference }) => difference && (difference.interval[0] > 0 || difference.interval[1] < 0),
  )
  const verdict =
    clear.length === 0
      ? {
          zh: '所有差距的区间都包含 0：就排序能力而言，评分卡与更简单的做法没有可证明的差别。',
          en: 'Every interval contains 0: as a ranking, the scorecard cannot be shown to differ from what is simpler.',
        }
      : {
          zh: `差距区间不含 0 的比较：${clear.map(({ zh }) => zh).join('、')}。`,
          en: `Differences whose interval excludes 0: ${clear.map(({ en }) => en).join('; ')}.`,
        }
  const needed = defaultsNeeded(study)
  return section(
    'validation',
    { zh: '检验：诚实的比较', en: 'Validation: an honest comparison' },
    paragraph(
      `5 折分层交叉验证重复 ${String(study.fit.card.fittedOn.detail.repeats)} 次；分箱、选变量和权重在每一折内重新进行，被检验的企业从未参与。所有方法用同样的折。区间为 95% 自助法。`,
      `Stratified 5-fold cross-validation, repeated ${String(study.fit.card.fittedOn.detail.repeats)} times; bins, variables and weights are found anew within each fold, and the firms tested have had no part in it. All methods share the folds. Intervals are 95 % bootstrap.`,
    ),
    comparisonTable(study),
    paragraph(
      `各方法的 AUC 是每次重复的平均；差距则按 20 次重复平均后的折外概率计算（平均之后各方法都略有提高），并对同一批企业配对抽样，所以与左列直接相减略有出入。`,
      `Each AUC is the mean over the repeats. The differences are reckoned on the out-of-fold probabilities averaged over the repeats (which lifts every method a little), resampling the same firms for both, so they differ somewhat from the left column.`,
      'note',
    ),
    paragraph(verdict.zh, verdict.en, 'warn'),
    chart(
      rocChart(study),
      {
        zh: '从风险最高的企业开始拒绝：纵轴为避开的违约企业，横轴为误拒的好企业。',
        en: 'Refusing the riskiest first: defaults avoided against good firms refused.',
      },
      'narrow',
    ),
    paragraph(
      `那么模型还能多做什么？排序上，${own ? own.measure.auc.toFixed(3) : ''} 与“只看销售额”相当；它多给的是校准过的违约概率（可以定价）、拒绝的理由、以及单项指标无法区分的企业之间的差别，例如销售额相近而断续开票或税负为负的企业。按现有区间的宽度推算，要在排序上证明 0.03 的差别，至少需要约 ${needed} 个违约样本，而这里只有 ${study.firms.defaults} 个。`,
      `What more can a model do, then? As a ranking, ${own ? own.measure.auc.toFixed(3) : ''} is on a par with sales alone. What it adds is a calibrated probability of default, which can be priced; reasons for a refusal; and differences between firms that one figure cannot tell apart, such as equal sales with broken invoicing or a negative tax burden. By the width of the interval, to prove a difference of 0.03 in ranking takes some ${needed} defaults; there are ${study.firms.defaults}.`,
    ),
    chart(probabilityChart(study), {
      zh: '每个点是一家有标签企业，横轴为没有见过它的模型给出的违约概率；虚线为档位边界，C|D 右侧不予准入。',
      en: 'Each dot is a labelled firm at the probability given by models that had not seen it; dashed lines are the band borders, and nothing to the right of C|D is admitted.',
    }),
    calibrationTable(study),
    candidateTable(study),
    testParagraph(study),
  )
}

/** A paired interval narrows with the square root of the defaults: how many bring its half-width down to 0.03. */
function defaultsNeeded(study: Study): number {
  const single = study.comparisons.find(({ id }) => id === 'single-feature')?.difference
  if (!single) return study.firms.defaults
  const halfWidth = (single.interval[1] - single.interval[0]) / 2
  return Math.ceil(study.firms.defaults * Math.max(1, (halfWidth / 0.03) ** 2))
}

function comparisonTable(study: Study): string {
  return table(
    { zh: '同样的折、同样的企业', en: 'The same folds, the same firms' },
    [
      label('方法', 'Method'),
      { ...label('AUC', 'AUC'), figure: true },
      { ...label('95% 区间', '95 % interval'), figure: true },
      { ...label('KS', 'KS'), figure: true },
      { ...label('评分卡 AUC 减该方法', 'Scorecard AUC less this'), figure: true },
      { ...label('差距区间', 'Its interval'), figure: true },
    ],
    study.comparisons.map(({ zh, en, measure, difference }, at) => [
      { ...label(zh, en), strong: at === 0 },
      figure(measure.auc.toFixed(3)),
      figure(measure.aucInterval.map((side) => side.toFixed(3)).join(' – ')),
      figure(measure.ks.toFixed(3)),
      figure(difference ? signed(difference.auc) : ''),
      figure(difference ? difference.interval.map(signed).join(' … ') : ''),
    ]),
  )
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(3)}`
}

/** Thirds of the firms by probability: what was predicted and what was recorded. */
function calibrationTable(study: Study): string {
  const sorted = [...study.labelled].sort(
    (left, right) => left.probabilityOfDefault - right.probabilityOfDefault,
  )
  const cut = (share: number) => Math.round(sorted.length * share)
  const groups = [0, 1 / 3, 2 / 3].map((from) => sorted.slice(cut(from), cut(from + 1 / 3)))
  return table(
    { zh: '校准：按折外违约概率分成三组', en: 'Calibration: thirds by out-of-fold probability' },
    [
      label('组', 'Third'),
      { ...label('企业', 'Firms'), figure: true },
      { ...label('预测违约', 'Defaults expected'), figure: true },
      { ...label('实际违约', 'Defaults recorded'), figure: true },
    ],
    groups.map((group, at) => [
      [label('风险最低', 'lowest risk'), label('居中', 'middle'), label('风险最高', 'highest risk')][at]!,
      figure(group.length),
      figure(group.reduce((sum, firm) => sum + firm.probabilityOfDefault, 0).toFixed(1)),
      figure(group.filter((firm) => firm.defaulted).length),
    ]),
  )
}

function candidateTable(study: Study): string {
  return table(
    {
      zh: '候选指标换一份清单会怎样：选哪份清单本身也会影响结果，因此都列出',
      en: 'With another list of candidates: the choice of the list matters too, so all are shown',
    },
    [
      label('候选清单', 'List'),
      { ...label('指标数', 'Indicators'), figure: true },
      { ...label('交叉验证 AUC', 'Cross-validated AUC'), figure: true },
      { ...label('95% 区间', '95 % interval'), figure: true },
      { ...label('KS', 'KS'), figure: true },
    ],
    study.candidateLists.map(({ zh, en, indicators, measure }, at) => [
      { ...label(zh, en), strong: at === 0 },
      figure(indicators),
      figure(measure.auc.toFixed(3)),
      figure(measure.aucInterval.map((side) => side.toFixed(3)).join(' – ')),
      figure(measure.ks.toFixed(3)),
    ]),
  )
}

function testParagraph(study: Study): string {
  const { test } = study
  if (!test) return ''
  const seen =
    test.alsoFitted === 0
      ? { zh: '它们没有参与任何拟合', en: 'none of them had a part in fitting it' }
      : {
          zh: `其中 ${test.alsoFitted} 家也在拟合样本中，因此这个结果偏乐观`,
          en: `${test.alsoFitted} of them are among the firms it was fitted on, so this flatters`,
        }
  const interval = test.aucInterval.map((side) => side.toFixed(3)).join(' – ')
  return paragraph(
    `另一个文件夹中的 ${test.firms} 家企业（${test.defaults} 家违约）由同一张卡评分，${seen.zh}：AUC ${test.auc.toFixed(3)}（95% 区间 ${interval}），KS ${test.ks.toFixed(3)}。`,
    `${test.firms} firms of another folder (${test.defaults} defaults) were scored by the same card; ${seen.en}: AUC ${test.auc.toFixed(3)} (95 % interval ${interval}), KS ${test.ks.toFixed(3)}.`,
  )
}
