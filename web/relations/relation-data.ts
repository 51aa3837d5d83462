import type { Neighborhood } from '../../src/information/relations/contract.ts'
import type {
  RelationCut,
  RelationEdge,
  RelationKind,
  RelationNode,
} from '../../src/information/relations/graph.contract.ts'

/** What is on show: the answer about the enterprise, and those about the nodes that were expanded, put together. */
export interface RelationData {
  root: string
  nodes: ReadonlyMap<string, RelationNode>
  edges: readonly RelationEdge[]
  cut: readonly RelationCut[]
  withheld: Neighborhood['withheld']
}

type Answer = Pick<Neighborhood, 'nodes' | 'edges' | 'cut' | 'withheld'>

/** The answer about one node, or about its relations of one kind when more of that kind was asked for. */
export interface Expansion {
  node: string
  kind: RelationKind | undefined
  answer: Answer
}

/** A later answer knows more of what it is about, so its counts of what was left out take the place of earlier ones. */
export function joinAnswers(
  root: Answer & { root: string },
  expansions: readonly Expansion[] = [],
): RelationData {
  const nodes = new Map<string, RelationNode>()
  const edges = new Map<string, RelationEdge>()
  const cut = new Map<string, RelationCut>()
  const add = ({ nodes: more, edges: joining }: Answer) => {
    for (const node of more) if (!nodes.has(node.id)) nodes.set(node.id, node)
    for (const edge of joining) edges.set(edgeKey(edge), edge)
  }
  add(root)
  for (const one of root.cut) cut.set(`${one.node} ${one.kind}`, one)
  for (const { node, kind, answer } of expansions) {
    add(answer)
    const about = (one: RelationCut) => one.node === node && (kind === undefined || one.kind === kind)
    for (const [key, one] of cut) if (about(one)) cut.delete(key)
    for (const one of answer.cut) {
      const key = `${one.node} ${one.kind}`
      if (about(one) || (one.node !== node && !cut.has(key))) cut.set(key, one)
    }
  }
  const asked = new Set(expansions.map(({ node }) => node))
  const connected = connectedTo(root.root, nodes, [...edges.values()])
  return {
    root: root.root,
    nodes: new Map([...nodes].filter(([id]) => connected.has(id))),
    edges: [...edges.values()].filter(({ from, to }) => connected.has(from) && connected.has(to)),
    cut: [...cut.values()].filter(
      ({ node }) => connected.has(node) && (node === root.root || asked.has(node)),
    ),
    withheld: root.withheld,
  }
}

/** The same relation may stand in the registers of both sides. */
function edgeKey({ from, to, kind, source }: RelationEdge): string {
  return `${from} ${to} ${kind} ${source.recordType}`
}

/** Collapsing a node takes away what only it led to. */
function connectedTo(
  root: string,
  nodes: ReadonlyMap<string, RelationNode>,
  edges: readonly RelationEdge[],
): Set<string> {
  const neighbors = new Map<string, string[]>()
  for (const { from, to } of edges) {
    neighbors.set(from, [...(neighbors.get(from) ?? []), to])
    neighbors.set(to, [...(neighbors.get(to) ?? []), from])
  }
  const seen = new Set([root])
  for (const id of seen) for (const next of neighbors.get(id) ?? []) if (nodes.has(next)) seen.add(next)
  return seen
}
