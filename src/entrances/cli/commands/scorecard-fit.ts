import { fitScorecardFile } from '../../../credit/scoring/index.ts'
import { type Command, option, requiredOption, wholeNumber } from '../command.ts'
import { table } from '../table.ts'

export const scorecardFit: Command = {
  name: 'scorecard fit',
  usage: 'FILE --target COL [--exclude COL,…] [--test FILE2] [--folds 5] [--seed 0] [--out CARD.json]',
  summary: {
    zh: '从任意 CSV 拟合评分卡（目标列 1 = 坏）',
    en: 'Fit a scorecard on any CSV (target column: 1 = bad)',
  },
  options: {
    target: { type: 'string' },
    exclude: { type: 'string' },
    test: { type: 'string' },
    folds: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string' },
  },
  required: ['target'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const [exclude, test, out] = [option(given, 'exclude'), option(given, 'test'), option(given, 'out')]
    const result = await fitScorecardFile({
      file: given.positionals[0]!,
      target: requiredOption(given, 'target'),
      exclude: exclude?.split(',') ?? [],
      ...(test === undefined ? {} : { testFile: test }),
      folds: wholeNumber(given, 'folds', { min: 2, max: 20 }) ?? 5,
      seed: wholeNumber(given, 'seed', { min: 0, max: 2 ** 31 }) ?? 0,
      ...(out === undefined ? {} : { cardFile: out }),
      progress: session.progress,
    })
    const variables = table(result.variables, [
      { title: session.say({ zh: '变量', en: 'variable' }), value: ({ name }) => name },
      { title: 'IV', value: ({ iv }) => iv.toFixed(4), align: 'right' },
      {
        title: session.say({ zh: '分箱', en: 'bins' }),
        value: ({ bins }) => String(bins.length),
        align: 'right',
      },
    ])
    const { auc, ks, aucInterval } = result.crossValidated
    const figures = `AUC ${auc.toFixed(4)} [${aucInterval.map((bound) => bound.toFixed(4)).join(', ')}]  KS ${ks.toFixed(4)}`
    const validated = session.say({ zh: '交叉验证', en: 'cross-validated' })
    return {
      json: result,
      text: `${result.rows} × ${result.bads}\n\n${variables}\n\n${validated}: ${figures}`,
    }
  },
}
