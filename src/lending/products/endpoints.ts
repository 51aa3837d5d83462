import { endpoint } from '../../foundation/endpoint.ts'
import { listProductsContract } from './contract.ts'
import { listProducts } from './list-products.ts'

export const productsEndpoints = [endpoint(listProductsContract, listProducts)]
