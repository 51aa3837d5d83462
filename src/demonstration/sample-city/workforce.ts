import type { Random } from '../../foundation/random.ts'
import type { Firm } from './firm.ts'
import type { History } from './history.ts'
import { industries } from './industry.ts'

/** People by lived month. Headcount = headcount of the month before + hires − leaves, always. */
export interface Workforce {
  headcount: Int32Array
  hires: Int32Array
  leaves: Int32Array
}

/** Share of the people who leave in a month of each phase beyond the usual turnover: it rises before sales fall. */
const flight = [0, 0.075, 0.07, 0.07, 0.16]

/** Headcount follows the sales of the last half year, slowly; a firm in trouble loses people first and hires none. */
export function staff(firm: Firm, history: History): Workforce {
  const random = firm.stream('workforce')
  const length = history.phase.length
  const people: Workforce = {
    headcount: new Int32Array(length),
    hires: new Int32Array(length),
    leaves: new Int32Array(length),
  }
  const industry = industries[firm.industry]!
  const turnover = Math.min(0.07, 0.022 * Math.exp(-0.25 * firm.constitution.quality))
  const full = firm.scaleFen / 100 / industry.salesPerHeadYuan
  let smooth = firm.opensAt > 0 ? 0.4 : 1
  let count = 0
  for (let at = firm.opensAt; at < length; at++) {
    const open = at < history.closesAt
    const phase = history.phase[at]!
    smooth += ((history.salesFen[at]! / firm.scaleFen || 0) - smooth) / 6
    const wanted = open ? Math.max(firm.growth === 'dormant' ? 1 : 2, Math.round(full * smooth ** 0.7)) : 0
    const before = count
    const first = at === firm.opensAt
    let leaves = first ? 0 : draw(before, turnover + flight[phase]!, random)
    let hires = first ? wanted : 0
    if (!first && phase === 0 && count - leaves < wanted)
      hires = Math.max(0, Math.round((wanted - count + leaves) * (0.3 + 0.5 * random()) + random() - 0.5))
    if (!first && phase === 0 && count - leaves > wanted * 1.1)
      leaves = Math.min(before, leaves + draw(count - leaves - wanted, 0.2, random))
    if (!open) leaves = before
    else if (before - leaves + hires < 1) leaves = Math.max(0, before + hires - 1)
    count = before - leaves + hires
    people.headcount[at] = count
    people.hires[at] = hires
    people.leaves[at] = leaves
  }
  return people
}

/** How many of a number each do something with a small probability. */
export function draw(number: number, probability: number, random: Random): number {
  if (number > 60) {
    const spread =
      Math.sqrt(number * probability * (1 - probability)) * (random() + random() + random() - 1.5) * 2
    return Math.max(0, Math.min(number, Math.round(number * probability + spread)))
  }
  let happened = 0
  for (let each = 0; each < number; each++) if (random() < probability) happened++
  return happened
}
