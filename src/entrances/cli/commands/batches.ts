import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import type { EnterpriseTables } from '../../../information/enterprises/index.ts'
import { type IngestionTables, listBatches, withdrawBatch } from '../../../information/ingestion/index.ts'
import type { QualityTables } from '../../../information/quality/index.ts'
import type { RecordsTables } from '../../../information/records/index.ts'
import type { AuditTables } from '../../../trust/audit/index.ts'
import type { CatalogTables } from '../../../trust/catalog/index.ts'
import { type Command, option, requiredOption, wholeNumber } from '../command.ts'
import { table } from '../table.ts'

type Work = UnitOfWork<
  IngestionTables & RecordsTables & EnterpriseTables & CatalogTables & QualityTables & AuditTables
>

export const withdraw: Command = {
  name: 'withdraw',
  usage: '<batch> --why TEXT',
  summary: {
    zh: '撤回批次：此刻起不再可读，撤回前的时点仍可读',
    en: 'Withdraw a batch: from now on no read finds it, as of before every read does',
  },
  options: { why: { type: 'string' } },
  required: ['why'],
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const [batch, why] = [given.positionals[0]!, requiredOption(given, 'why')]
    const { reread } = await session.work((work: Work) => withdrawBatch(work, { batch, why }))
    const text = session.say({
      zh: `已撤回 ${batch}；由后来的交付重读出 ${reread.length} 个批次。`,
      en: `Withdrew ${batch}; ${reread.length} batches were made of later deliveries.`,
    })
    return { json: { batch, reread }, text }
  },
}

export const batches: Command = {
  name: 'batches',
  usage: '[--record-type TYPE] [--source ID] [--limit N] [--before BATCH]',
  summary: { zh: '列出批次，最近的在前', en: 'List batches, the latest first' },
  options: {
    'record-type': { type: 'string' },
    source: { type: 'string' },
    limit: { type: 'string' },
    before: { type: 'string' },
  },
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const wish = {
      recordType: option(given, 'record-type'),
      source: option(given, 'source'),
      before: option(given, 'before'),
      pageSize: wholeNumber(given, 'limit', { min: 1, max: 200 }) ?? 50,
    }
    const page = await session.work((work: UnitOfWork<IngestionTables & CatalogTables>) =>
      listBatches(work, wish),
    )
    const count = (
      title: { zh: string; en: string },
      of: (batch: (typeof page.items)[number]) => number,
    ) => ({
      title: session.say(title),
      value: (batch: (typeof page.items)[number]) => of(batch).toLocaleString(),
      align: 'right' as const,
    })
    const text = table(page.items, [
      { title: session.say({ zh: '批次', en: 'batch' }), value: ({ batch }) => batch },
      { title: session.say({ zh: '记录类型', en: 'record type' }), value: ({ recordType }) => recordType },
      { title: session.say({ zh: '来源', en: 'source' }), value: ({ source }) => source },
      count({ zh: '读取', en: 'read' }, ({ rowsRead }) => rowsRead),
      count({ zh: '发布', en: 'published' }, ({ rowsPublished }) => rowsPublished),
      count({ zh: '隔离', en: 'quarantined' }, ({ rowsQuarantined }) => rowsQuarantined),
      count({ zh: '已修正', en: 'fixed' }, ({ rowsFixed }) => rowsFixed ?? 0),
      count({ zh: '重复', en: 'duplicates' }, ({ rowsDuplicate }) => rowsDuplicate),
      { title: session.say({ zh: '时间', en: 'at' }), value: ({ publishedAt }) => publishedAt },
    ])
    return { json: page, text }
  },
}
