import { endpoint } from '../../foundation/endpoint.ts'
import { createBatchContract, getBatchContract, listQuarantineContract } from './contract.ts'
import { createBatch } from './create-batch.ts'
import { createDelivery } from './create-delivery.ts'
import {
  createDeliveryContract,
  getDeliveryContract,
  listBatchesContract,
  previewUploadContract,
  withdrawBatchContract,
} from './deliveries/contract.ts'
import { getBatch, listBatches, readQuarantine } from './get-batch.ts'
import { getDelivery } from './get-delivery.ts'
import { listHeldBatchesContract, rejectBatchContract, releaseBatchContract } from './held/contract.ts'
import { previewUpload } from './preview-files.ts'
import { listHeldBatches, rejectBatch, releaseBatch } from './release-batch.ts'
import { withdrawBatch } from './withdraw-batch.ts'

/** Sending a file and taking one away are not here: they carry bytes and no JSON, which only an entrance knows. */
export const ingestionEndpoints = [
  endpoint(createBatchContract, createBatch),
  endpoint(getBatchContract, getBatch),
  endpoint(listQuarantineContract, readQuarantine),
  endpoint(previewUploadContract, previewUpload),
  endpoint(createDeliveryContract, createDelivery),
  endpoint(getDeliveryContract, getDelivery),
  endpoint(listBatchesContract, listBatches),
  endpoint(listHeldBatchesContract, listHeldBatches),
  endpoint(releaseBatchContract, releaseBatch),
  endpoint(rejectBatchContract, rejectBatch),
  endpoint(withdrawBatchContract, withdrawBatch),
]
