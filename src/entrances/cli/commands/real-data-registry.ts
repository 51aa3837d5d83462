import { runEnterpriseCn } from '../../../demonstration/real-data/index.ts'
import { type Command, option } from '../command.ts'

export const realDataRegistry: Command = {
  name: 'real-data enterprise-cn',
  usage: '[--folder DIR]',
  summary: {
    zh: '真实工商登记：十省 382,213 行，逐行交代去向',
    en: 'The study on a real registry: 382,213 rows of ten provinces, every one accounted for',
  },
  options: { folder: { type: 'string' } },
  createsData: true,
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const folder = option(given, 'folder')
    const result = await runEnterpriseCn(await session.database(), await session.actor(), {
      ...(folder === undefined ? {} : { folder }),
      progress: session.progress,
    })
    return { json: result.json, text: result.text[session.language] }
  },
}
