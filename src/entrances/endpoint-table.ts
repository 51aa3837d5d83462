import { indicatorsEndpoints } from '../credit/indicators/endpoints.ts'
import { profileEndpoints } from '../credit/profile/endpoints.ts'
import { scoringEndpoints } from '../credit/scoring/endpoints.ts'
import type { Contract, Course, Endpoint } from '../foundation/endpoint.ts'
import type { UnitOfWork } from '../foundation/unit-of-work.ts'
import { channelsEndpoints } from '../information/channels/endpoints.ts'
import { enterpriseSearchEndpoints } from '../information/enterprise-search/endpoints.ts'
import { enterprisesEndpoints } from '../information/enterprises/endpoints.ts'
import { ingestionEndpoints } from '../information/ingestion/endpoints.ts'
import { qualityEndpoints } from '../information/quality/endpoints.ts'
import { recordsEndpoints } from '../information/records/endpoints.ts'
import { relationsEndpoints } from '../information/relations/endpoints.ts'
import { decisionsEndpoints } from '../lending/decisions/endpoints.ts'
import { productsEndpoints } from '../lending/products/endpoints.ts'
import { auditEndpoints } from '../trust/audit/endpoints.ts'
import { catalogEndpoints } from '../trust/catalog/endpoints.ts'
import { consentEndpoints } from '../trust/consent/endpoints.ts'
import { organizationsEndpoints } from '../trust/organizations/endpoints.ts'
import { jobsEndpoints } from './worker/endpoints.ts'

/** An endpoint of any room. Its verb gets the unit of work of the whole platform, which is assignable to each room's. */
export type AnyEndpoint =
  | { contract: Contract; verb: (work: UnitOfWork<unknown>, input: never) => Promise<unknown> }
  | { contract: Contract; course: Course<never, unknown> }

/** The one table of operations: routes, OpenAPI, the permission matrix and the client all come from it. */
export const endpointTable: readonly (AnyEndpoint & { room: string })[] = [
  ...inRoom('organizations', organizationsEndpoints),
  ...inRoom('consent', consentEndpoints),
  ...inRoom('catalog', catalogEndpoints),
  ...inRoom('audit', auditEndpoints),
  ...inRoom('enterprises', enterprisesEndpoints),
  ...inRoom('enterprise-search', enterpriseSearchEndpoints),
  ...inRoom('records', recordsEndpoints),
  ...inRoom('relations', relationsEndpoints),
  ...inRoom('quality', qualityEndpoints),
  ...inRoom('ingestion', ingestionEndpoints),
  ...inRoom('channels', channelsEndpoints),
  ...inRoom('indicators', indicatorsEndpoints),
  ...inRoom('scoring', scoringEndpoints),
  ...inRoom('profile', profileEndpoints),
  ...inRoom('products', productsEndpoints),
  ...inRoom('decisions', decisionsEndpoints),
  ...inRoom('jobs', jobsEndpoints),
]

/** A room's endpoints agree with their contracts by their own types; here they are only gathered. */
function inRoom(room: string, endpoints: readonly Endpoint[]): (AnyEndpoint & { room: string })[] {
  return endpoints.map((entry) => ({ ...(entry as AnyEndpoint), room }))
}
