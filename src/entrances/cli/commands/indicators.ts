import {
  definitions,
  type IndicatorTables,
  readIndicators,
  reasons,
} from '../../../credit/indicators/index.ts'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { type Command, option, requiredOption } from '../command.ts'
import { table } from '../table.ts'

export const indicators: Command = {
  name: 'indicators',
  usage: '<identifier> --as-of YYYY-MM [--only ID,…]',
  summary: {
    zh: '企业指标，缺失值附原因',
    en: 'The indicators of an enterprise, a reason for each missing one',
  },
  options: { 'as-of': { type: 'string' }, only: { type: 'string' } },
  required: ['as-of'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const only = option(given, 'only')
    const vector = await session.work((work: UnitOfWork<IndicatorTables>) =>
      readIndicators(work, {
        enterprise: given.positionals[0]!,
        asOf: requiredOption(given, 'as-of'),
        ...(only === undefined ? {} : { only }),
      }),
    )
    const wanted = definitions.filter(({ id }) => id in vector.values)
    const text = table(wanted, [
      { title: 'id', value: ({ id }) => id },
      { title: session.say({ zh: '指标', en: 'indicator' }), value: (item) => item[session.language] },
      {
        title: session.say({ zh: '值', en: 'value' }),
        align: 'right',
        value: ({ id }) => {
          const value = vector.values[id]
          return value === null || value === undefined ? '–' : String(Number(value.toPrecision(8)))
        },
      },
      { title: session.say({ zh: '单位', en: 'unit' }), value: ({ unit }) => unit },
      {
        title: session.say({ zh: '缺失原因', en: 'why missing' }),
        value: ({ id }) => {
          const code = vector.reasons[id]
          return code === undefined ? '' : reasons[code as keyof typeof reasons][session.language]
        },
      },
    ])
    return { json: vector, text }
  },
}
