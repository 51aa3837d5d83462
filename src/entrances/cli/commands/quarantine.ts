import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { type IngestionTables, readQuarantine } from '../../../information/ingestion/index.ts'
import { type Command, wholeNumber } from '../command.ts'
import { table } from '../table.ts'

export const quarantine: Command = {
  name: 'quarantine',
  usage: '<batch> [--limit N]',
  summary: { zh: '查看批次中被隔离的行', en: 'Show the quarantined rows of a batch' },
  options: { limit: { type: 'string' } },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const pageSize = wholeNumber(given, 'limit', { min: 1, max: 1000 }) ?? 100
    const { items } = await session.work((work: UnitOfWork<IngestionTables>) =>
      readQuarantine(work, { batch: given.positionals[0]!, pageSize }),
    )
    const text = table(items, [
      { title: session.say({ zh: '文件', en: 'file' }), value: (item) => item.file },
      { title: session.say({ zh: '行', en: 'row' }), value: (item) => String(item.row), align: 'right' },
      { title: session.say({ zh: '字段', en: 'field' }), value: (item) => item.field ?? '' },
      { title: session.say({ zh: '原因', en: 'reason' }), value: (item) => item.reason },
      { title: session.say({ zh: '值', en: 'value' }), value: (item) => item.value ?? '' },
    ])
    return { json: { items }, text }
  },
}
