import { writeFileSync } from 'node:fs'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import type { ExportFormat } from '../../../trust/catalog/contract.ts'
import {
  type CatalogTables,
  exportDirectory,
  listShownSources,
  searchDirectory,
} from '../../../trust/catalog/index.ts'
import { type Command, option, WrongUsage } from '../command.ts'
import { table } from '../table.ts'

type Work = UnitOfWork<CatalogTables>

export const directory: Command = {
  name: 'directory',
  usage: '[--text T] [--format json|csv|dcat|html] [--out FILE]',
  summary: {
    zh: '检索数据目录，或导出为 CSV、DCAT、可打印网页',
    en: 'Search the data directory, or export it as CSV, DCAT or a page to print',
  },
  options: { text: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
  positionals: { min: 0, max: 0 },
  run: async (session, given) => {
    const text = option(given, 'text')
    const format = option(given, 'format') ?? 'json'
    if (!['json', 'csv', 'dcat', 'html'].includes(format)) throw new WrongUsage(`--format ${format}`)
    const out = option(given, 'out')
    if (format === 'json') {
      const found = await session.work((work: Work) => searchDirectory(work, { text }))
      if (out !== undefined) writeFileSync(out, `${JSON.stringify(found, null, 1)}\n`)
      const lines = table(found.items, [
        { title: 'id', value: (item) => item.id },
        { title: session.say({ zh: '名称', en: 'name' }), value: (item) => item[session.language] },
        {
          title: session.say({ zh: '权属单位', en: 'owner' }),
          value: (item) => item.owner[session.language],
        },
        { title: session.say({ zh: '共享', en: 'sharing' }), value: (item) => item.sharing },
        { title: session.say({ zh: '级别', en: 'level' }), value: (item) => item.sensitivity },
        { title: session.say({ zh: '版本', en: 'version' }), value: (item) => String(item.version) },
        {
          title: session.say({ zh: '命中', en: 'found in' }),
          value: (item) => item.matches.map(({ at }) => at).join(' '),
        },
      ])
      return { json: found, text: lines }
    }
    const file = await session.work((work: Work) =>
      exportDirectory(work, { format: format as ExportFormat, text }),
    )
    if (out === undefined) return { json: file, text: file.text.trimEnd() }
    writeFileSync(out, file.text)
    return { json: { file: out, mediaType: file.mediaType }, text: out }
  },
}

export const sources: Command = {
  name: 'sources',
  usage: '',
  summary: { zh: '列出数据来源，按优先级', en: 'List the sources, the strongest first' },
  positionals: { min: 0, max: 0 },
  run: async (session) => {
    const items = await session.work((work: Work) => listShownSources(work))
    const text = table(items, [
      { title: 'id', value: (item) => item.id },
      { title: session.say({ zh: '名称', en: 'name' }), value: (item) => item[session.language] },
      { title: session.say({ zh: '机构', en: 'organization' }), value: (item) => item.organization },
      {
        title: session.say({ zh: '优先级', en: 'precedence' }),
        value: (item) => String(item.precedence),
        align: 'right',
      },
      { title: session.say({ zh: '标识', en: 'identifiers' }), value: (item) => item.identifierScheme },
    ])
    return { json: { items }, text }
  },
}
