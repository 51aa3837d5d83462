import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import {
  type EnterpriseSearchTables,
  searchEnterprises,
} from '../../../information/enterprise-search/index.ts'
import type { EnterpriseTables } from '../../../information/enterprises/index.ts'
import { type Command, wholeNumber } from '../command.ts'
import { table } from '../table.ts'

const pageSizeMax = 100

export const search: Command = {
  name: 'search',
  usage: '<text> [--limit N]',
  summary: { zh: '按名称的一部分或代码查找企业', en: 'Find enterprises by part of a name or by code' },
  options: { limit: { type: 'string' } },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const began = performance.now()
    const pageSize = wholeNumber(given, 'limit', { min: 1, max: pageSizeMax }) ?? 20
    const found = await session.work((work: UnitOfWork<EnterpriseTables & EnterpriseSearchTables>) =>
      searchEnterprises(work, { text: given.positionals[0]!, pageSize }),
    )
    const elapsedMs = Math.round((performance.now() - began) * 10) / 10
    const text = table(found.items, [
      { title: session.say({ zh: '企业', en: 'name' }), value: (item) => item.name },
      { title: session.say({ zh: '统一社会信用代码', en: 'USCC' }), value: (item) => item.uscc ?? '' },
      { title: session.say({ zh: '地区', en: 'region' }), value: (item) => item.region ?? '' },
      { title: session.say({ zh: '行业', en: 'industry' }), value: (item) => item.industry ?? '' },
      { title: session.say({ zh: '状态', en: 'status' }), value: (item) => item.status ?? '' },
    ])
    const count = session.say({ zh: `共 ${found.total} 家`, en: `${found.total} in all` })
    return { json: { ...found, elapsedMs }, text: `${text}\n\n${count} · ${elapsedMs} ms` }
  },
}
