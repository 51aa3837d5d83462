import { endpoint } from '../../foundation/endpoint.ts'
import { listRecordsContract, readRecordHistoryContract } from './contract.ts'
import { listRecords } from './list-records.ts'
import { readRecordHistory } from './read-record-history.ts'
import { createSnapshotContract, verifySnapshotContract } from './snapshot.contract.ts'
import { takeSnapshot, verifySnapshot } from './take-snapshot.ts'

export const recordsEndpoints = [
  endpoint(listRecordsContract, listRecords),
  endpoint(readRecordHistoryContract, readRecordHistory),
  endpoint(createSnapshotContract, takeSnapshot),
  endpoint(verifySnapshotContract, verifySnapshot),
]
