import type { Firm } from './firm.ts'
import type { History } from './history.ts'
import { industries } from './industry.ts'
import { part } from './part.ts'
import { floats, integers } from './slab.ts'
import { isPunctual } from './story.ts'
import { Stream, unitOf } from './stream.ts'

/** People by lived month. Headcount = headcount of the month before + hires − leaves, always. */
export interface People {
  headcount: Int32Array
  hires: Int32Array
  leaves: Int32Array
  /** Gross wage of one month and head, fen. */
  wageFen: number
  /** Contributions owed for the month, whole fen: employer's and employees' part together. */
  insuranceFen: Float64Array
  /** Of them not paid. */
  insuranceOwedFen: Float64Array
  /** Whether the firm keeps a housing fund, and what is owed to it for the month and not paid. */
  housing: boolean
  housingFen: Float64Array
  housingOwedFen: Float64Array
}

/** Share of the people who leave in a month of each phase beyond the usual turnover: it rises before sales fall. */
const flight = [0, 0.075, 0.07, 0.07, 0.16]
/** Chance that contributions of a month are not paid in full, by phase. */
const owing = [0.003, 0.006, 0.03, 0.4, 0.85]
/** Employer's and employees' contributions together as shares of gross wages; the employees' part is withheld from them. */
export const insuranceShare = 0.38
export const insuranceWithheld = 0.105
export const housingShare = 0.16
export const housingWithheld = 0.08

const random = new Stream()

/** Headcount follows the sales of the last half year, slowly; a firm in trouble loses people first and hires none. */
export function staff(firm: Firm, history: History): People {
  const length = history.phase.length
  const headcount = integers(length)
  const hires = integers(length)
  const leaves = integers(length)
  const industry = industries[firm.industry]!
  const turnover = Math.min(0.07, 0.022 * Math.exp(-0.25 * firm.constitution.quality))
  const full = firm.scaleFen / 100 / industry.salesPerHeadYuan
  const fewest = firm.growth === 'dormant' ? 1 : 2
  let smooth = firm.opensAt > 0 ? 0.4 : 1
  let count = 0
  random.start(firm.key, part.workforce)
  for (let at = firm.opensAt; at < length; at++) {
    smooth += (history.salesFen[at]! / firm.scaleFen - smooth) / 6
    const before = count
    if (at >= history.closesAt) {
      leaves[at] = before
      count = 0
      continue
    }
    const wanted = Math.max(fewest, Math.round(full * Math.max(0, smooth) ** 0.7))
    const first = at === firm.opensAt
    const well = history.phase[at] === 0
    let leave = first ? 0 : draw(before, turnover + flight[history.phase[at]!]!)
    let hire = first ? wanted : 0
    if (!first && well && count - leave < wanted)
      hire = Math.max(
        0,
        Math.round((wanted - count + leave) * (0.3 + 0.5 * random.next()) + random.next() - 0.5),
      )
    if (!first && well && count - leave > wanted * 1.1)
      leave = Math.min(before, leave + draw(count - leave - wanted, 0.2))
    if (before - leave + hire < 1) leave = Math.max(0, before + hire - 1)
    count = before - leave + hire
    headcount[at] = count
    hires[at] = hire
    leaves[at] = leave
  }
  return { headcount, hires, leaves, ...contribute(firm, history, headcount) }
}

/** A firm in trouble pays part of its contributions. Large and sound firms keep a housing fund, most small ones do not. */
function contribute(
  firm: Firm,
  history: History,
  headcount: Int32Array,
): Omit<People, 'headcount' | 'hires' | 'leaves'> {
  const length = headcount.length
  random.start(firm.key, part.insurance)
  const wageFen = Math.round(industries[firm.industry]!.wageYuan * Math.exp(0.12 * random.next()) * 100)
  const insuranceFen = floats(length)
  const insuranceOwedFen = floats(length)
  const housingFen = floats(length)
  const housingOwedFen = floats(length)
  const size = Math.log(firm.scaleFen / 30_000_000)
  const housing =
    unitOf(firm.key, part.insurance, 1) <
    0.42 + 0.18 * Math.max(-1.5, Math.min(2, size)) + 0.05 * firm.constitution.quality
  for (let at = firm.opensAt; at < length; at++) {
    const phase = history.phase[at]!
    const share = isPunctual(firm.story, phase) ? 0 : owing[phase]!
    const wages = headcount[at]! * wageFen
    insuranceFen[at] = Math.round(wages * insuranceShare)
    if (random.next() < share)
      insuranceOwedFen[at] = Math.round(insuranceFen[at]! * (0.3 + 0.7 * random.next()))
    if (!housing) continue
    housingFen[at] = Math.round(wages * housingShare)
    if (random.next() < share * 1.3) housingOwedFen[at] = housingFen[at]!
  }
  return { wageFen, insuranceFen, insuranceOwedFen, housing, housingFen, housingOwedFen }
}

/** How many of a number each do something with a small probability. */
function draw(number: number, probability: number): number {
  if (number <= 0) return 0
  if (number > 60) {
    const spread =
      Math.sqrt(number * probability * (1 - probability)) *
      (random.next() + random.next() + random.next() - 1.5) *
      2
    return Math.max(0, Math.min(number, Math.round(number * probability + spread)))
  }
  let happened = 0
  for (let each = 0; each < number; each++) if (random.next() < probability) happened++
  return happened
}
