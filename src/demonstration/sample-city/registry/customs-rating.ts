import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import { exportShareOf } from '../sales-book.ts'
import { unitOf } from '../stream.ts'
import { part } from './part.ts'
import type { Register } from './register.ts'
import { report } from './report.ts'
import { endOf } from './supervision.ts'

/** Exporters are on file with customs; a few large and sound ones are certified after some years (Order 251 of 2021). */
export function emitCustomsRating(city: City, { firm, history }: Register, emit: Emit): void {
  if (exportShareOf(firm) === 0) return
  const filedOn = firm.establishedOn + 40
  report(emit, 'customs-rating', filedOn, [firm.uscc, 'registered', filedOn])
  const dice = unitOf(firm.key, part.standing, 1)
  const { quality } = firm.constitution
  const day = filedOn + 700 + Math.floor(2_000 * unitOf(firm.key, part.standing, 2))
  if (day >= endOf(city, history.closesAt)) return
  if (firm.scaleFen > 100_000_000 && dice < 0.15 * Math.exp(0.6 * quality))
    report(emit, 'customs-rating', day, [firm.uscc, 'advanced-certified', day])
  else if (dice > 1 - 0.008 * Math.exp(-0.8 * quality))
    report(emit, 'customs-rating', day, [firm.uscc, 'dishonest', day])
}
