import { type Climate, climateOf } from './climate.ts'
import { type Firm, foundFirm } from './firm.ts'
import { type History, live } from './history.ts'
import { keep } from './keep.ts'
import { type Book, writeBook } from './sales-book.ts'
import { type CityPlan, type Span, spanOf } from './span.ts'
import { keyOf } from './stream.ts'

export { neighborhoodSize } from './market.ts'

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
  /** The invoices of a seller. */
  book: (number: number) => Book
}

const keptFirms = 4096
const keptHistories = 4096
const keptBooks = 2048

export function openCity(plan: CityPlan): City {
  const key = keyOf(plan.seed)
  const span = spanOf(plan)
  const climate = climateOf(plan.seed, span)
  const firm = keep(keptFirms, (number) => foundFirm(key, number, span))
  const history = keep(keptHistories, (number) => live(firm(number), span, climate))
  const city: City = {
    plan,
    key,
    span,
    climate,
    count: plan.enterprises,
    firm,
    history,
    book: keep(keptBooks, (number) => writeBook(city, city.firm(number))),
  }
  return city
}

/** The firms of a city one after the other. */
export function* firmsOf(city: City): Generator<Firm> {
  for (let number = 0; number < city.count; number++) yield city.firm(number)
}
