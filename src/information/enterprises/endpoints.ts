import { endpoint } from '../../foundation/endpoint.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { getEnterpriseContract, searchEnterprisesContract } from './contract.ts'
import { getEnterprise } from './get-enterprise.ts'
import { searchEnterprises } from './search-enterprises.ts'
import type { EnterpriseTables } from './store.ts'

export const enterprisesEndpoints = [
  endpoint(searchEnterprisesContract, searchEnterprises),
  endpoint(getEnterpriseContract, (work: UnitOfWork<EnterpriseTables>, { enterprise }) =>
    getEnterprise(work, enterprise),
  ),
]
