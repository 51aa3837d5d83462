import type { RelationEdge, RelationKind } from '../../src/information/relations/graph.contract.ts'

/** Kinds that are drawn alike: a holding is one thing, whether the holder's register says so or that of the firm held. */
export type RelationClass = 'equity' | 'position' | 'guarantee' | 'trade'
export const relationClasses: readonly RelationClass[] = ['equity', 'position', 'guarantee', 'trade']

const classes: Readonly<Record<RelationKind, RelationClass>> = {
  shareholding: 'equity',
  investment: 'equity',
  position: 'position',
  guarantee: 'guarantee',
  trade: 'trade',
}

export function classOf(kind: RelationKind): RelationClass {
  return classes[kind]
}

export function kindsOf(shown: ReadonlySet<RelationClass>): string {
  return (Object.keys(classes) as RelationKind[]).filter((kind) => shown.has(classes[kind])).join(',')
}

/** Edges between the same two in the same direction that are drawn as one line. */
export interface RelationLine {
  id: string
  from: string
  to: string
  class: RelationClass
  edges: readonly RelationEdge[]
}

/** Lines in a fixed order, whatever the order of the edges was: by class, then weight, then by name of the ends. */
export function linesOf(edges: readonly RelationEdge[]): RelationLine[] {
  const lines = new Map<string, RelationLine & { edges: RelationEdge[] }>()
  const held = new Set(
    edges.filter(({ kind }) => classOf(kind) === 'equity').map(({ from, to }) => `${from} ${to}`),
  )
  for (const edge of edges) {
    // Who holds and leads as well has one line that says both.
    const leads = edge.kind === 'position' && held.has(`${edge.from} ${edge.to}`)
    const own = leads ? 'equity' : classOf(edge.kind)
    const id = `${own} ${edge.from} ${edge.to}`
    const line = lines.get(id)
    if (line) line.edges.push(edge)
    else lines.set(id, { id, from: edge.from, to: edge.to, class: own, edges: [edge] })
  }
  const sorted = [...lines.values()]
  for (const line of sorted) line.edges.sort((a, b) => compareText(b.kind, a.kind))
  return sorted.sort(
    (a, b) =>
      relationClasses.indexOf(a.class) - relationClasses.indexOf(b.class) ||
      weightOf(b) - weightOf(a) ||
      compareText(a.id, b.id),
  )
}

/** For order and thickness only: a float is good enough for a pixel. */
export function weightOf({ edges }: RelationLine): number {
  return Math.max(0, ...edges.map((edge) => edge.ratioBps ?? Number(edge.amountFen ?? 0)))
}

/** By code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
