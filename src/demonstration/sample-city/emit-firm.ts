import type { City } from './city.ts'
import { emitEconomy } from './economy.ts'
import type { Emit } from './emit.ts'
import type { Firm } from './firm.ts'
import { emitRegistry } from './registry/emit-registry.ts'

/** Hands over every record of a firm: what registers, supervisors and courts have, and its business. */
export function emitFirm(city: City, firm: Firm, emit: Emit): void {
  emitRegistry(city, firm, emit)
  emitEconomy(city, firm, emit)
}
