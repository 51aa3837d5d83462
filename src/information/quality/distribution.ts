/** Shares by code or month; they add up to 1, or there are none. */
export type Distribution = ReadonlyMap<string, number>

export function distributionOf(counts: Readonly<Record<string, number>>): Distribution {
  const entries = Object.entries(counts).filter(([, count]) => count > 0)
  const total = entries.reduce((sum, [, count]) => sum + count, 0)
  return new Map(entries.map(([key, count]) => [key, count / total]))
}

/** The mean of several: each delivery counts the same, however long it was. */
export function pool(distributions: readonly Distribution[]): Distribution {
  const sum = new Map<string, number>()
  for (const distribution of distributions)
    for (const [key, share] of distribution) sum.set(key, (sum.get(key) ?? 0) + share / distributions.length)
  return sum
}

/** Square root of the Jensen–Shannon divergence in bits (Endres & Schindelin 2003): 0 for equal, 1 for disjoint. */
export function distance(left: Distribution, right: Distribution): number {
  let divergence = 0
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [p, q] = [left.get(key) ?? 0, right.get(key) ?? 0]
    const middle = (p + q) / 2
    if (p > 0) divergence += (p * Math.log2(p / middle)) / 2
    if (q > 0) divergence += (q * Math.log2(q / middle)) / 2
  }
  return Math.sqrt(Math.max(divergence, 0))
}

/** What two have in common: 1 for equal, 0 for disjoint. */
export function overlap(left: Distribution, right: Distribution): number {
  let sum = 0
  for (const [key, share] of left) sum += Math.min(share, right.get(key) ?? 0)
  return sum
}
