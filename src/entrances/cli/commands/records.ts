import { type Fen, formatYuan } from '../../../foundation/money.ts'
import {
  type LineageWork,
  listRecords,
  type RecordVersion,
  readRecordHistory,
} from '../../../information/records/index.ts'
import { type Command, option, requiredOption } from '../command.ts'
import { table } from '../table.ts'

/** An amount in yuan, as people read it; everything else as it is. */
function said(value: RecordVersion['values'][string] | undefined, type: string): string {
  if (value === null || value === undefined) return '–'
  return type === 'fen' || type === 'capital' ? formatYuan(BigInt(value) as Fen) : String(value)
}

export const records: Command = {
  name: 'records',
  usage: '<identifier> --type T [--as-of YYYY-MM] [--from YYYY-MM] [--to YYYY-MM] [--claims all]',
  summary: {
    zh: '企业的原始记录，每个值可追到部门、批次、文件与行',
    en: 'The records of an enterprise, each traced to department, batch, file and line',
  },
  options: {
    type: { type: 'string' },
    'as-of': { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    claims: { type: 'string' },
  },
  required: ['type'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const wish: Record<string, string> = {}
    for (const [name, key] of [
      ['as-of', 'asOf'],
      ['from', 'from'],
      ['to', 'to'],
    ] as const) {
      const value = option(given, name)
      if (value !== undefined) wish[key] = value
    }
    const answer = await session.work((work: LineageWork) =>
      listRecords(work, {
        enterprise: given.positionals[0]!,
        recordType: requiredOption(given, 'type'),
        claims: option(given, 'claims') === 'all' ? 'all' : 'strongest',
        ...wish,
      }),
    )
    const fields = answer.fields.map((field) => ({
      title: field[session.language],
      value: (item: RecordVersion) => said(item.values[field.name], field.type),
    }))
    const text = table(answer.items, [
      ...fields,
      {
        title: session.say({ zh: '部门', en: 'department' }),
        value: (item) => item.provenance.department[session.language],
      },
      {
        title: session.say({ zh: '文件:行', en: 'file:row' }),
        value: ({ provenance: { file, row } }) => `${file}:${row}`,
      },
      {
        title: session.say({ zh: '版本', en: 'version' }),
        value: (item) => `${item.version}/${item.versions}`,
      },
      {
        title: session.say({ zh: '获知时间', en: 'known at' }),
        value: (item) => item.provenance.knownAt.slice(0, 16),
      },
      { title: 'key', value: (item) => item.key },
    ])
    return { json: answer, text }
  },
}

export const recordsHistory: Command = {
  name: 'records history',
  usage: '<identifier> --type T --key KEY',
  summary: {
    zh: '一条记录的全部版本与各时点采信的版本',
    en: 'Every version of one record, and which was believed when',
  },
  options: { type: { type: 'string' }, key: { type: 'string' } },
  required: ['type', 'key'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const answer = await session.work((work: LineageWork) =>
      readRecordHistory(work, {
        enterprise: given.positionals[0]!,
        recordType: requiredOption(given, 'type'),
        key: requiredOption(given, 'key'),
      }),
    )
    const believedFrom = (place: number) =>
      answer.beliefs
        .filter(({ item }) => item === place)
        .map(({ from, to }) => `${from.slice(0, 16)}…${to?.slice(0, 16) ?? ''}`)
        .join(', ')
    const rows = answer.items.map((item, place) => ({ item, place }))
    const text = table(rows, [
      ...answer.fields
        .filter((field) => !field.key)
        .map((field) => ({
          title: field[session.language],
          value: ({ item }: (typeof rows)[number]) => said(item.values[field.name], field.type),
        })),
      {
        title: session.say({ zh: '部门', en: 'department' }),
        value: ({ item }) => item.provenance.department[session.language],
      },
      {
        title: session.say({ zh: '文件:行', en: 'file:row' }),
        value: ({ item }) => `${item.provenance.file}:${item.provenance.row}`,
      },
      {
        title: session.say({ zh: '获知时间', en: 'known at' }),
        value: ({ item }) => item.provenance.knownAt.slice(0, 16),
      },
      {
        title: session.say({ zh: '撤回时间', en: 'withdrawn' }),
        value: ({ item }) => item.withdrawnAt?.slice(0, 16) ?? '',
      },
      { title: session.say({ zh: '采信期间', en: 'believed' }), value: ({ place }) => believedFrom(place) },
    ])
    return { json: answer, text }
  },
}
