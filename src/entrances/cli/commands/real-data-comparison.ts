import { compareCity } from '../../../demonstration/real-data/index.ts'
import { instant } from '../../../foundation/instant.ts'
import { lastCompleteMonth } from '../../../foundation/month.ts'
import { type Command, option } from '../command.ts'

const enterprises = 1000
const months = 36

export const realDataComparison: Command = {
  name: 'real-data compare-city',
  usage: '[--folder DIR] [--seed S] [--report FILE.md]',
  summary: {
    zh: '样例城市与真实发票的分布对照',
    en: 'The invoices of the sample city beside real ones: amounts, digits, gaps, concentration, seasons',
  },
  options: { folder: { type: 'string' }, seed: { type: 'string' }, report: { type: 'string' } },
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const [folder, reportFile] = [option(given, 'folder'), option(given, 'report')]
    const outcome = await compareCity({
      ...{ enterprises, months, seed: option(given, 'seed') ?? '三信' },
      lastMonth: lastCompleteMonth(instant(new Date())),
      ...(folder === undefined ? {} : { folder }),
      ...(reportFile === undefined ? {} : { reportFile }),
      progress: session.progress,
    })
    return { json: outcome.json, text: outcome.text[session.language] }
  },
}
