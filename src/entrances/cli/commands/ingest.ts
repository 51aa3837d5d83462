import { instant } from '../../../foundation/instant.ts'
import type { Encoding } from '../../../information/ingestion/contract.ts'
import { ingestFiles, reasons } from '../../../information/ingestion/index.ts'
import { type Command, option, requiredOption, WrongUsage } from '../command.ts'
import { sheet, table } from '../table.ts'

export const ingest: Command = {
  name: 'ingest',
  usage: '<record-type> <file…> --source ID [--encoding auto|utf-8|gb18030] [--known-at INSTANT]',
  summary: { zh: '接入文件：检查、隔离、发布', en: 'Take files in: check, quarantine, publish' },
  options: { source: { type: 'string' }, encoding: { type: 'string' }, 'known-at': { type: 'string' } },
  required: ['source'],
  createsData: true,
  positionals: { min: 2, max: 1000 },
  run: async (session, given) => {
    const [recordType, ...files] = given.positionals
    const encoding = option(given, 'encoding') ?? 'auto'
    if (!['auto', 'utf-8', 'gb18030'].includes(encoding)) throw new WrongUsage(`--encoding ${encoding}`)
    const knownAt = option(given, 'known-at')
    if (knownAt !== undefined && (!/[zZ]|[+-]\d\d:?\d\d$/.test(knownAt) || Number.isNaN(Date.parse(knownAt))))
      throw new WrongUsage(`--known-at ${knownAt}`)
    const result = await ingestFiles(await session.database(), await session.actor(), {
      recordType: recordType!,
      files,
      source: requiredOption(given, 'source'),
      encoding: encoding as Encoding,
      ...(knownAt === undefined ? {} : { knownAt: instant(knownAt) }),
      progress: session.progress,
    })
    const counts = sheet([
      [session.say({ zh: '批次', en: 'batch' }), result.batch],
      [session.say({ zh: '读取', en: 'read' }), result.rowsRead.toLocaleString()],
      [session.say({ zh: '发布', en: 'published' }), result.rowsPublished.toLocaleString()],
      [session.say({ zh: '其中更正', en: 'of them corrections' }), result.rowsCorrected.toLocaleString()],
      [session.say({ zh: '重复', en: 'duplicates' }), result.rowsDuplicate.toLocaleString()],
      [session.say({ zh: '隔离', en: 'quarantined' }), result.rowsQuarantined.toLocaleString()],
    ])
    const quarantine =
      result.quarantine.length === 0
        ? ''
        : `\n\n${table(result.quarantine, [
            {
              title: session.say({ zh: '隔离原因', en: 'reason' }),
              value: ({ reason }) =>
                `${(reasons as Record<string, { zh: string; en: string }>)[reason]?.[session.language] ?? reason}  [${reason}]`,
            },
            {
              title: session.say({ zh: '行数', en: 'rows' }),
              value: ({ rows }) => rows.toLocaleString(),
              align: 'right',
            },
          ])}`
    return { json: result, text: counts + quarantine }
  },
}
