import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import {
  annotateQuarantine,
  getBatch,
  type IngestionTables,
  type IngestionWork,
  readQuarantine,
} from '../../../information/ingestion/index.ts'
import type { CatalogTables } from '../../../trust/catalog/index.ts'
import { type Arguments, type Command, type Outcome, option, type Session, wholeNumber } from '../command.ts'
import { table } from '../table.ts'

export const quarantine: Command = {
  name: 'quarantine',
  usage: '<batch> [--limit N] [--out FILE]',
  summary: {
    zh: '查看批次中被隔离的行；--out 写出可修改后再次提交的文件',
    en: 'Show the quarantined rows of a batch; --out writes a file to correct and deliver again',
  },
  options: { limit: { type: 'string' }, out: { type: 'string' } },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const out = option(given, 'out')
    return out === undefined ? show(session, given) : write(session, given.positionals[0]!, out)
  },
}

async function show(session: Session, given: Arguments): Promise<Outcome> {
  const batch = given.positionals[0]!
  const pageSize = wholeNumber(given, 'limit', { min: 1, max: 1000 }) ?? 100
  const { items } = await session.work((work: UnitOfWork<IngestionTables & CatalogTables>) =>
    readQuarantine(work, { batch, pageSize }),
  )
  const { rowsQuarantined, rowsFixed = 0 } = await session.work(
    (work: UnitOfWork<IngestionTables & CatalogTables>) => getBatch(work, { batch }),
  )
  const counts = { rows: rowsQuarantined, fixed: rowsFixed, open: rowsQuarantined - rowsFixed }
  const rows = table(items, [
    { title: session.say({ zh: '文件', en: 'file' }), value: (item) => item.file },
    { title: session.say({ zh: '行', en: 'row' }), value: (item) => String(item.row), align: 'right' },
    {
      title: session.say({ zh: '字段', en: 'field' }),
      value: (item) => (item.fieldTitle === null ? (item.field ?? '') : session.say(item.fieldTitle)),
    },
    { title: session.say({ zh: '值', en: 'value' }), value: (item) => item.value ?? '' },
    { title: session.say({ zh: '原因', en: 'reason' }), value: (item) => session.say(item.words) },
    { title: session.say({ zh: '怎么改', en: 'what to do' }), value: (item) => session.say(item.words.todo) },
    {
      title: session.say({ zh: '状态', en: 'state' }),
      value: (item) => session.say(item.fixed ? { zh: '已修正', en: 'fixed' } : { zh: '待修正', en: 'open' }),
    },
  ])
  const sum = session.say({
    zh: `隔离 ${counts.rows} 行，已修正 ${counts.fixed}，待修正 ${counts.open}`,
    en: `${counts.rows} rows quarantined, ${counts.fixed} fixed, ${counts.open} open`,
  })
  return { json: { items, ...counts }, text: `${rows}\n\n${sum}` }
}

async function write(session: Session, batch: string, out: string): Promise<Outcome> {
  const file = await session.work((work: IngestionWork) => annotateQuarantine(work, { batch }))
  await pipeline(file.content, createWriteStream(out))
  const json = { file: out, rows: file.rows }
  const text = session.say({
    zh: `已写出 ${file.rows} 行到 ${out}；改好后：sanxin ingest … --fixes ${batch}`,
    en: `Wrote ${file.rows} rows to ${out}; once corrected: sanxin ingest … --fixes ${batch}`,
  })
  return { json, text }
}
