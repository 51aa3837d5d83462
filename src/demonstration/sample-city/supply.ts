import { type Day, firstDayOf } from './calendar.ts'
import type { Firm } from './firm.ts'
import type { History } from './history.ts'
import { consumptions } from './industry.ts'
import { part } from './part.ts'
import type { Span } from './span.ts'
import { isPunctual } from './story.ts'
import { Stream, unitOf } from './stream.ts'

export const supplyKinds = ['electricity', 'water', 'gas'] as const

/** One bill for power, water or gas. */
export interface Supply {
  kind: number
  at: number
  /** kWh or m³. */
  quantity: number
  feeFen: number
  dueOn: Day
  paidOn: Day | null
  cutOffDays: number
}

/** Price of one kWh and of one m³ to a business, fen: settings of ours near the usual tariffs. */
const prices = [66, 385, 360]
/** Bills of a month are due on the 14th of the next. */
const dueDay = 13
const lateByPhase = [0.015, 0.02, 0.08, 0.4, 0.75]
const random = new Stream()

/** Power, water and gas follow what is produced and sold, over a base that is used at all times. */
export function supply(
  firm: Firm,
  history: History,
  span: Span,
  salesFen: Float64Array,
  from: number,
): Supply[] {
  const bills: Supply[] = []
  const { powerShare, waterShare, gasShare } = consumptions[firm.industry]!
  for (const [kind, share] of [powerShare, waterShare, gasShare].entries()) {
    if (share === 0 || (kind > 0 && unitOf(firm.key, part.utilities, kind) < 0.3)) continue
    random.start(firm.key, part.utilities, kind)
    const own = Math.exp(0.25 * random.normal())
    let owing = 0
    for (let at = Math.max(from, firm.opensAt); at < Math.min(history.closesAt, span.length); at++) {
      const phase = history.phase[at]!
      const output = 0.85 * Math.max(0, salesFen[at]!) + 0.15 * firm.scaleFen
      const fee = output * share * own * Math.exp(0.06 * random.normal())
      const quantity = Math.max(1, Math.round(fee / prices[kind]!))
      const dueOn = firstDayOf(span.origin + at + 1) + dueDay
      const late = !isPunctual(firm.story, phase) && random.next() < lateByPhase[phase]!
      const never = late && phase === 4 && random.next() < 0.6
      const paidOn = late ? (never ? null : dueOn + 3 + random.below(80)) : dueOn - random.below(12)
      const cutOffDays = owing > 1 && kind === 0 ? Math.min(25, 3 + random.below(6) * owing) : 0
      bills.push({ kind, at, quantity, feeFen: quantity * prices[kind]!, dueOn, paidOn, cutOffDays })
      owing = late ? owing + 1 : 0
    }
  }
  return bills
}
