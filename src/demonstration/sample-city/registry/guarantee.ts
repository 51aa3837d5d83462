import { borrow, type Loan } from '../borrowing.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import type { Firm } from '../firm.ts'
import { numberOfRole } from '../story.ts'
import { unitOf } from '../stream.ts'
import { releasedOn } from './loan-security.ts'
import { part } from './part.ts'
import type { Register } from './register.ts'
import { reportSpell } from './report.ts'
import rates from './secured-claims.json' with { type: 'json' }

/**
 * The guarantees that a firm gave. In a group each firm stands for the one before it, which closes a ring where all of
 * them borrow; neighbors without a group stand for each other in pairs. So the guarantor finds whom it stands for.
 */
export function emitGuarantees(city: City, register: Register, emit: Emit): void {
  const { firm } = register
  const borrower = borrowerOf(city, register)
  if (borrower === undefined || !mayGuarantee(register, borrower)) return
  const history = city.history(borrower.number)
  for (const [order, loan] of borrow(borrower, history, city.span).entries()) {
    if (!isGuaranteed(register, borrower, order) || isTooYoung(register, loan)) continue
    const joint = firm.story !== null || unitOf(borrower.key, part.guarantees, order, 1) < 0.85
    reportSpell(emit, 'guarantee', loan.startedOn, releasedOn(city, history, loan), (ended) => [
      ...[firm.uscc, `DB-${loan.number}-${firm.uscc.slice(-6)}`, borrower.uscc, borrower.name, loan.lender],
      ...[joint ? 'joint' : 'general', loan.principalFen, loan.startedOn, ended],
    ])
  }
}

function borrowerOf(city: City, { firm, group, place }: Register): Firm | undefined {
  if (firm.story) {
    const number = firm.story.guarantees ? numberOfRole(firm.story.guarantees) : -1
    return number >= 0 && number < city.count ? city.firm(number) : undefined
  }
  const { length } = group.members
  if (length > 1) return city.firm(group.members[(place + length - 1) % length]!)
  const neighbor = firm.number ^ 1
  if (neighbor >= city.count) return undefined
  const other = city.firm(neighbor)
  return other.story ? undefined : other
}

/** A firm has borrowed less often than this within a span. */
const loansMax = 6

/** Most firms guarantee nothing: that is known before the loans of the other are looked at. */
function mayGuarantee(register: Register, borrower: Firm): boolean {
  for (let order = 0; order < loansMax; order++) if (isGuaranteed(register, borrower, order)) return true
  return false
}

function isGuaranteed({ firm, group }: Register, borrower: Firm, order: number): boolean {
  if (firm.story) return true
  const share = group.members.length > 1 ? rates.guaranteedByGroup : rates.guaranteedByNeighbor
  return order < loansMax && unitOf(borrower.key, part.guarantees, order) < share
}

function isTooYoung({ firm }: Register, loan: Loan): boolean {
  return firm.story === null && firm.establishedOn + 180 > loan.startedOn
}
