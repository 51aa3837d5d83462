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
import type { ConsentTables } from './store.ts'

export const consentEndpoints = [
  endpoint<ConsentTables, typeof listConsentsContract.input, typeof listConsentsContract.output>(
    listConsentsContract,
    listConsents,
  ),
  endpoint<ConsentTables, typeof grantConsentContract.input, typeof grantConsentContract.output>(
    grantConsentContract,
    grantConsent,
  ),
  endpoint<ConsentTables, typeof revokeConsentContract.input, typeof revokeConsentContract.output>(
    revokeConsentContract,
    revokeConsent,
  ),
  endpoint<ConsentTables, typeof listUsesContract.input, typeof listUsesContract.output>(
    listUsesContract,
    listUses,
  ),
]
