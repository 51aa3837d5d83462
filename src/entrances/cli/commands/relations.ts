import type { Static } from 'typebox'
import {
  buildRelations,
  findRelationPath,
  listRelationFindings,
  type Neighborhood,
  readNeighborhood,
  readOwnership,
} from '../../../information/relations/index.ts'
import { type Command, option, type Session, WrongUsage, wholeNumber } from '../command.ts'
import { table } from '../table.ts'

type Said = Static<typeof Neighborhood>
type Edge = Said['edges'][number]

const kindWords: Record<Edge['kind'], { zh: string; en: string }> = {
  shareholding: { zh: '持股', en: 'holds' },
  investment: { zh: '投资', en: 'invests in' },
  position: { zh: '任职', en: 'leads' },
  guarantee: { zh: '担保', en: 'guarantees' },
  trade: { zh: '销售', en: 'sells to' },
}

export const relations: Command = {
  name: 'relations',
  usage: '<identifier> [--depth 1-3] [--kinds shareholding,…] [--as-of YYYY-MM-DD] [--limit N]',
  summary: {
    zh: '关联关系：股东、投资、任职、担保、交易，以及其中的异常',
    en: 'Who holds, leads, guarantees and trades with an enterprise, and what stands out',
  },
  options: {
    depth: { type: 'string' },
    kinds: { type: 'string' },
    'as-of': { type: 'string' },
    limit: { type: 'string' },
  },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const enterprise = given.positionals[0]!
    const [kinds, asOf] = [kindsOf(option(given, 'kinds')), option(given, 'as-of')]
    const depth = wholeNumber(given, 'depth', { min: 1, max: 3 }) ?? 1
    const limit = wholeNumber(given, 'limit', { min: 1, max: 300 }) ?? 100
    const around = await session.work((work: Parameters<typeof readNeighborhood>[0]) =>
      readNeighborhood(work, {
        ...{ enterprise, depth, limit },
        ...(kinds === undefined ? {} : { kinds }),
        ...(asOf === undefined ? {} : { asOf }),
      }),
    )
    const found = await session.work((work: Parameters<typeof listRelationFindings>[0]) =>
      listRelationFindings(work, { enterprise }),
    )
    const cut = around.cut.reduce((sum, { hidden }) => sum + hidden, 0)
    const withheld = around.withheld.map(
      (each) => `${session.say(kindWords[each.kind])} ${each.enterprises} (${each.fieldGroup})`,
    )
    const lines = [
      ...found.items.map(({ title, text }) => `! ${session.say(title)}: ${session.say(text)}`),
      edgeTable(session, around),
      session.say({
        zh: `${around.nodes.length} 个主体、${around.edges.length} 条关系，另有 ${cut} 条未展开`,
        en: `${around.nodes.length} parties, ${around.edges.length} relations, ${cut} more not expanded`,
      }),
      ...(withheld.length === 0
        ? []
        : [
            session.say({
              zh: `未授权而未展示（企业数）：${withheld.join('、')}`,
              en: `Withheld for want of consent (enterprises): ${withheld.join(', ')}`,
            }),
          ]),
    ]
    return { json: { ...around, findings: found }, text: lines.join('\n') }
  },
}

export const relationsPath: Command = {
  name: 'relations path',
  usage: '<identifier> <identifier> [--steps 1-6] [--kinds shareholding,…]',
  summary: { zh: '两家企业之间最短的关联路径', en: 'The shortest path between two enterprises' },
  options: { steps: { type: 'string' }, kinds: { type: 'string' } },
  positionals: { min: 2, max: 2 },
  run: async (session, given) => {
    const [enterprise, to] = given.positionals as [string, string]
    const kinds = kindsOf(option(given, 'kinds'))
    const steps = wholeNumber(given, 'steps', { min: 1, max: 6 }) ?? 4
    const path = await session.work((work: Parameters<typeof findRelationPath>[0]) =>
      findRelationPath(work, { enterprise, to, steps, ...(kinds === undefined ? {} : { kinds }) }),
    )
    return { json: path, text: path.because ? session.say(path.because) : edgeTable(session, path) }
  },
}

export const relationsOwners: Command = {
  name: 'relations owners',
  usage: '<identifier> [--as-of YYYY-MM-DD]',
  summary: {
    zh: '最终所有者、受益所有人与实际控制人，附计算过程',
    en: 'Ultimate and beneficial owners and who controls, with the arithmetic',
  },
  options: { 'as-of': { type: 'string' } },
  positionals: { min: 1, max: 1 },
  run: async (session, given) => {
    const asOf = option(given, 'as-of')
    const owned = await session.work((work: Parameters<typeof readOwnership>[0]) =>
      readOwnership(work, { enterprise: given.positionals[0]!, ...(asOf === undefined ? {} : { asOf }) }),
    )
    const name = nameIn(owned.nodes)
    const lines = owned.owners.flatMap((owner) => [
      `${name(owner.node)}  ${percent(owner.shareBps)}${owner.beneficial ? session.say({ zh: '  受益所有人', en: '  beneficial owner' }) : ''}${owner.controls ? session.say({ zh: '  实际控制', en: '  controls' }) : ''}`,
      ...owner.paths.map(
        ({ nodes, ratiosBps, productBps }) =>
          `  ${nodes.map((node, step) => (step === 0 ? name(node) : `-${percent(ratiosBps[step - 1]!)}→ ${name(node)}`)).join(' ')} = ${percent(productBps)}`,
      ),
      ...(owner.circularBps === 0
        ? []
        : [
            session.say({
              zh: `  循环持股增加 ${percent(owner.circularBps)}`,
              en: `  circular holding adds ${percent(owner.circularBps)}`,
            }),
          ]),
    ])
    if (owned.because) lines.push(session.say(owned.because))
    lines.push(session.say(owned.thresholdSource))
    return { json: owned, text: lines.join('\n') }
  },
}

export const relationsRebuild: Command = {
  name: 'relations rebuild',
  usage: '',
  summary: {
    zh: '由已发布的数据重建关联图（平台运行时会自动更新）',
    en: 'Build the relation graph from what is published; a running platform does so by itself',
  },
  positionals: { min: 0, max: 0 },
  run: async (session) => {
    const built = await buildRelations(await session.database(), await session.actor(), {
      progress: session.progress,
    })
    if (built === undefined)
      return {
        json: null,
        text: session.say({ zh: '另一进程正在重建。', en: 'Another process is building it.' }),
      }
    const seconds = Math.round(built.seconds * 10) / 10
    return {
      json: built,
      text: session.say({
        zh: `${built.nodes} 个主体、${built.edges} 条关系、${built.findings} 项发现 · ${seconds} 秒`,
        en: `${built.nodes} parties, ${built.edges} relations, ${built.findings} findings · ${seconds} s`,
      }),
    }
  },
}

function kindsOf(text: string | undefined): string | undefined {
  const wrong = text?.split(',').find((kind) => !(kind in kindWords))
  if (wrong !== undefined) throw new WrongUsage(`--kinds ${Object.keys(kindWords).join(',')}: ${wrong}`)
  return text
}

const percent = (bps: number) => `${Math.round(bps * 100) / 10_000}%`

function nameIn(nodes: Said['nodes']): (id: string) => string {
  const names = new Map(nodes.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? id
}

function edgeTable(session: Session, { nodes, edges }: Pick<Said, 'nodes' | 'edges'>): string {
  const name = nameIn(nodes)
  return table(edges, [
    { title: session.say({ zh: '从', en: 'from' }), value: (edge) => name(edge.from) },
    {
      title: session.say({ zh: '关系', en: 'relation' }),
      value: (edge) => session.say(kindWords[edge.kind]),
    },
    { title: session.say({ zh: '到', en: 'to' }), value: (edge) => name(edge.to) },
    {
      title: session.say({ zh: '比例 / 金额（元）', en: 'share / yuan' }),
      value: ({ ratioBps, amountFen, roles }) =>
        ratioBps !== undefined
          ? percent(ratioBps)
          : (roles?.join(' ') ?? String(BigInt(amountFen ?? 0) / 100n)),
    },
  ])
}
