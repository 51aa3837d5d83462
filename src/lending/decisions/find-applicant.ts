import { isIdentifier } from '../../foundation/identifier.ts'
import { findRegistrationsOf, getEnterprise, type Registration } from '../../information/enterprises/index.ts'
import type { DecisionWork } from './tables.ts'

export interface Applicant {
  enterprise: string
  name: string | null
  registration: Registration | null
}

/** Who asks for the loan. By internal identifier, which systems use, it takes one round trip. */
export async function findApplicant(work: DecisionWork, identifier: string): Promise<Applicant> {
  if (isIdentifier(identifier)) {
    const registration = (await findRegistrationsOf(work, [identifier])).get(identifier)
    if (registration) return { enterprise: identifier, name: registration.name, registration }
  }
  const { enterprise, name, registration } = await getEnterprise(work, identifier)
  return { enterprise, name, registration }
}
