import { type Climate, climateOf } from './climate.ts'
import { type Firm, foundFirm } from './firm.ts'
import { type History, live } from './history.ts'
import { type CityPlan, type Span, spanOf } from './span.ts'
import { keyOf } from './stream.ts'

export { type CityPlan, isDelivered, type Span, spanOf } from './span.ts'

/**
 * A city whose every firm is a pure function of (seed, number): nothing is held for all firms, and any block of them
 * can be made alone. What was reckoned is kept only as long as no other firm needs the place.
 */
export interface City {
  plan: CityPlan
  /** The seed as an integer; all streams of the city begin from it. */
  key: number
  span: Span
  climate: Climate
  count: number
  firm: (number: number) => Firm
  history: (number: number) => History
}

/**
 * Firms trade mostly within their neighborhood of this many consecutive numbers. Blocks of this size, or of multiples,
 * are the fastest to generate: most of the partners are then in the block.
 */
export const neighborhoodSize = 1024

const keptFirms = 4096
const keptHistories = 4096

export function openCity(plan: CityPlan): City {
  const key = keyOf(plan.seed)
  const span = spanOf(plan)
  const climate = climateOf(plan.seed, span)
  const firm = keep(keptFirms, (number) => foundFirm(key, number, span))
  const history = keep(keptHistories, (number) => live(firm(number), span, climate))
  return { plan, key, span, climate, count: plan.enterprises, firm, history }
}

/** A function that remembers its last answers: one place for all numbers that leave the same rest. */
export function keep<Answer>(places: number, reckon: (number: number) => Answer): (number: number) => Answer {
  const numbers = new Int32Array(places).fill(-1)
  const answers: (Answer | undefined)[] = new Array(places).fill(undefined)
  return (number) => {
    const place = number % places
    if (numbers[place] === number) return answers[place]!
    const answer = reckon(number)
    numbers[place] = number
    answers[place] = answer
    return answer
  }
}
