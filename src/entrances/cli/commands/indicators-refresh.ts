import { refreshIndicators } from '../../../credit/indicators/index.ts'
import { isMonth, month } from '../../../foundation/month.ts'
import { type Command, option, requiredOption, WrongUsage } from '../command.ts'
import { sheet } from '../table.ts'

export const indicatorsRefresh: Command = {
  name: 'indicators refresh',
  usage: '--as-of YYYY-MM [--engine embedded]',
  summary: { zh: '计算全部企业的指标', en: 'Compute the indicators of all enterprises' },
  options: { 'as-of': { type: 'string' }, engine: { type: 'string' } },
  required: ['as-of'],
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const asOf = requiredOption(given, 'as-of')
    const engine = option(given, 'engine') ?? 'embedded'
    if (!isMonth(asOf)) throw new WrongUsage(`--as-of ${asOf}`)
    if (engine !== 'embedded') throw new WrongUsage(`--engine ${engine}`)
    const result = await refreshIndicators(await session.database(), await session.actor(), {
      month: month(asOf),
      progress: session.progress,
    })
    return {
      json: { ...result, engine },
      text: sheet(Object.entries(result).map(([name, value]) => [name, String(value)])),
    }
  },
}
