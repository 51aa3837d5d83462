import { endpoint } from '../../foundation/endpoint.ts'
import type { OrganizationTables } from '../../trust/organizations/index.ts'
import { listProductsContract } from './contract.ts'
import { listProducts } from './list-products.ts'
import type { ProductTables } from './store.ts'

export const productsEndpoints = [
  endpoint<
    ProductTables & OrganizationTables,
    typeof listProductsContract.input,
    typeof listProductsContract.output
  >(listProductsContract, listProducts),
]
