import { endpoint } from '../../foundation/endpoint.ts'
import { searchEnterprisesContract } from './contract.ts'
import { searchEnterprises } from './search-enterprises.ts'

export const enterpriseSearchEndpoints = [endpoint(searchEnterprisesContract, searchEnterprises)]
