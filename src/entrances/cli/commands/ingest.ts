import { basename, resolve } from 'node:path'
import { type Instant, instant } from '../../../foundation/instant.ts'
import type { Encoding } from '../../../information/ingestion/contract.ts'
import {
  type BatchResult,
  type ColumnChoice,
  type IngestionWork,
  ingestFiles,
  previewFile,
  reasons,
  requireReplaceable,
} from '../../../information/ingestion/index.ts'
import {
  type Arguments,
  type Command,
  type Outcome,
  option,
  requiredOption,
  type Session,
  WrongUsage,
} from '../command.ts'
import { sheet, table } from '../table.ts'
import { previewText } from './ingest-preview.ts'

export const ingest: Command = {
  name: 'ingest',
  usage:
    '<record-type> <file…> --source ID [--preview] [--map "列=field,…"] [--fixes BATCH] [--encoding auto|utf-8|gb18030] [--known-at INSTANT]',
  summary: {
    zh: '接入文件（CSV、Excel、JSON Lines、Parquet，可压缩）：检查、隔离、发布',
    en: 'Take files in (CSV, Excel, JSON lines, Parquet, packed or not): check, quarantine, publish',
  },
  options: {
    source: { type: 'string' },
    encoding: { type: 'string' },
    'known-at': { type: 'string' },
    map: { type: 'string' },
    fixes: { type: 'string' },
    preview: { type: 'boolean' },
  },
  required: ['source'],
  createsData: true,
  positionals: { min: 2, max: 1000 },
  run: async (session, given) => {
    const [recordType, ...files] = given.positionals as [string, ...string[]]
    const source = requiredOption(given, 'source')
    const encoding = encodingOf(given)
    if (given.options.preview === true) return preview(session, { recordType, source, encoding }, files)
    const replaces = option(given, 'fixes')
    const line = { recordType, source }
    if (replaces !== undefined)
      await session.work((work: IngestionWork) => requireReplaceable(work, { ...line, replaces }))
    const result = await ingestFiles(await session.database(), await session.actor(), {
      ...line,
      files,
      encoding,
      mapping: mappingOf(given),
      replaces,
      knownAt: knownAtOf(given),
      progress: session.progress,
    })
    return { json: result, text: resultText(session, result) }
  },
}

function encodingOf(given: Arguments): Encoding {
  const encoding = option(given, 'encoding') ?? 'auto'
  if (!['auto', 'utf-8', 'gb18030'].includes(encoding)) throw new WrongUsage(`--encoding ${encoding}`)
  return encoding as Encoding
}

function knownAtOf(given: Arguments): Instant | undefined {
  const knownAt = option(given, 'known-at')
  if (knownAt === undefined) return undefined
  if (!/[zZ]|[+-]\d\d:?\d\d$/.test(knownAt) || Number.isNaN(Date.parse(knownAt)))
    throw new WrongUsage(`--known-at ${knownAt}`)
  return instant(knownAt)
}

/** `列=field`, several with commas between; an empty field leaves the column out. */
function mappingOf(given: Arguments): ColumnChoice | undefined {
  const text = option(given, 'map')
  if (text === undefined) return undefined
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const at = pair.lastIndexOf('=')
      if (at < 1) throw new WrongUsage(`--map ${pair}`)
      const field = pair.slice(at + 1).trim()
      return [pair.slice(0, at).trim(), field === '' ? null : field]
    }),
  )
}

async function preview(
  session: Session,
  wish: { recordType: string; source: string; encoding: Encoding },
  files: readonly string[],
): Promise<Outcome> {
  const tables = []
  for (const file of files) {
    const delivered = { name: basename(file), path: resolve(file) }
    tables.push(...(await session.work((work: IngestionWork) => previewFile(work, delivered, wish))))
  }
  return { json: { tables }, text: tables.map((found) => previewText(session, found)).join('\n\n') }
}

function resultText(session: Session, result: BatchResult): string {
  const counts = sheet([
    [session.say({ zh: '批次', en: 'batch' }), result.batch],
    [session.say({ zh: '读取', en: 'read' }), result.rowsRead.toLocaleString()],
    [session.say({ zh: '发布', en: 'published' }), result.rowsPublished.toLocaleString()],
    ...(result.held === undefined
      ? []
      : [[session.say({ zh: '待放行', en: 'held' }), result.held.rows.toLocaleString()] as [string, string]]),
    [session.say({ zh: '其中更正', en: 'of them corrections' }), result.rowsCorrected.toLocaleString()],
    [session.say({ zh: '重复', en: 'duplicates' }), result.rowsDuplicate.toLocaleString()],
    [session.say({ zh: '隔离', en: 'quarantined' }), result.rowsQuarantined.toLocaleString()],
  ])
  if (result.quarantine.length === 0) return counts
  const wordsOf = (reason: string) =>
    (reasons as Record<string, { zh: string; en: string }>)[reason]?.[session.language] ?? reason
  const quarantine = table(result.quarantine, [
    {
      title: session.say({ zh: '隔离原因', en: 'reason' }),
      value: ({ reason }) => `${wordsOf(reason)}  [${reason}]`,
    },
    {
      title: session.say({ zh: '行数', en: 'rows' }),
      value: ({ rows }) => rows.toLocaleString(),
      align: 'right',
    },
  ])
  const next = session.say({
    zh: `改好后再次提交：sanxin quarantine ${result.batch} --out FILE`,
    en: `To correct and deliver again: sanxin quarantine ${result.batch} --out FILE`,
  })
  return `${counts}\n\n${quarantine}\n\n${next}`
}
