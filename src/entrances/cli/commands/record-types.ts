import { getRecordType, listRecordTypes, templateCsv } from '../../../trust/catalog/index.ts'
import { type Command, option, WrongUsage } from '../command.ts'
import { table } from '../table.ts'

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
    const items = id === undefined ? listRecordTypes() : [getRecordType(id)]
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
