import type { Climate } from './climate.ts'
import type { Firm } from './firm.ts'
import { defaultBegan, defaulted, fillPhases, phases } from './health.ts'
import { industries } from './industry.ts'
import { part } from './part.ts'
import { bytes, floats } from './slab.ts'
import { burnInMonths, type Span } from './span.ts'
import { Stream } from './stream.ts'

/** What happens to a firm by lived month: the hidden health, and the sales that it leads to. */
export interface History {
  /** Index into `phases`. */
  phase: Uint8Array
  /** Sales aimed at before tax, fen; invoices add up to it. */
  salesFen: Float64Array
  /** First lived month in default; `length` when there is none. */
  defaultsAt: number
  /** Lived month after which the firm does nothing any more (license revoked or deregistered); `length` when it goes on. */
  closesAt: number
  ending: 'none' | 'revoked' | 'cancelled'
  /** Lived month in which the owner means to deregister, whether it comes to that or not; `length` when never. */
  meansToCloseAt: number
}

const random = new Stream()
const next = () => random.next()

export function live(firm: Firm, span: Span, climate: Climate): History {
  const phase = healthOf(firm, span, climate)
  const ended = endingOf(firm, phase)
  const first = phase.indexOf(defaulted)
  const defaultsAt = first < 0 ? phase.length : first
  const salesFen = salesOf(firm, span, climate, phase, ended.closesAt)
  return { phase, salesFen, defaultsAt, ...ended }
}

function healthOf(firm: Firm, span: Span, climate: Climate): Uint8Array {
  const path = bytes(span.length)
  const hazard = climate.hazard[firm.industry]!
  if (firm.story) {
    for (const step of firm.story.course)
      path.fill(phases.indexOf(step.phase), span.length - step.monthsBeforeEnd)
    return path
  }
  random.start(firm.key, part.health)
  const months = { from: firm.opensAt + 1, spared: burnInMonths }
  fillPhases(firm.constitution, hazard, path, months, random)
  return path
}

/**
 * Most firms whose default does not end are closed after five to sixteen months, three in five by losing the license.
 * Others are deregistered in good order, declining and idle ones sooner. Together some five in a hundred leave in a year
 * and nine or ten are born (ages in firm.ts): settings of ours, not statistics.
 */
const closedAfterDefault = 0.88
const leavingByMonth = {
  growing: 0.0005,
  steady: 0.0017,
  seasonal: 0.0017,
  declining: 0.0045,
  dormant: 0.007,
}

/** Nothing happens to the path of a firm that is closed: it stays as it was. */
function endingOf(firm: Firm, phase: Uint8Array): Pick<History, 'closesAt' | 'ending' | 'meansToCloseAt'> {
  const length = phase.length
  if (firm.story) return { closesAt: length, ending: 'none', meansToCloseAt: length }
  random.start(firm.key, part.ending)
  const waits = Math.floor(Math.log(1 - next()) / Math.log(1 - leavingByMonth[firm.growth]))
  const meansToCloseAt = Math.min(length, Math.max(firm.opensAt + 12, burnInMonths) + 1 + waits)
  const closes = next() < closedAfterDefault
  const after = 5 + random.below(12)
  const kind = next() < 0.6 ? 'revoked' : 'cancelled'
  const lastDefault = phase.at(-1) === defaulted ? defaultBegan(phase, length - 1) : length
  const goes = meansToCloseAt < length && phase[meansToCloseAt]! < defaulted
  const closesAt = goes ? meansToCloseAt : closes ? Math.min(length, lastDefault + after) : length
  if (closesAt < length) phase.fill(phase[closesAt]!, closesAt)
  const ending = closesAt === length ? 'none' : goes ? 'cancelled' : kind
  return { closesAt, ending, meansToCloseAt }
}

const driftOf = { growing: 0.013, steady: 0.001, seasonal: 0.001, declining: -0.014, dormant: 0 }
/** Change of the logarithm of sales in a month of each phase, on top of all else. */
const fallOf = [0, 0, -0.1, -0.09, -0.12]

function salesOf(
  firm: Firm,
  span: Span,
  climate: Climate,
  phase: Uint8Array,
  closesAt: number,
): Float64Array {
  random.start(firm.key, part.sales)
  const industry = industries[firm.industry]!
  const { quality } = firm.constitution
  const seasons = firm.story?.season ?? industry.season
  const swing = firm.story?.season ? 1 : firm.growth === 'seasonal' ? 1.9 : 1
  const noise = firm.story ? 0.05 : Math.min(0.4, 0.16 * Math.exp(-0.3 * quality))
  const drift = driftOf[firm.growth] + 0.003 * quality
  const middle = firm.opensAt + (span.length - firm.opensAt) / 2
  const holiday = climate.holiday[firm.industry]!
  const sales = floats(span.length)
  let wave = 0
  let fall = 0
  for (let at = firm.opensAt; at < Math.min(closesAt, span.length); at++) {
    const month = span.origin + at
    const season = 1 + (seasons[month % 12]! - 1) * swing
    wave = 0.6 * wave + noise * random.normal()
    fall = Math.max(-3.5, phase[at] === 0 ? Math.min(0, fall + 0.06) : fall + fallOf[phase[at]!]!)
    const start = firm.opensAt > 0 ? Math.min(1, (at - firm.opensAt + 1) / 9) : 1
    const cycle = firm.story ? 1 : climate.sales[firm.industry]![at]!
    const level = Math.exp(drift * (at - middle) + wave + fall) * cycle
    sales[at] = Math.round(firm.scaleFen * Math.max(0.08, season) * holiday[at]! * start * level)
    if (firm.growth === 'dormant') sales[at] = next() < 0.12 ? Math.round(sales[at]! * 0.1) : 0
  }
  return sales
}
