import { endpoint } from '../../foundation/endpoint.ts'
import { getEnterpriseContract, searchEnterprisesContract } from './contract.ts'
import { getEnterprise } from './get-enterprise.ts'
import { searchEnterprises } from './search-enterprises.ts'
import type { EnterpriseTables } from './store.ts'

export const enterprisesEndpoints = [
  endpoint<EnterpriseTables, typeof searchEnterprisesContract.input, typeof searchEnterprisesContract.output>(
    searchEnterprisesContract,
    searchEnterprises,
  ),
  endpoint<EnterpriseTables, typeof getEnterpriseContract.input, typeof getEnterpriseContract.output>(
    getEnterpriseContract,
    (work, { enterprise }) => getEnterprise(work, enterprise),
  ),
]
