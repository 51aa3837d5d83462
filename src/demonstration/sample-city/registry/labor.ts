import { firstDayOf } from '../calendar.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { industries } from '../industry.ts'
import { staff } from '../people.ts'
import { Stream } from '../stream.ts'
import { part } from './part.ts'
import type { Register } from './register.ts'
import { report, reportSpell } from './report.ts'
import data from './supervision.json' with { type: 'json' }

const random = new Stream()

/** What labor inspectors took up: mostly wages that a firm in trouble did not pay, most often where work is built. */
export function emitLabor(city: City, { firm, history }: Register, emit: Emit): void {
  if (firm.story && firm.story.course.length === 0) return
  random.start(firm.key, part.labor)
  const { span } = city
  const building = industries[firm.industry]!.code[0] === 'E' ? 2 : 1
  for (let at = firm.opensAt + 1; at < Math.min(span.length, history.closesAt); at++) {
    const phase = history.phase[at]!
    if (random.next() >= data.laborPerMonth * data.laborByPhase[phase]! * building) continue
    const { headcount, wageFen } = staff(firm, history)
    const people = Math.max(1, Math.round((headcount[at - 1] ?? 1) * (0.1 + 0.5 * random.next())))
    const dice = random.next()
    const kind = phase > 2 || dice < 0.5 ? 'wage-arrears' : dice < 0.92 ? 'dispute' : 'illegal-employment'
    const months = 1 + random.below(3)
    const amountFen =
      kind === 'illegal-employment' ? 0 : kind === 'dispute' ? wageFen * months : people * wageFen * months
    const occurredOn = firstDayOf(span.origin + at) + random.below(28)
    const closes = phase < 4 || random.next() < 0.35
    const closedOn = closes ? occurredOn + 20 + random.below(100) : null
    const year = 1970 + Math.floor(occurredOn / 365.2425)
    reportSpell(emit, 'labor', occurredOn, closedOn, (closed) => [
      ...[firm.uscc, `邕人社监〔${year}〕${firm.uscc.slice(-7)}-${at}`, kind],
      ...[kind === 'dispute' ? 1 : people, amountFen, occurredOn, closed],
    ])
  }
}

/** Commitments that firms make of their own accord, or in place of documents when they apply for a license. */
export function emitCommitments({ firm }: Register, until: number, emit: Emit): void {
  random.start(firm.key, part.lists, 1)
  const room = until - firm.establishedOn - 30
  if (room < 1 || random.next() >= 0.12) return
  const madeOn = firm.establishedOn + 30 + random.below(room)
  const kind = random.next() < 0.6 ? 'license' : 'voluntary'
  const broken = random.next() < 0.03 * Math.exp(-0.6 * firm.constitution.quality)
  const state = broken ? 'broken' : kind === 'license' ? 'kept' : 'open'
  report(emit, 'commitment', madeOn, [firm.uscc, `CN-${firm.uscc.slice(-8)}`, kind, madeOn, state])
}
