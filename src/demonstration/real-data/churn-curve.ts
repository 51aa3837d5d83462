/** The share of customers who turn an offer down, by the rate that is asked: measured at some rates, straight between. */
export interface ChurnCurve {
  /** Basis points, ascending. */
  ratesBps: readonly number[]
  churn: readonly number[]
}

/** The curves of annex 3, one for each rating that is lent to. */
export type ChurnCurves = Readonly<Record<'A' | 'B' | 'C', ChurnCurve>>

/** Undefined outside the measured rates: the bank may not ask for them. */
export function churnAt(curve: ChurnCurve, rateBps: number): number | undefined {
  const { ratesBps, churn } = curve
  const next = ratesBps.findIndex((rate) => rate >= rateBps)
  if (next < 0 || rateBps < ratesBps[0]!) return undefined
  if (ratesBps[next] === rateBps) return churn[next]
  const share = (rateBps - ratesBps[next - 1]!) / (ratesBps[next]! - ratesBps[next - 1]!)
  return churn[next - 1]! * (1 - share) + churn[next]! * share
}
