import type { City } from './city.ts'
import type { Emit } from './emit.ts'
import { emitBank } from './emit-bank.ts'
import { emitBills, emitLoans, emitTruth } from './emit-credit.ts'
import { emitInvoices } from './emit-invoices.ts'
import { emitPeople, emitStatements, emitSupplies } from './emit-operation.ts'
import { emitTax } from './emit-tax.ts'
import type { Firm } from './firm.ts'
import { lifeOf } from './life.ts'

/** Hands over every record of a firm's business. All are cut from one life, so that they agree. */
export function emitEconomy(city: City, firm: Firm, emit: Emit): void {
  const life = lifeOf(city, firm.number)
  emitInvoices(city, life, emit)
  emitTax(city, life, emit)
  emitPeople(city, life, emit)
  emitSupplies(city, life, emit)
  emitStatements(city, life, emit)
  emitBank(city, life, emit)
  emitLoans(city, life, emit)
  emitBills(city, life, emit)
  emitTruth(city, life, emit)
}
