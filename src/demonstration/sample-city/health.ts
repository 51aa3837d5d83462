import type { Random } from '../../foundation/random.ts'

/**
 * The hidden health of a firm: a Markov chain by month that drives everything seen. Trouble runs its course in
 * the order that banks describe: people leave, then sales fall, then taxes and instalments are late, then the
 * firm stops paying. Because it is a chain, the true probability of default is computed, not estimated.
 */
export const phases = ['well', 'leavers', 'slump', 'arrears', 'default'] as const
export type Phase = (typeof phases)[number]

const well = 0
const leavers = 1
const slump = 2
const arrears = 3
export const defaulted = 4

/** Months from the first missed instalment until it is 90 days overdue. */
const monthsToNinetyDays = 3

export interface Constitution {
  /** Standard normal over the city; higher is sounder. */
  quality: number
  /** Multiplies the chance that trouble begins: the trade and the age of the firm. */
  hazard: number
}

/** Chances of leaving each phase in a month: onward, back to health, and straight to default. */
function chances(
  firm: Constitution,
  phase: number,
  climate: number,
): [onward: number, back: number, sudden: number] {
  const { quality, hazard } = firm
  const sudden = Math.min(0.02, 0.0026 * hazard * climate * Math.exp(-0.85 * quality))
  switch (phase) {
    case well:
      return [Math.min(0.12, 0.0098 * hazard * climate * Math.exp(-0.95 * quality)), 0, sudden]
    case leavers:
      return [0.17, 0.045 * Math.exp(0.35 * quality), sudden]
    case slump:
      return [0.2, 0.05 * Math.exp(0.35 * quality), sudden * 1.5]
    case arrears:
      return [0.2, 0.07 * Math.exp(0.35 * quality), sudden * 2]
    default:
      return [0, 0, 0]
  }
}

/** The phase of the next month. `climate` is the trade's state of business: 1 is usual, more is worse. */
export function nextPhase(firm: Constitution, phase: number, climate: number, random: Random): number {
  const dice = random()
  const [onward, back, sudden] = chances(firm, phase, climate)
  if (dice < sudden) return defaulted
  if (dice < sudden + onward) return phase + 1
  if (dice < sudden + onward + back) return well
  return phase
}

/**
 * The true probability that the firm, in this phase now, has an instalment 90 days overdue within twelve months,
 * given that it owes all that time: default must begin in the next nine. The climate is taken as it is today.
 */
export function trueProbability(firm: Constitution, phase: number, climate: number): number {
  let now = [0, 0, 0, 0, 0]
  now[phase] = 1
  for (let ahead = 0; ahead < 12 - monthsToNinetyDays; ahead++) {
    const next = [0, 0, 0, 0, now[defaulted]!]
    for (let from = well; from <= arrears; from++) {
      const [onward, back, sudden] = chances(firm, from, climate)
      const share = now[from]!
      next[defaulted]! += share * (sudden + (from === arrears ? onward : 0))
      if (from !== arrears) next[from + 1]! += share * onward
      next[well]! += share * back
      next[from]! += share * (1 - onward - back - sudden)
    }
    now = next
  }
  return now[defaulted]!
}
