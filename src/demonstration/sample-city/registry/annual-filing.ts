import { type Day, firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { cityName } from '../region.ts'
import { Stream } from '../stream.ts'
import { part } from './part.ts'
import type { Register } from './register.ts'
import { reportSpell } from './report.ts'

/**
 * The annual report of a year is filed from 1 January to 30 June of the next (Interim Regulation on Enterprise
 * Information Disclosure, Art. 8); who does not is listed as abnormal in July, and after three years as serious (Art. 17).
 */
export interface Filing {
  year: number
  /** Null when it is not filed within the span. */
  filedOn: Day | null
}

const random = new Stream()
/** Chance that the report is not filed in time, by the phase in June; ours. */
const missedByPhase = [0.012, 0.02, 0.05, 0.15, 0.3]

/** One for each calendar year that the firm lived through from its beginning in the span to its last June. */
export function filingsOf(city: City, { firm, history }: Register): Filing[] {
  const { span } = city
  random.start(firm.key, part.reports)
  const firstYear = Math.ceil((span.origin + firm.opensAt) / 12)
  const filings: Filing[] = []
  for (let year = firstYear; ; year++) {
    const june = (year + 1) * 12 + 5 - span.origin
    const [early, late, dice] = [random.next(), random.next(), random.next()]
    if (june >= span.length || june >= history.closesAt) break
    const idle = firm.growth === 'dormant' ? 0.2 : 0
    const missed = firm.story ? 0 : missedByPhase[history.phase[june]!]! + idle
    const inTime = firstDayOf((year + 1) * 12) + Math.floor(180 * Math.sqrt(early))
    const afterwards = firstDayOf((year + 1) * 12 + 7) + Math.floor(500 * late)
    if (dice >= missed) filings.push({ year, filedOn: inTime })
    else filings.push({ year, filedOn: history.phase[june]! < 3 && late < 0.7 ? afterwards : null })
  }
  return filings
}

export function emitLists(filings: readonly Filing[], { firm }: Register, emit: Emit): void {
  const authority = `${cityName}市市场监督管理局`
  let listedUntil: Day | null = 0
  for (const { year, filedOn } of filings) {
    const listedOn = firstDayOf((year + 1) * 12 + 6) + 4
    if (filedOn !== null && filedOn < listedOn) continue
    // Who is on the list already is not listed again.
    if (listedUntil === null || listedUntil > listedOn) continue
    const removedOn = filedOn === null ? null : filedOn + 12
    listedUntil = removedOn
    reportSpell(emit, 'abnormal', listedOn, removedOn, (removed) => [
      ...[firm.uscc, 'no-annual-report', authority, listedOn, removed],
    ])
    if (removedOn !== null && removedOn < listedOn + 1096) continue
    const seriousOn = listedOn + 1096
    reportSpell(emit, 'serious-list', seriousOn, removedOn, (removed) => [
      ...[firm.uscc, '被列入经营异常名录届满三年仍未履行相关义务', authority, seriousOn, removed],
    ])
  }
}
