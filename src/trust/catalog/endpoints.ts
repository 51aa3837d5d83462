import { endpoint } from '../../foundation/endpoint.ts'
import { listRecordTypesContract } from './contract.ts'
import { listRecordTypes } from './record-type.ts'

export const catalogEndpoints = [
  endpoint(listRecordTypesContract, async () => ({ items: listRecordTypes() })),
]
