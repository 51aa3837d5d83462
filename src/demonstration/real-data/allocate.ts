import type { Fen } from '../../foundation/money.ts'

/** A loan that may be given: nothing, or an amount from `minFen` to `maxFen`, each fen of which yields the same. */
export interface Candidate {
  yield: number
  minFen: Fen
  maxFen: Fen
}

export interface Allocation {
  amountsFen: Fen[]
  /** Expected profit in fen, and the bound of the relaxation in which any smaller amount were allowed. */
  profit: number
  relaxedBound: number
  /** Nodes of the search; when it ends, the optimum is proven. */
  nodes: number
}

interface Node {
  /** 0: nothing; 1: at least the minimum; undefined: open. */
  choice: (0 | 1 | undefined)[]
}

/**
 * Spends at most the budget for the greatest expected profit: a knapsack of semi-continuous amounts. The relaxation
 * (minima dropped for open candidates) fills the best yields first, and at most one open amount can then fall between
 * nothing and its minimum; branching on it, with the relaxation as bound, ends at a proven optimum (Land & Doig 1960).
 */
export function allocate(candidates: readonly Candidate[], budgetFen: Fen): Allocation {
  const order = candidates
    .map((_, at) => at)
    .sort((left, right) => candidates[right]!.yield - candidates[left]!.yield)
  let best: Allocation = { amountsFen: candidates.map(() => 0n), profit: 0, relaxedBound: 0, nodes: 0 }
  let nodes = 0
  let rootBound: number | undefined
  const open: Node[] = [{ choice: [] }]
  while (open.length > 0) {
    const { choice } = open.pop()!
    nodes++
    const relaxed = relax(candidates, order, choice, budgetFen)
    if (!relaxed) continue
    rootBound ??= relaxed.profit
    if (relaxed.profit <= best.profit + 1e-9) continue
    if (relaxed.broken === undefined)
      best = { ...best, amountsFen: relaxed.amountsFen, profit: relaxed.profit }
    else
      for (const value of [0, 1] as const) {
        const child = [...choice]
        child[relaxed.broken] = value
        open.push({ choice: child })
      }
  }
  return { ...best, relaxedBound: rootBound ?? 0, nodes }
}

function relax(
  candidates: readonly Candidate[],
  order: readonly number[],
  choice: Node['choice'],
  budgetFen: Fen,
): { amountsFen: Fen[]; profit: number; broken: number | undefined } | undefined {
  const amountsFen = candidates.map((candidate, at) => (choice[at] === 1 ? candidate.minFen : 0n))
  let leftFen = amountsFen.reduce((left, amount) => left - amount, budgetFen)
  if (leftFen < 0n) return undefined
  for (const at of order) {
    const candidate = candidates[at]!
    if (candidate.yield <= 0 || leftFen === 0n) break
    if (choice[at] === 0 || candidate.maxFen < candidate.minFen) continue
    const room = candidate.maxFen - amountsFen[at]!
    amountsFen[at]! += room
    leftFen -= room
    if (leftFen >= 0n) continue
    amountsFen[at]! += leftFen
    leftFen = 0n
  }
  const broken = candidates.findIndex(
    (candidate, at) => amountsFen[at]! > 0n && amountsFen[at]! < candidate.minFen,
  )
  const profit = amountsFen.reduce((sum, amount, at) => sum + Number(amount) * candidates[at]!.yield, 0)
  return { amountsFen, profit, broken: broken < 0 ? undefined : broken }
}
