import { endpoint } from '../../foundation/endpoint.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import {
  createApiKeyContract,
  listApiKeysContract,
  listOrganizationsContract,
  revokeApiKeyContract,
} from './contract.ts'
import { listOrganizations } from './list-organizations.ts'

/** The three operations on sessions are not here: they need the cookie and the address, which only an entrance knows. */
export const organizationsEndpoints = [
  endpoint(listOrganizationsContract, listOrganizations),
  endpoint(createApiKeyContract, createApiKey),
  endpoint(listApiKeysContract, listApiKeys),
  endpoint(revokeApiKeyContract, revokeApiKey),
]
