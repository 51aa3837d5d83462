import { borrow } from '../borrowing.ts'
import type { City } from '../city.ts'
import type { Emit } from '../emit.ts'
import type { Firm } from '../firm.ts'
import { emitLists, filingsOf } from './annual-filing.ts'
import { emitAnnualReports } from './annual-report.ts'
import { emitAssetFinance, emitPlantedReceivable } from './asset-finance.ts'
import { emitCustomsRating } from './customs-rating.ts'
import { emitJudicial } from './emit-judicial.ts'
import { emitInvestments, emitKeyPersons, emitShareholders, emitVersions } from './emit-registration.ts'
import { emitGuarantees } from './guarantee.ts'
import { emitCommitments, emitLabor } from './labor.ts'
import { emitLoanSecurity } from './loan-security.ts'
import { emitPenalties } from './penalty.ts'
import { emitProperties, emitVehicles, propertiesOf } from './property.ts'
import { registerOf } from './register.ts'
import { emitAwards, emitQualifications, emitRights } from './standing.ts'
import { emitEnvironment, emitInspections, emitLicenses, endOf } from './supervision.ts'

/** All that registers, supervisors and courts have on record of one firm, and what secures its debts. */
export function emitRegistry(city: City, firm: Firm, emit: Emit): void {
  const register = registerOf(city, firm.number)
  emitVersions(register, emit)
  emitShareholders(city, register, emit)
  emitInvestments(city, register, emit)
  emitKeyPersons(register, emit)
  emitSupervision(city, register, emit)
  const properties = propertiesOf(city, register)
  const loans = borrow(firm, register.history, city.span)
  emitProperties(firm, properties, emit)
  emitVehicles(city, register, emit)
  emitLoanSecurity(city, register, loans, properties, emit)
  if (firm.story) emitPlantedReceivable(city, register, emit)
  else emitAssetFinance(city, register, emit)
  emitGuarantees(city, register, emit)
  emitJudicial(city, register, properties, emit)
}

function emitSupervision(city: City, register: ReturnType<typeof registerOf>, emit: Emit): void {
  emitLicenses(city, register, emit)
  emitPenalties(city, register, emit)
  emitInspections(city, register, emit)
  emitEnvironment(city, register, emit)
  emitLabor(city, register, emit)
  emitCommitments(register, endOf(city, register.history.closesAt), emit)
  const innovative = emitQualifications(city, register, emit)
  emitAwards(city, register, innovative, emit)
  emitRights(city, register, emit)
  emitCustomsRating(city, register, emit)
  const filings = filingsOf(city, register)
  emitAnnualReports(city, register, filings, emit)
  emitLists(filings, register, emit)
}
