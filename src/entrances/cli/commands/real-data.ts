import { runCumcm2020c } from '../../../demonstration/real-data/index.ts'
import { type Command, option } from '../command.ts'

export const realDataCumcm: Command = {
  name: 'real-data cumcm2020c',
  usage: '[--folder DIR] [--test-folder DIR] [--report FILE.html]',
  summary: {
    zh: '真实发票研究：285 家企业的 767,603 张增值税发票',
    en: 'The study on real invoices: 767,603 VAT invoices of 285 firms',
  },
  options: { folder: { type: 'string' }, 'test-folder': { type: 'string' }, report: { type: 'string' } },
  createsData: true,
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const [folder, testFolder, reportFile] = [
      option(given, 'folder'),
      option(given, 'test-folder'),
      option(given, 'report'),
    ]
    const result = await runCumcm2020c(await session.database(), await session.actor(), {
      ...(folder === undefined ? {} : { folder }),
      ...(testFolder === undefined ? {} : { testFolder }),
      ...(reportFile === undefined ? {} : { reportFile }),
      progress: session.progress,
    })
    return { json: result.json, text: result.text[session.language] }
  },
}
