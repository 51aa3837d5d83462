import { type Static, Type } from 'typebox'
import { contract } from '../../foundation/endpoint.ts'
import { refuser } from '../../foundation/refusal.ts'
import { orNull } from '../../foundation/wire.ts'

const closed = { additionalProperties: false }
const Slug = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,62}$' })

/** A value of a record as JSON: a number is taken as it is written back, so amounts beyond 2^53 belong in a string. */
const RecordValue = Type.Union([
  Type.String({ maxLength: 20_000 }),
  Type.Number(),
  Type.Boolean(),
  Type.Null(),
])
export const PushedRecord = Type.Record(Type.String({ maxLength: 100 }), RecordValue)
export type PushedRecord = Static<typeof PushedRecord>

export const eventsMax = 1000
export const pushedRowsMax = 10_000

export const RowResult = Type.Object({
  row: Type.Integer({ description: 'position in the request, from 1' }),
  outcome: Type.Enum(['published', 'corrected', 'duplicate', 'quarantined']),
  field: orNull(Type.String()),
  reason: orNull(Type.String({ description: 'code of the reason' })),
  zh: orNull(Type.String()),
  en: orNull(Type.String()),
})
export type RowResult = Static<typeof RowResult>

/** The answer to a push: the batch and what became of each row. */
export const PushResult = Type.Object({
  batch: Type.String(),
  recordType: Type.String(),
  source: Type.String(),
  rowsRead: Type.Integer(),
  rowsPublished: Type.Integer(),
  rowsQuarantined: Type.Integer(),
  rowsDuplicate: Type.Integer(),
  rowsCorrected: Type.Integer({ description: 'published rows that replace an earlier version' }),
  publishedAt: Type.String(),
  rows: Type.Array(RowResult),
})

export const pushRecordsContract = contract({
  name: 'pushRecords',
  method: 'POST',
  path: '/v1/records/:recordType',
  permission: 'batch:ingest',
  summary: {
    zh: '推送一批记录，逐行返回结果',
    en: 'Push a batch of records; the answer says what became of each row',
  },
  input: Type.Object(
    {
      recordType: Type.String({ maxLength: 64 }),
      source: Type.String({ maxLength: 64 }),
      rows: Type.Array(PushedRecord, { minItems: 1, maxItems: pushedRowsMax }),
    },
    closed,
  ),
  output: PushResult,
})

export const EventReceipt = Type.Object({
  id: Type.String(),
  source: Type.String(),
  recordType: Type.String(),
  state: Type.Enum(['waiting', 'carried', 'published', 'duplicate', 'quarantined', 'refused']),
  acceptedAt: Type.String(),
  finishedAt: orNull(Type.String()),
  batch: orNull(Type.String()),
  reason: orNull(Type.String()),
  field: orNull(Type.String()),
})
export type EventReceipt = Static<typeof EventReceipt>

export const acceptEventsContract = contract({
  name: 'acceptEvents',
  method: 'POST',
  path: '/v1/events',
  permission: 'batch:ingest',
  summary: {
    zh: '逐条推送事件（至少一次送达，恰好一次生效）',
    en: 'Push single events (delivered at least once, in effect exactly once)',
  },
  input: Type.Object(
    {
      recordType: Type.String({ maxLength: 64 }),
      source: Type.String({ maxLength: 64 }),
      events: Type.Array(
        Type.Object(
          {
            id: Type.String({
              minLength: 1,
              maxLength: 128,
              description: 'the source’s own, unique and stable',
            }),
            record: PushedRecord,
          },
          closed,
        ),
        { minItems: 1, maxItems: eventsMax },
      ),
    },
    closed,
  ),
  output: Type.Object({
    accepted: Type.Integer({ description: 'stored durably by this request' }),
    repeated: Type.Integer({ description: 'accepted earlier with the same content' }),
  }),
})

export const getEventContract = contract({
  name: 'getEvent',
  method: 'GET',
  path: '/v1/events/:event',
  permission: 'batch:read',
  summary: { zh: '查看一条事件的处理结果', en: 'Read what became of an event' },
  input: Type.Object(
    {
      event: Type.String({ minLength: 1, maxLength: 128 }),
      source: Type.String({ maxLength: 64 }),
      recordType: Type.String({ maxLength: 64 }),
    },
    closed,
  ),
  output: EventReceipt,
})

/** What a pull asks for. The columns of the answer are the titles of a file: they are mapped like one. */
export const PullDefinition = Type.Object(
  {
    query: Type.String({
      minLength: 1,
      maxLength: 20_000,
      description: 'a SELECT, without ORDER BY and LIMIT; it runs in a read-only transaction',
    }),
    watermark: Type.String({
      pattern: '^[A-Za-z_][A-Za-z0-9_]{0,62}$',
      description: 'column that grows with each change: a number or an instant',
    }),
    key: Type.String({
      pattern: '^[A-Za-z_][A-Za-z0-9_]{0,62}$',
      description: 'column that tells apart rows of one watermark',
    }),
    ignored: Type.Array(Type.String(), { description: 'columns of the answer that are no field' }),
    everyMinutes: Type.Integer({ minimum: 1, maximum: 44_640 }),
    rowsMax: Type.Integer({
      minimum: 1,
      maximum: 5_000_000,
      description: 'of one batch; the next round goes on',
    }),
    timeoutSeconds: Type.Integer({ minimum: 1, maximum: 3600 }),
  },
  closed,
)
export type PullDefinition = Static<typeof PullDefinition>

export const Channel = Type.Object({
  id: Slug,
  kind: Type.Enum(['watched-folder', 'pull']),
  source: Type.String(),
  recordType: Type.String(),
  definition: Type.Record(Type.String(), Type.Unknown()),
  place: Type.String({ description: 'the folder, or server and database; never a password' }),
  state: Type.Enum(['running', 'paused']),
  createdBy: Type.String(),
  createdAt: Type.String(),
  nextRunAt: orNull(Type.String()),
  lastSuccessAt: orNull(Type.String()),
  lastFailureAt: orNull(Type.String()),
  lastFailure: orNull(Type.Object({ code: Type.String(), message: Type.String() })),
  rowsRead: Type.Integer({ description: 'of all runs' }),
  runs: Type.Integer(),
})
export type Channel = Static<typeof Channel>

export const CreateChannel = Type.Object(
  {
    id: Slug,
    kind: Type.Enum(['watched-folder', 'pull']),
    source: Type.String({ maxLength: 64 }),
    recordType: Type.String({ maxLength: 64 }),
    pull: Type.Optional(PullDefinition),
    connection: Type.Optional(
      Type.String({ maxLength: 2000, description: 'postgresql://…; sealed at once and never shown' }),
    ),
  },
  closed,
)
export type CreateChannel = Static<typeof CreateChannel>

export const createChannelContract = contract({
  name: 'createChannel',
  method: 'POST',
  path: '/v1/channels',
  permission: 'channel:manage',
  summary: { zh: '登记一条接入渠道', en: 'Register a channel by which a source delivers' },
  idempotent: true,
  input: CreateChannel,
  output: Channel,
})

export const listChannelsContract = contract({
  name: 'listChannels',
  method: 'GET',
  path: '/v1/channels',
  permission: 'batch:read',
  summary: { zh: '列出接入渠道及其状态', en: 'List the channels and how they fare' },
  input: Type.Object({ source: Type.Optional(Type.String({ maxLength: 64 })) }, closed),
  output: Type.Object({ items: Type.Array(Channel) }),
})

export const setChannelStateContract = contract({
  name: 'setChannelState',
  method: 'POST',
  path: '/v1/channels/:channel/state',
  permission: 'channel:manage',
  summary: { zh: '暂停、恢复或立即运行一条渠道', en: 'Pause a channel, resume it, or let it run now' },
  input: Type.Object({ channel: Slug, state: Type.Enum(['running', 'paused']) }, closed),
  output: Channel,
})

export const ChannelRun = Type.Object({
  id: Type.String(),
  startedAt: Type.String(),
  finishedAt: Type.String(),
  outcome: Type.Enum(['published', 'refused', 'failed']),
  batch: orNull(Type.String()),
  files: Type.Array(Type.String()),
  rowsRead: Type.Integer(),
  rowsQuarantined: Type.Integer(),
  failure: orNull(Type.Object({ code: Type.String(), message: Type.String() })),
})
export type ChannelRun = Static<typeof ChannelRun>

export const listChannelRunsContract = contract({
  name: 'listChannelRuns',
  method: 'GET',
  path: '/v1/channels/:channel/runs',
  permission: 'batch:read',
  summary: { zh: '查看一条渠道的运行记录', en: 'List what a channel carried' },
  input: Type.Object(
    { channel: Slug, pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })) },
    closed,
  ),
  output: Type.Object({ items: Type.Array(ChannelRun) }),
})

export const refusals = {
  'event-reused': {
    kind: 'conflict',
    zh: '同一事件编号先前带有不同的内容。',
    en: 'An event with this identifier was accepted earlier with other content.',
    todo: {
      zh: '新的事实用新的编号；where.event 是冲突的编号。',
      en: 'Give a new fact a new identifier; where.event names the one in conflict.',
    },
  },
  'event-unknown': {
    kind: 'missing',
    zh: '没有这条事件。',
    en: 'No such event.',
    todo: { zh: '检查来源、记录类型和事件编号。', en: 'Check source, record type and identifier.' },
  },
  'event-field-unknown': {
    kind: 'invalid',
    zh: '记录中有数据目录没有的字段。',
    en: 'A record has a field that the data directory does not list.',
    todo: { zh: '按 where.expected 中的字段名填写。', en: 'Use the field names of where.expected.' },
  },
  'channel-unknown': {
    kind: 'missing',
    zh: '没有这条接入渠道。',
    en: 'No such channel.',
    todo: { zh: '用 channels 查看已登记的渠道。', en: 'List the registered ones with channels.' },
  },
  'channel-exists': {
    kind: 'conflict',
    zh: '已有同名的接入渠道。',
    en: 'A channel of this name exists.',
    todo: { zh: '换一个名称。', en: 'Choose another name.' },
  },
  'channel-definition-invalid': {
    kind: 'invalid',
    zh: '渠道的定义不完整或不适用于这种渠道。',
    en: 'The definition of the channel is incomplete or does not fit its kind.',
    todo: {
      zh: '拉取渠道需要 pull 和 connection；文件夹渠道两者都不要。',
      en: 'A pull needs pull and connection; a watched folder neither.',
    },
  },
  'channel-connection-invalid': {
    kind: 'invalid',
    zh: '连接串不是 postgresql:// 地址。',
    en: 'The connection string is not a postgresql:// address.',
    todo: {
      zh: '写作 postgresql://用户:密码@主机:端口/库。',
      en: 'Write postgresql://user:password@host:port/database.',
    },
  },
  'channel-key-damaged': {
    kind: 'conflict',
    zh: '数据目录中用于密封连接串的密钥缺失或损坏。',
    en: 'The key of the data folder that seals connection strings is missing or damaged.',
    todo: {
      zh: '从备份恢复密钥，或重新登记渠道。',
      en: 'Restore the key from a backup, or register the channel anew.',
    },
  },
  'pull-failed': {
    kind: 'busy',
    zh: '无法从来源数据库读取。',
    en: 'The source database could not be read.',
    todo: {
      zh: '查看 where.cause；网络、口令或查询有误，平台会再试。',
      en: 'See where.cause: network, password or query. The platform tries again.',
    },
  },
  'pull-column-missing': {
    kind: 'invalid',
    zh: '查询结果缺少水位列或主键列。',
    en: 'The answer of the query lacks the watermark or the key column.',
    todo: { zh: '在 SELECT 中加上 where.column 列。', en: 'Add the column of where.column to the SELECT.' },
  },
} as const

export const refuse = refuser(refusals)
