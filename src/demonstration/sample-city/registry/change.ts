import { type Day, firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Firm } from '../firm.ts'
import type { History } from '../history.ts'
import { Stream } from '../stream.ts'
import rates from './change-rates.json' with { type: 'json' }
import { part } from './part.ts'

export const changeItems = [
  'name',
  'legal-representative',
  'capital',
  'address',
  'scope',
  'shareholders',
  'industry',
] as const
export type ChangeItem = (typeof changeItems)[number]

export interface PlannedChange {
  day: Day
  item: ChangeItem
}

const random = new Stream()
const perYear = changeItems.map((item) => rates.perYear[item])
const allPerYear = perYear.reduce((sum, rate) => sum + rate, 0)

/** What a firm has the register change, and when: each day at most once, in order. */
export function changesOf(city: City, firm: Firm, history: History): PlannedChange[] {
  const { span } = city
  const end = firstDayOf(span.origin + Math.min(span.length, history.closesAt)) - 1
  if (firm.story)
    return (firm.story.formerNames ?? []).map(({ untilMonthsBeforeEnd }) => ({
      day: firstDayOf(span.origin + span.length - untilMonthsBeforeEnd) + 10,
      item: 'name',
    }))
  random.start(firm.key, part.changes)
  const from = Math.max(firm.establishedOn + 60, end - Math.round(rates.yearsBack * 365.25))
  const room = end - from
  if (room < 30) return []
  const changes: PlannedChange[] = []
  // A Poisson process: the gaps between changes are exponential.
  let day = from
  while (true) {
    day += Math.max(2, Math.round((-Math.log(1 - random.next()) * 365.25) / allPerYear))
    if (day >= end) break
    changes.push({ day, item: drawItem() })
  }
  const { defaultsAt } = history
  if (defaultsAt < span.length && random.next() < rates.representativeLeavesBeforeDefault)
    insert(changes, {
      day: Math.max(from, firstDayOf(span.origin + defaultsAt) - 20 - random.below(60)),
      item: 'legal-representative',
    })
  return changes
}

function drawItem(): ChangeItem {
  let dice = random.next() * allPerYear
  for (const [place, rate] of perYear.entries()) {
    dice -= rate
    if (dice < 0) return changeItems[place]!
  }
  return 'scope'
}

/** In order of days; on a day that is taken already the change is left out. */
function insert(changes: PlannedChange[], change: PlannedChange): void {
  const place = changes.findIndex(({ day }) => day >= change.day)
  if (place < 0) changes.push(change)
  else if (changes[place]!.day !== change.day) changes.splice(place, 0, change)
}
