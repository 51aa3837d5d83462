import { endpoint } from '../../foundation/endpoint.ts'
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
import {
  createApiKeyContract,
  listApiKeysContract,
  listOrganizationsContract,
  revokeApiKeyContract,
} from './contract.ts'
import { listOrganizations } from './list-organizations.ts'
import type { OrganizationTables as Tables } from './store.ts'

/** The three operations on sessions are not here: they need the cookie and the address, which only an entrance knows. */
export const organizationsEndpoints = [
  endpoint<Tables, typeof listOrganizationsContract.input, typeof listOrganizationsContract.output>(
    listOrganizationsContract,
    listOrganizations,
  ),
  endpoint<Tables, typeof createApiKeyContract.input, typeof createApiKeyContract.output>(
    createApiKeyContract,
    createApiKey,
  ),
  endpoint<Tables, typeof listApiKeysContract.input, typeof listApiKeysContract.output>(
    listApiKeysContract,
    listApiKeys,
  ),
  endpoint<Tables, typeof revokeApiKeyContract.input, typeof revokeApiKeyContract.output>(
    revokeApiKeyContract,
    revokeApiKey,
  ),
]
