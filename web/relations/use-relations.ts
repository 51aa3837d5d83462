import { useCallback, useMemo, useState } from 'react'
import {
  nodesMax,
  type RelationFinding,
  type RelationPath,
  readNeighborhoodContract,
} from '../../src/information/relations/contract.ts'
import type { RelationKind } from '../../src/information/relations/graph.contract.ts'
import { useAnswer } from '../components/answer.ts'
import { call } from '../components/call.ts'
import { kindsOf, type RelationClass } from './relation-class.ts'
import { type Expansion, joinAnswers, type RelationData } from './relation-data.ts'

/** How many nodes the answer about one enterprise brings at first; more come by expanding. */
const firstLimit = 60
const fanOut = 8
const fanOutMore = 100

export interface RelationsView {
  classes: ReadonlySet<RelationClass>
  asOf: string | undefined
}

/** The answer about the enterprise and what was expanded since; another filter or day begins anew. */
export function useRelations(enterprise: string, { classes, asOf }: RelationsView) {
  const kinds = kindsOf(classes)
  const wish = { kinds, ...(asOf ? { asOf } : {}) }
  const root = useAnswer(
    readNeighborhoodContract,
    { enterprise, limit: firstLimit, fanOut, ...wish },
    { kept: true, keepPrevious: true },
  )
  const state = `${enterprise} ${kinds} ${asOf ?? ''}`
  const [extra, setExtra] = useState<Extra>(nothingExtra(state))
  if (extra.state !== state) setExtra(nothingExtra(state))
  const [busy, setBusy] = useState<string>()
  const [fault, setFault] = useState<unknown>()
  const data = useMemo(
    () => root.data && joinAnswers(root.data, extra.expansions),
    [root.data, extra.expansions],
  )
  const full = data !== undefined && data.nodes.size >= nodesMax

  async function expand(node: string, kind?: RelationKind) {
    if (full || busy !== undefined) return
    setBusy(node)
    setFault(undefined)
    try {
      const room = nodesMax - (data?.nodes.size ?? 0)
      const reach = kind ? { ...wish, kinds: kind, fanOut: fanOutMore } : { ...wish, fanOut }
      const answer = await call(readNeighborhoodContract, {
        enterprise,
        node,
        limit: Math.max(2, Math.min(room, nodesMax)),
        ...reach,
      })
      setExtra((before) =>
        before.state === state
          ? { state, expansions: [...before.expansions, { node, kind, answer }] }
          : before,
      )
    } catch (problem) {
      setFault(problem)
    } finally {
      setBusy(undefined)
    }
  }

  const collapse = useCallback((node: string) => {
    setExtra(({ state: same, expansions }) => ({
      state: same,
      expansions: expansions.filter((one) => one.node !== node),
    }))
  }, [])
  const expanded = useMemo(() => new Set(extra.expansions.map(({ node }) => node)), [extra.expansions])
  return { root, data, expanded, busy, fault, full, expand, collapse }
}

interface Extra {
  state: string
  expansions: readonly Expansion[]
}

function nothingExtra(state: string): Extra {
  return { state, expansions: [] }
}

/** A path or a ring is put into the picture, whether or not its members were in it. */
export function withMarked(
  data: RelationData,
  shown: Pick<RelationPath | RelationFinding, 'nodes' | 'edges'> | undefined,
): RelationData {
  if (!shown) return data
  const all = joinAnswers({
    root: data.root,
    nodes: [...data.nodes.values(), ...shown.nodes],
    edges: [...data.edges, ...shown.edges],
    cut: [],
    withheld: data.withheld,
  })
  return { ...all, cut: data.cut }
}
