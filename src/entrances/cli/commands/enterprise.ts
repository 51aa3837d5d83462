import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { type EnterpriseTables, getEnterprise } from '../../../information/enterprises/index.ts'
import type { Command } from '../command.ts'
import { sheet } from '../table.ts'

export const enterprise: Command = {
  name: 'enterprise',
  usage: '<identifier>',
  summary: {
    zh: '查看企业的标识、名称与登记',
    en: 'Show identifiers, names and registration of an enterprise',
  },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const found = await session.work((work: UnitOfWork<EnterpriseTables>) =>
      getEnterprise(work, given.positionals[0]!),
    )
    const text = sheet([
      ['enterprise', found.enterprise],
      ...found.identifiers.map(({ scheme, value }) => [scheme, value] as const),
      ...found.names.map(
        ({ name, validFrom }) =>
          [session.say({ zh: '名称', en: 'name' }), `${name}${validFrom ? `  (${validFrom})` : ''}`] as const,
      ),
      ...Object.entries(found.registration ?? {}).map(
        ([name, value]) => [name, String(value ?? '')] as const,
      ),
    ])
    return { json: found, text }
  },
}
