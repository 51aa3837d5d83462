import { monthsBefore } from '../../lineage/origin-of.ts'

export interface QuarterChange {
  points: number
  /** The month that is compared with: three before the last, or the first known within them. */
  since: string
}

/** How the score moved within the last three months; undefined where there is nothing to compare with. */
export function quarterChange(
  history: readonly { month: string; score: number }[],
): QuarterChange | undefined {
  const last = history.at(-1)
  if (!last) return undefined
  const before = history.find(({ month }) => month >= monthsBefore(last.month, 3))
  if (!before || before.month === last.month) return undefined
  return { points: last.score - before.score, since: before.month }
}
