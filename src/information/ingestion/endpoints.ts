import { endpoint } from '../../foundation/endpoint.ts'
import { createBatchContract, getBatchContract, listQuarantineContract } from './contract.ts'
import { createBatch } from './create-batch.ts'
import { getBatch, readQuarantine } from './get-batch.ts'

export const ingestionEndpoints = [
  endpoint(createBatchContract, createBatch),
  endpoint(getBatchContract, getBatch),
  endpoint(listQuarantineContract, readQuarantine),
]
