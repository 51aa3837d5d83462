import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import {
  compactLake,
  deleteReplacedFiles,
  eraseEnded,
  type LakeStatus,
  listLakeStatus,
  type RecordsTables,
} from '../../../information/records/index.ts'
import { type Command, option } from '../command.ts'
import { table } from '../table.ts'

export const lakeStatus: Command = {
  name: 'lake status',
  usage: '',
  summary: { zh: '数据湖的文件、行数与待合并情况', en: 'The files of the lake, and what waits to be merged' },
  positionals: { min: 0, max: 0 },
  run: async (session) => {
    const items = await session.work((work: UnitOfWork<RecordsTables>) => listLakeStatus(work))
    const right = (zh: string, en: string, value: (item: LakeStatus) => number) => ({
      title: session.say({ zh, en }),
      align: 'right' as const,
      value: (item: LakeStatus) => value(item).toLocaleString('en'),
    })
    const text = table(items, [
      { title: session.say({ zh: '记录类型', en: 'record type' }), value: (item) => item.recordType },
      right('文件', 'files', (item) => item.files),
      right('行', 'rows', (item) => item.rows),
      right('字节', 'bytes', (item) => item.bytes),
      right('批组', 'runs', (item) => item.runs),
      right('待合并', 'to merge', (item) => item.runsToMerge),
      right('待删除文件', 'to delete', (item) => item.filesReplaced),
    ])
    return { json: { items }, text }
  },
}

export const lakeCompact: Command = {
  name: 'lake compact',
  usage: '[--type T] [--all]',
  summary: {
    zh: '合并小文件，抹除保存期已满的行，删除已被替换的旧文件',
    en: 'Merge small files, erase rows past their retention, delete files that were replaced long ago',
  },
  options: { type: { type: 'string' }, all: { type: 'boolean' } },
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const database = await session.database()
    const actor = await session.actor()
    const wish = { recordType: option(given, 'type'), progress: session.progress }
    const erased = await eraseEnded(database, actor, wish)
    const compacted = await compactLake(database, actor, { ...wish, all: given.options.all === true })
    const filesDeleted = await deleteReplacedFiles(database, actor)
    const erasures = erased.map(({ recordType, eventBefore, rows }) => ({
      recordType,
      eventBefore,
      rows: Number(rows),
    }))
    const text = [
      ...erasures.map(({ recordType, eventBefore, rows }) =>
        session.say({
          zh: `${recordType}：抹除 ${eventBefore} 以前的 ${rows} 行`,
          en: `${recordType}: erased ${rows} rows of before ${eventBefore}`,
        }),
      ),
      ...compacted.map(({ recordType, filesBefore, filesAfter, rows }) =>
        session.say({
          zh: `${recordType}：${filesBefore} 个文件合并为 ${filesAfter} 个，共 ${rows} 行`,
          en: `${recordType}: ${filesBefore} files became ${filesAfter}, with ${rows} rows`,
        }),
      ),
      session.say({ zh: `删除旧文件 ${filesDeleted} 个`, en: `${filesDeleted} old files deleted` }),
    ].join('\n')
    return { json: { compacted, erased: erasures, filesDeleted }, text }
  },
}
