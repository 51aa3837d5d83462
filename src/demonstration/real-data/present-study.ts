import { reasons } from './contract.ts'
import type { StudyDecision } from './portfolio.ts'
import type { Study } from './study.ts'

interface StudyJson {
  invoices: { labelledIn: number; labelledOut: number; unlabelledIn: number; unlabelledOut: number }
  [key: string]: unknown
}

/** The keys of the command line; amounts in fen as decimal strings, rates in basis points. */
export function studyJson(study: Study): StudyJson {
  const { fit, comparisons, portfolio, test } = study
  const rowsOf = (id: string) => study.files.find((file) => file.id === id)?.rowsRead ?? 0
  const plain = comparisons.filter(({ id }) => id.startsWith('logistic'))
  const best = plain.reduce((left, right) => (right.measure.auc > left.measure.auc ? right : left))
  const shown = ({ auc, ks, aucInterval }: (typeof best)['measure']) => ({ auc, ks, aucInterval })
  const milder = study.alternatives.find(({ id }) => id === 'loss-45')!.portfolio
  const single = comparisons.find(({ id }) => id === 'single-feature')!
  return {
    invoices: {
      labelledIn: rowsOf('labelled-purchase-invoices'),
      labelledOut: rowsOf('labelled-sale-invoices'),
      unlabelledIn: rowsOf('unlabelled-purchase-invoices'),
      unlabelledOut: rowsOf('unlabelled-sale-invoices'),
    },
    files: study.files.map(({ zh: _, en: __, ...file }) => file),
    firms: study.firms,
    indicators: { available: study.indicators.available },
    scorecard: {
      ...shown(fit.crossValidated),
      ksInterval: fit.crossValidated.ksInterval,
      variables: fit.card.variables.map(({ name, iv, bins }) => ({
        name,
        iv,
        bins: bins.filter(({ kind }) => kind === 'interval').length,
      })),
    },
    baseline: { id: best.id, ...shown(best.measure) },
    comparisons: comparisons.map(({ id, measure, difference }) => ({ id, ...shown(measure), difference })),
    singleFeature: shown(single.measure),
    test,
    portfolio: {
      firms: portfolio.decisions.length,
      admitted: portfolio.admitted,
      totalFen: String(portfolio.totalFen),
      expectedProfitFen: String(Math.round(portfolio.expectedProfitFen)),
      boundFen: String(Math.round(portfolio.boundFen)),
      decisions: portfolio.decisions.map(
        ({ applicant, band, admitted, amountFen, offer, reasons: codes }, at) => ({
          firm: applicant.firm,
          ...termsOf({ admitted, amountFen, offer }),
          lossGivenDefault45: termsOf(milder.decisions[at]!),
          band,
          score: applicant.score,
          probabilityOfDefault: applicant.probabilityOfDefault,
          reasons: [
            ...codes.map((code) => ({ code, zh: reasons[code].zh, en: reasons[code].en })),
            ...applicant.scoreReasons.map(({ code, zh, en }) => ({ code, zh, en })),
          ],
        }),
      ),
    },
    alternatives: study.alternatives.map(({ id, portfolio: other }) => ({
      terms: id,
      admitted: other.admitted,
      totalFen: String(other.totalFen),
      expectedProfitFen: String(Math.round(other.expectedProfitFen)),
    })),
    backTest: study.backTest,
    seconds: study.seconds,
  }
}

function termsOf({ admitted, amountFen, offer }: Pick<StudyDecision, 'admitted' | 'amountFen' | 'offer'>) {
  return { admitted, amountFen: String(amountFen), rateBps: admitted && offer ? offer.rateBps : null }
}

/** A dozen lines for the terminal. */
export function studyText(study: Study, reportFile: string | undefined): { zh: string; en: string } {
  const { fit, portfolio, test } = study
  const rows = study.files
    .filter(({ id }) => id.endsWith('invoices'))
    .reduce((sum, file) => sum + file.rowsRead, 0)
  const figures = ({ auc, ks, aucInterval }: Omit<(typeof fit)['crossValidated'], 'brier' | 'ksInterval'>) =>
    `AUC ${auc.toFixed(3)} [${aucInterval.map((side) => side.toFixed(3)).join(', ')}]  KS ${ks.toFixed(3)}`
  const wan = (fen: number | bigint) => Math.round(Number(fen) / 1e6).toLocaleString('en-US')
  const million = (fen: number | bigint) => (Number(fen) / 1e8).toFixed(2)
  const lines = (side: 'zh' | 'en', rest: string[]) =>
    [
      ...study.comparisons.map((comparison) => `${figures(comparison.measure)}  ${comparison[side]}`),
      ...rest,
    ].join('\n')
  const { admitted, totalFen, expectedProfitFen, decisions } = portfolio
  return {
    zh: lines('zh', [
      `发票 ${rows.toLocaleString('en-US')} 张，${study.firms.labelled} 家有标签企业（违约 ${study.firms.defaults} 家），可用指标 ${study.indicators.available} 项`,
      ...(test ? [`另一文件夹 ${test.firms} 家：${figures(test)}`] : []),
      `信贷策略：${decisions.length} 家中准入 ${admitted} 家，额度 ${wan(totalFen)} 万元，期望收益 ${wan(expectedProfitFen)} 万元（违约损失率 100%）`,
      ...(reportFile ? [`报告：${reportFile}`] : []),
    ]),
    en: lines('en', [
      `${rows.toLocaleString('en-US')} invoices, ${study.firms.labelled} labelled firms (${study.firms.defaults} defaults), ${study.indicators.available} indicators`,
      ...(test ? [`${test.firms} firms of the other folder: ${figures(test)}`] : []),
      `policy: ${admitted} of ${decisions.length} firms admitted, ¥${million(totalFen)} million, expected profit ¥${million(expectedProfitFen)} million (loss given default 100 %)`,
      ...(reportFile ? [`report: ${reportFile}`] : []),
    ]),
  }
}
