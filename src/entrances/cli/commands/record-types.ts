import { Refusal } from '../../../foundation/refusal.ts'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import {
  type CatalogTables,
  getRecordType,
  listRecordTypes,
  listStandardRecordTypes,
  type RecordType,
  templateCsv,
} from '../../../trust/catalog/index.ts'
import { type Command, option, type Session, WrongUsage } from '../command.ts'
import { table } from '../table.ts'

/** Without a data folder there are the ones that come with the platform. */
async function itemsOf(session: Session, id: string | undefined): Promise<RecordType[]> {
  try {
    return await session.work(async (work: UnitOfWork<CatalogTables>) =>
      id === undefined ? await listRecordTypes(work) : [await getRecordType(work, id)],
    )
  } catch (error) {
    const standard = listStandardRecordTypes().filter(
      (recordType) => id === undefined || recordType.id === id,
    )
    if (error instanceof Refusal && error.code === 'data-folder-missing' && standard.length > 0)
      return standard
    throw error
  }
}

export const recordTypes: Command = {
  name: 'record-types',
  usage: '[<id> --template csv]',
  summary: {
    zh: '数据目录中的记录类型，或某一类型的模板',
    en: 'The record types of the catalogue, or the template of one',
  },
  options: { template: { type: 'string' } },
  positionals: { min: 0, max: 1 },
  run: async (session, given) => {
    const [id] = given.positionals
    const template = option(given, 'template')
    if (template !== undefined && (template !== 'csv' || id === undefined))
      throw new WrongUsage(`--template ${template}`)
    const items = await itemsOf(session, id)
    if (template !== undefined) {
      const csv = templateCsv(items[0]!)
      return { json: { id, template: csv }, text: csv.trimEnd() }
    }
    const text =
      id === undefined
        ? table(items, [
            { title: 'id', value: (item) => item.id },
            { title: session.say({ zh: '名称', en: 'name' }), value: (item) => item[session.language] },
            {
              title: session.say({ zh: '粒度', en: 'grain' }),
              value: (item) => item.grain[session.language],
            },
            { title: session.say({ zh: '主键', en: 'key' }), value: (item) => item.key.join(', ') },
          ])
        : table(items[0]!.fields, [
            { title: session.say({ zh: '字段', en: 'field' }), value: (field) => field.name },
            { title: session.say({ zh: '名称', en: 'title' }), value: (field) => field[session.language] },
            { title: session.say({ zh: '类型', en: 'type' }), value: (field) => field.type },
            {
              title: session.say({ zh: '必填', en: 'required' }),
              value: (field) => (field.required ? '●' : ''),
            },
          ])
    return { json: { items }, text }
  },
}
