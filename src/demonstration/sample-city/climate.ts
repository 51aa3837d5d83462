import { normal, seededRandom } from '../../foundation/random.ts'
import { festivalShare, rushShare } from './calendar.ts'
import { industries } from './industry.ts'
import type { Span } from './span.ts'

/** State of business of each trade by lived month: sales multiplier, and hazard multiplier in bad times. */
export interface Climate {
  sales: readonly Float64Array[]
  hazard: readonly Float64Array[]
  /** What the Spring Festival and the weeks before it do to the sales of each trade. */
  holiday: readonly Float64Array[]
}

/** A first-order autoregressive cycle a trade, with a part common to the whole city. */
export function climateOf(seed: string | number, span: Span): Climate {
  const whole = walk(`${seed}/climate`, span.length)
  const sales: Float64Array[] = []
  const hazard: Float64Array[] = []
  const holiday: Float64Array[] = []
  for (const industry of industries) {
    const own = walk(`${seed}/climate/${industry.code}`, span.length)
    const state = own.map((value, at) => 0.8 * value + 0.6 * whole[at]!)
    sales.push(state.map((value) => Math.exp(industry.cycle * value)))
    hazard.push(state.map((value) => Math.exp(-2 * industry.cycle * value)))
    const [during, before] = industry.festival
    holiday.push(
      Float64Array.from(
        { length: span.length },
        (_, at) =>
          1 + festivalShare(span.origin + at) * (during - 1) + rushShare(span.origin + at) * (before - 1),
      ),
    )
  }
  return { sales, hazard, holiday }
}

function walk(seed: string, length: number): Float64Array {
  const random = seededRandom(seed)
  const persistence = 0.92
  const path = new Float64Array(length)
  let value = normal(random)
  for (let at = 0; at < length; at++) {
    path[at] = value
    value = persistence * value + Math.sqrt(1 - persistence ** 2) * normal(random)
  }
  return path
}
