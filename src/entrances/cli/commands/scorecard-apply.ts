import { applyScorecardFile } from '../../../credit/scoring/index.ts'
import { type Command, requiredOption } from '../command.ts'

export const scorecardApply: Command = {
  name: 'scorecard apply',
  usage: 'CARD.json FILE --out SCORES.csv',
  summary: { zh: '用评分卡给 CSV 打分', en: 'Score the rows of a CSV with a scorecard' },
  options: { out: { type: 'string' } },
  required: ['out'],
  positionals: { min: 2, max: 2 },
  run: async (session, given) => {
    const [cardFile, file] = given.positionals
    const result = await applyScorecardFile({
      cardFile: cardFile!,
      file: file!,
      scoresFile: requiredOption(given, 'out'),
    })
    const text = session.say({
      zh: `${result.rows} 行，平均 ${result.mean.toFixed(2)} 分`,
      en: `${result.rows} rows, mean ${result.mean.toFixed(2)}`,
    })
    return { json: result, text }
  },
}
