import { isIdentifier } from '../../foundation/identifier.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  authorizeCovered,
  type FieldGroup,
  findCovered,
  type Purpose,
  stageLimitOf,
} from '../../trust/consent/index.ts'
import { relationKinds } from './graph.contract.ts'
import { findNeeds, type Needs, recordOf } from './sharing.ts'
import type { Slot } from './store.ts'
import { type EdgeRow, findNodesByNumber, type NodeRow } from './store-graph.ts'
import type { RelationsTables } from './tables.ts'

type Work = UnitOfWork<RelationsTables>

/** The amount of an edge that a reader may see, and at which end the record stands that says so. */
export interface Said {
  owner: 'from' | 'to'
  amount: bigint
}

/**
 * What one reader may see of the graph. Of what is not public an edge shows if the reader is covered at an end whose
 * own record says so, and then as that record says. Nothing else may be asked of a hidden edge, not even whether it
 * is there.
 */
export class Sight {
  readonly needs: Needs
  /** The local operator: every enterprise is covered. */
  readonly isWhole: boolean
  readonly #work: Work
  readonly #slot: Slot | undefined
  readonly #purpose: Purpose
  /** Kinds of whose parties the reader's stage sees nothing. */
  readonly #hidden: ReadonlySet<number>
  readonly #nodes = new Map<number, NodeRow>()
  readonly #asked = new Map<FieldGroup, Set<string>>()
  readonly #covered = new Map<FieldGroup, Set<string>>()

  private constructor(work: Work, of: { slot: Slot | undefined; purpose: Purpose }, needs: Needs) {
    this.#work = work
    this.#slot = of.slot
    this.#purpose = of.purpose
    this.needs = needs
    this.isWhole = work.actor.kind === 'operator'
    this.#hidden = new Set(
      relationKinds.flatMap((kind, number) =>
        stageLimitOf(work.actor.role, recordOf[kind].recordType) === 'hidden' ? [number] : [],
      ),
    )
  }

  static async open(work: Work, of: { slot: Slot | undefined; purpose: Purpose }): Promise<Sight> {
    return new Sight(work, of, await findNeeds(work))
  }

  keep(nodes: readonly NodeRow[]): void {
    for (const node of nodes) this.#nodes.set(node.number, node)
  }

  /** A node that was loaded or kept before. */
  node(number: number): NodeRow {
    return this.#nodes.get(number)!
  }

  async load(numbers: Iterable<number>): Promise<void> {
    const missing = [...new Set(numbers)].filter((number) => !this.#nodes.has(number))
    if (missing.length > 0 && this.#slot)
      this.keep(await findNodesByNumber(this.#work.db, this.#slot, missing))
  }

  /** Learns which of the nodes have let the reader use what the kinds are made of. */
  async learn(numbers: Iterable<number>, kinds: readonly number[]): Promise<void> {
    if (this.isWhole) return
    const groups = new Set(kinds.flatMap((kind) => this.needs[kind] ?? []))
    if (groups.size === 0) return
    const list = [...numbers]
    await this.load(list)
    for (const fieldGroup of groups) {
      const asked = this.#asked.get(fieldGroup) ?? new Set<string>()
      this.#asked.set(fieldGroup, asked)
      const enterprises = list.flatMap((number) => {
        const enterprise = enterpriseOf(this.node(number))
        return enterprise === null || asked.has(enterprise) ? [] : [enterprise]
      })
      const covered = await findCovered(this.#work, { enterprises, purpose: this.#purpose, fieldGroup })
      const before = this.#covered.get(fieldGroup) ?? new Set<string>()
      for (const enterprise of enterprises) asked.add(enterprise)
      for (const enterprise of covered) before.add(enterprise)
      this.#covered.set(fieldGroup, before)
    }
  }

  /** Whether the own records of a node, of which it was learnt, are open to the reader at its stage. */
  covers(number: number, kind: number): boolean {
    const group = this.needs[kind]
    if (this.isWhole || group === null) return true
    if (this.#hidden.has(kind)) return false
    const enterprise = enterpriseOf(this.node(number))
    return enterprise !== null && group !== undefined && this.#covered.get(group)?.has(enterprise) === true
  }

  /** What the reader sees of an edge; undefined: nothing. */
  said(edge: EdgeRow): Said | undefined {
    if (edge.amountFrom !== null && this.covers(edge.fromNode, edge.kind))
      return { owner: 'from', amount: edge.amountFrom }
    if (edge.amountTo !== null && this.covers(edge.toNode, edge.kind))
      return { owner: 'to', amount: edge.amountTo }
    return undefined
  }

  /**
   * The edges that are shown, after the use of each enterprise whose records they are was authorized and put on
   * record; what was covered a moment ago and is no more falls away.
   */
  async authorize(edges: readonly EdgeRow[]): Promise<{ edge: EdgeRow; said: Said }[]> {
    const seen = edges.flatMap((edge) => {
      const said = this.said(edge)
      return said ? [{ edge, said }] : []
    })
    const owners = new Map<FieldGroup, Set<string>>()
    for (const { edge, said } of seen) {
      const group = this.needs[edge.kind]
      const owner = enterpriseOf(this.node(ownerOf(edge, said)))
      if (!group || owner === null) continue
      owners.set(group, (owners.get(group) ?? new Set()).add(owner))
    }
    const authorized = new Map<FieldGroup, ReadonlyMap<string, unknown>>()
    for (const [group, enterprises] of owners)
      authorized.set(
        group,
        await authorizeCovered(this.#work, {
          enterprises: [...enterprises],
          purpose: this.#purpose,
          fieldGroups: [group],
        }),
      )
    return seen.filter(({ edge, said }) => {
      const group = this.needs[edge.kind]
      const owner = enterpriseOf(this.node(ownerOf(edge, said)))
      return !group || owner === null ? !group || this.isWhole : authorized.get(group)!.has(owner)
    })
  }
}

export function ownerOf(edge: EdgeRow, said: Said): number {
  return said.owner === 'from' ? edge.fromNode : edge.toNode
}

/** The identifier of an enterprise that the platform knows. */
export function enterpriseOf({ ref }: NodeRow): string | null {
  return isIdentifier(ref) ? ref : null
}
