import type { Stream } from './stream.ts'

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

/** What of the chances depends on the firm alone. */
interface Temper {
  onset: number
  sudden: number
  recovery: number
}

const temper: Temper = { onset: 0, sudden: 0, recovery: 0 }

function temperOf({ quality, hazard }: Constitution): Temper {
  temper.onset = 0.0088 * hazard * Math.exp(-0.95 * quality)
  temper.sudden = 0.0023 * hazard * Math.exp(-0.85 * quality)
  temper.recovery = Math.exp(0.35 * quality)
  return temper
}

/** Chances of leaving each phase in a month: onward, back to health (times the firm's recovery), and times of a sudden default. */
const onwards = [0, 0.17, 0.2, 0.2, 0]
const backs = [0, 0.045, 0.05, 0.07, 0]
const suddens = [1, 1, 1.5, 2, 0]

/**
 * How a default ends, ours: two in five are restructured after five to eleven months (the instalments due are then
 * paid, and the firm is well), never before the first has been 90 days overdue; the others stay until they are closed.
 */
const restructured = 0.42
const [restructuredAfter, restructuredWithin] = [5, 7]

/**
 * The phases of the months from one on, into a path. `climate` is the trade's state of business: 1 is usual, more is
 * worse. Nobody is in default before the month `spared`: who fell before is not in the city, its place was taken by one
 * that is well.
 */
export function fillPhases(
  firm: Constitution,
  climate: Float64Array,
  path: Uint8Array,
  { from, spared }: { from: number; spared: number },
  random: Stream,
): void {
  const { onset, sudden, recovery } = temperOf(firm)
  for (let at = from; at < path.length; at++) {
    const phase = path[at - 1]!
    const dice = random.next()
    const fall = suddens[phase]! * Math.min(0.02, sudden * climate[at]!)
    const onward = phase === well ? Math.min(0.12, onset * climate[at]!) : onwards[phase]!
    const next =
      dice < fall
        ? defaulted
        : dice < fall + onward
          ? phase + 1
          : dice < fall + onward + backs[phase]! * recovery
            ? well
            : phase
    if (next !== defaulted) path[at] = next
    else if (at < spared) path[at] = well
    else {
      const again = random.next() < restructured
      const months = restructuredAfter + random.below(restructuredWithin)
      const until = again ? Math.min(path.length, at + months) : path.length
      path.fill(defaulted, at, until)
      // `well` is what the path holds after it; the chain goes on from there.
      at = until
    }
  }
}

/** The lived month in which a default that includes the month `at` began. */
export function defaultBegan(path: Uint8Array, at: number): number {
  let began = at
  while (began > 0 && path[began - 1] === defaulted) began--
  return began
}

/** The first lived month after a default that began in a month; the path's length when it does not end. */
export function defaultEnded(path: Uint8Array, began: number): number {
  let ended = began
  while (ended < path.length && path[ended] === defaulted) ended++
  return ended
}

/**
 * The true probability that the firm, in this phase now, has an instalment 90 days overdue within twelve months,
 * given that it owes all that time: default must begin in the next nine. What becomes of a default later does not
 * matter to its first coming. The climate is taken as it is today.
 */
export function trueProbability(firm: Constitution, phase: number, climate: number): number {
  const { onset, sudden, recovery } = temperOf(firm)
  const fall = Math.min(0.02, sudden * climate)
  const begin = Math.min(0.12, onset * climate)
  let [a, b, c, d, gone] = [0, 0, 0, 0, 0]
  if (phase === well) a = 1
  else if (phase === leavers) b = 1
  else if (phase === slump) c = 1
  else if (phase === arrears) d = 1
  else return 1
  for (let ahead = 0; ahead < 12 - monthsToNinetyDays; ahead++) {
    const [backB, backC, backD] = [backs[1]! * recovery, backs[2]! * recovery, backs[3]! * recovery]
    gone += (a + b) * fall + c * fall * suddens[2]! + d * (fall * suddens[3]! + onwards[3]!)
    const nextD = d * (1 - onwards[3]! - backD - fall * suddens[3]!) + c * onwards[2]!
    const nextC = c * (1 - onwards[2]! - backC - fall * suddens[2]!) + b * onwards[1]!
    const nextB = b * (1 - onwards[1]! - backB - fall) + a * begin
    a = a * (1 - begin - fall) + b * backB + c * backC + d * backD
    b = nextB
    c = nextC
    d = nextD
  }
  return gone
}
