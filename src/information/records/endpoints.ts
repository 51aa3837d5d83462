import { endpoint } from '../../foundation/endpoint.ts'
import { listRecordsContract, readRecordHistoryContract } from './contract.ts'
import { listRecords } from './list-records.ts'
import { readRecordHistory } from './read-record-history.ts'

export const recordsEndpoints = [
  endpoint(listRecordsContract, listRecords),
  endpoint(readRecordHistoryContract, readRecordHistory),
]
