import type { Climate } from './climate.ts'
import type { Firm } from './firm.ts'
import { fillPhases, phases } from './health.ts'
import { industries } from './industry.ts'
import { part } from './part.ts'
import { bytes, floats } from './slab.ts'
import type { Span } from './span.ts'
import { Stream } from './stream.ts'

/** What happens to a firm by lived month: the hidden health, and the sales that it leads to. */
export interface History {
  /** Index into `phases`. */
  phase: Uint8Array
  /** Sales aimed at before tax, fen; invoices add up to it. */
  salesFen: Float64Array
  /** Lived month after which the firm does nothing any more (license revoked or deregistered); `length` when it goes on. */
  closesAt: number
  ending: 'none' | 'revoked' | 'cancelled'
}

const random = new Stream()
const next = () => random.next()

export function live(firm: Firm, span: Span, climate: Climate): History {
  const phase = healthOf(firm, span, climate)
  const { closesAt, ending } = endingOf(firm, phase)
  return { phase, salesFen: salesOf(firm, span, climate, phase, closesAt), closesAt, ending }
}

function healthOf(firm: Firm, span: Span, climate: Climate): Uint8Array {
  const path = bytes(span.length)
  random.start(firm.key, part.health)
  const hazard = climate.hazard[firm.industry]!
  if (firm.story) {
    for (const step of firm.story.course)
      path.fill(phases.indexOf(step.phase), span.length - step.monthsBeforeEnd)
    return path
  }
  fillPhases(firm.constitution, hazard, path, firm.opensAt + 1, random)
  return path
}

/** Some firms in default lose their license after a year or two; a few sound ones deregister. */
function endingOf(firm: Firm, phase: Uint8Array): Pick<History, 'closesAt' | 'ending'> {
  const length = phase.length
  if (firm.story) return { closesAt: length, ending: 'none' }
  random.start(firm.key, part.ending)
  const defaultsAt = phase.indexOf(phases.indexOf('default'))
  if (defaultsAt >= 0 && next() < 0.25) {
    const closesAt = defaultsAt + 10 + Math.floor(next() * 16)
    if (closesAt < length) return { closesAt, ending: 'revoked' }
  }
  if (defaultsAt < 0 && firm.growth !== 'growing' && next() < 0.06) {
    const closesAt = firm.opensAt + 24 + Math.floor(next() * length)
    if (closesAt < length) return { closesAt, ending: 'cancelled' }
  }
  return { closesAt: length, ending: 'none' }
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
