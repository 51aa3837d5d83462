import { endpoint } from '../../foundation/endpoint.ts'
import {
  grantConsentContract,
  listConsentsContract,
  listUsesContract,
  revokeConsentContract,
} from './contract.ts'
import { grantConsent, revokeConsent } from './grant-consent.ts'
import { listConsents } from './list-consents.ts'
import { listUses } from './list-uses.ts'

export const consentEndpoints = [
  endpoint(listConsentsContract, listConsents),
  endpoint(grantConsentContract, grantConsent),
  endpoint(revokeConsentContract, revokeConsent),
  endpoint(listUsesContract, listUses),
]
