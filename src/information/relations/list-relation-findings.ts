import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { ListRelationFindings, RelationFinding, RelationFindings } from './contract.ts'
import { type FindingKind, findingKinds, type RelationEdge } from './graph.contract.ts'
import { findingsOf, restsOn, type SeenFinding, salesAround } from './marks.ts'
import { distinct } from './neighbors.ts'
import { type OpenedPage, type OpenGraph, openGraph } from './open-graph.ts'
import { showEdges, showNodes, standingOf } from './show-graph.ts'
import { listMembers } from './store-findings.ts'
import { listBetween } from './store-graph.ts'
import type { RelationsTables } from './tables.ts'

const itemsMax = 20
const membersShown = 50

/**
 * What stands out around an enterprise. Of what rests on records of others who have not consented only the number is
 * said, and that only to a reader to whom the enterprise itself has opened its own: nothing of who, how many or where.
 */
export async function listRelationFindings(
  work: UnitOfWork<RelationsTables>,
  wish: ListRelationFindings,
): Promise<RelationFindings> {
  return findingsIn(await openGraph(work, wish))
}

/** The same for a page of the enterprise that is on record already. */
export async function findRelationFindings(
  work: UnitOfWork<RelationsTables>,
  opened: OpenedPage,
): Promise<RelationFindings> {
  return findingsIn(await openGraph(work, { enterprise: opened.enterprise.enterprise }, opened))
}

async function findingsIn(graph: OpenGraph): Promise<RelationFindings> {
  const { root, sight } = graph
  const allKinds = findingKinds.flatMap((kind) => restsOn[kind])
  await sight.learn([root.number], [...new Set(allKinds)])
  const isOwnOpen = (kind: FindingKind) => restsOn[kind].every((each) => sight.covers(root.number, each))
  const found = await findingsOf(graph, [root.number])
  const open = found.filter(({ isOpen }) => isOpen)
  const items: RelationFinding[] = []
  for (const finding of open.slice(0, itemsMax)) items.push(await showFinding(graph, finding))
  return {
    root: root.ref,
    ...standingOf(graph),
    items,
    withheld: findingKinds.flatMap((kind) => {
      const findings = found.filter(({ kindName, isOpen }) => kindName === kind && !isOpen).length
      return findings > 0 && isOwnOpen(kind) ? [{ kind, findings }] : []
    }),
    notCovered: findingKinds.filter((kind) => !isOwnOpen(kind)),
  }
}

async function showFinding(graph: OpenGraph, finding: SeenFinding): Promise<RelationFinding> {
  const { work, build, sight, day } = graph
  const { kindName: kind, number, size, related } = finding
  const rows = await listMembers(work.db, build!.slot, { findings: [number], atMost: membersShown })
  const members = rows.map(({ node }) => node)
  const between =
    kind === 'trade-ring'
      ? ((await salesAround(graph, members)) ?? [])
      : await listBetween(work.db, build!.slot, { few: members, all: members, kinds: restsOn[kind], day })
  await sight.load(members)
  await sight.learn(members, restsOn[kind])
  const edges = await showEdges(graph, distinct(between))
  const amount = kind.endsWith('-ring')
    ? edges.reduce((sum, { amountFen }) => sum + BigInt(amountFen ?? 0), 0n)
    : null
  return {
    id: `${kind}:${members.map((member) => sight.node(member).ref).toSorted()[0]}:${size}`,
    kind,
    ...wordsOf(kind, { size, related, edges }),
    related,
    amountFen: amount === null ? null : String(amount),
    size,
    nodes: await showNodes(graph, new Map(members.map((member, place) => [member, place]))),
    edges,
  }
}

type Worded = Pick<RelationFinding, 'title' | 'text' | 'tone'>

function wordsOf(
  kind: FindingKind,
  { size, related, edges }: { size: number; related: boolean; edges: readonly RelationEdge[] },
): Worded {
  switch (kind) {
    case 'guarantee-ring':
      return {
        tone: 'bad',
        title: { zh: `${size} 家企业循环担保`, en: `A ring of ${size} guarantors` },
        text: {
          zh: `${size} 家企业的担保首尾相接（${edges.length} 笔在保关系）：一家违约，担保责任会沿环传回，担保实际不增加保障。`,
          en: `The guarantees of ${size} enterprises close into a ring (${edges.length} in force): if one defaults, the duty comes back round, and the guarantees add no security.`,
        },
      }
    case 'trade-ring':
      return {
        tone: related ? 'bad' : 'warn',
        title: related
          ? { zh: `${size} 家关联企业循环开票`, en: `${size} related firms sell in a circle` }
          : { zh: `${size} 家企业循环开票`, en: `${size} firms sell in a circle` },
        text: {
          zh: `近 12 个月的销售在 ${size} 家企业间绕行一圈，金额相近${related ? '，且其中有关联企业' : ''}：请核实货物流与资金流。`,
          en: `In 12 months sales of similar amounts went round ${size} firms${related ? ', some of which belong together' : ''}: verify the goods and the payments.`,
        },
      }
    case 'cross-holding':
      return {
        tone: 'warn',
        title: { zh: `${size} 家企业交叉持股`, en: `${size} enterprises hold each other` },
        text: {
          zh: '企业之间直接或绕行互相持股：注册资本有重复计算，最终持股比例须按穿透计算。',
          en: 'The enterprises hold each other, directly or in a circle: capital is counted twice, and shares must be reckoned through.',
        },
      }
    case 'shared-representative':
      return {
        tone: 'info',
        title: {
          zh: `同一法定代表人任职 ${size - 1} 家企业`,
          en: `One legal representative of ${size - 1} enterprises`,
        },
        text: {
          zh: '多家企业由同一人担任法定代表人：核定额度时应合并考察。',
          en: 'One person represents several enterprises in law: consider their credit together.',
        },
      }
    case 'group':
      return {
        tone: 'info',
        title: { zh: `同一实际控制下的 ${size} 个主体`, en: `${size} parties under one control` },
        text: {
          zh: '逐层合计持股超过 50% 的主体构成同一控制：授信应计入集团合并额度。',
          en: 'Held by more than half, step by step, by one party: count them together for a group limit.',
        },
      }
  }
}
