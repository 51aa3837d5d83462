import { type Day, firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { industries } from '../industry.ts'
import { cityName } from '../region.ts'
import { Stream } from '../stream.ts'
import { part } from './part.ts'
import type { Register } from './register.ts'
import { report, reportSpell } from './report.ts'
import data from './supervision.json' with { type: 'json' }

const random = new Stream()

const licensesByTrade = industries.map(({ code }) =>
  data.licenses.filter(({ codes }) => codes.some((start) => code.startsWith(start))),
)

/** What the trade may not be carried on without, renewed as often as it runs out, withdrawn with the business license. */
export function emitLicenses(city: City, { firm, history, versions }: Register, emit: Emit): void {
  random.start(firm.key, part.licenses)
  const revokedOn = history.ending === 'revoked' ? versions.at(-1)!.day : null
  const lived = firstDayOf(city.span.origin)
  for (const [order, license] of licensesByTrade[firm.industry]!.entries()) {
    if (random.next() >= license.share) continue
    let from = firm.establishedOn + 15 + random.below(60)
    for (let round = 1; ; round++) {
      const to = from + Math.round(license.years * 365.25) - 1
      const goneOn = revokedOn !== null && revokedOn > from && revokedOn < to ? revokedOn : null
      const number = `邕许-${firm.uscc.slice(-8)}-${order + 1}${round}`
      const validFrom = from
      if (to > lived)
        reportSpell(emit, 'license', validFrom, goneOn, (gone) => [
          firm.uscc,
          number,
          license.kind,
          `${cityName}市${license.authority}`,
          validFrom,
          to,
          gone,
        ])
      from = to + 1
      if (goneOn !== null || from >= endOf(city, history.closesAt)) break
    }
  }
}

/** The day after the last one on which the firm does anything. */
export function endOf({ span }: City, closesAt: number): Day {
  return firstDayOf(span.origin + Math.min(span.length, closesAt))
}

/** Inspections drawn by lot; who is not found at its address goes onto the list of abnormal operations. */
export function emitInspections(city: City, { firm, history }: Register, emit: Emit): void {
  random.start(firm.key, part.inspections)
  const { span } = city
  const authority = `${cityName}市市场监督管理局`
  for (let at = firm.opensAt; at < Math.min(span.length, history.closesAt); at++) {
    if (random.next() >= data.inspectionPerMonth) continue
    const phase = history.phase[at]!
    const day = firstDayOf(span.origin + at) + random.below(28)
    const dice = random.next()
    const missed = data.notFoundByPhase[firm.story ? 0 : phase]!
    const kind = random.next() < 0.75 ? 'random' : 'special'
    const open = missed + 0.02 * (1 + phase)
    const result =
      dice < missed
        ? 'not-found'
        : dice < open
          ? 'problem-open'
          : dice < open + 0.16
            ? 'problem-corrected'
            : 'no-problem'
    if (day <= firm.establishedOn) continue
    report(emit, 'inspection', day, [firm.uscc, kind, authority, day, result])
    if (result !== 'not-found') continue
    const listedOn = day + 10
    const removedOn = phase < 3 && random.next() < 0.8 ? listedOn + 20 + random.below(200) : null
    reportSpell(emit, 'abnormal', listedOn, removedOn, (removed) => [
      firm.uscc,
      'address-unreachable',
      authority,
      listedOn,
      removed,
    ])
  }
}

/** Yearly rating of makers, in four colors and black (Trial Measures for Environmental Credit, 2013, and provinces since). */
export function emitEnvironment(city: City, { firm, history }: Register, emit: Emit): void {
  if (industries[firm.industry]!.code[0] !== 'C') return
  random.start(firm.key, part.lists)
  if (random.next() >= data.environmentShareOfMakers) return
  const { span } = city
  const first = Math.ceil((span.origin + firm.opensAt) / 12)
  const last = Math.floor((span.origin + Math.min(span.length, history.closesAt)) / 12) - 1
  const luck = random.next() - 0.06 * firm.constitution.quality
  for (let year = first; year <= last; year++) {
    const dice = Math.min(0.999, 0.75 * luck + 0.25 * random.next())
    const rating = data.environmentRatings.find(([, upTo]) => dice < (upTo as number))![0]!
    const evaluatedOn = firstDayOf((year + 1) * 12 + 4) + random.below(28)
    report(emit, 'environment', evaluatedOn, [
      firm.uscc,
      year,
      rating,
      `${cityName}市生态环境局`,
      evaluatedOn,
    ])
  }
}
