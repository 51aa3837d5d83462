import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { type BatchResult, type IngestionTables, listMarks } from '../ingestion/index.ts'
import type { RowResult } from './contract.ts'
import { outcomesOf } from './row-outcome.ts'

/** What became of each record of a small delivery that we made a file of. */
export async function listOutcomes(
  database: Database,
  result: BatchResult,
  records: number,
): Promise<RowResult[]> {
  const said = new Map((result.rowResults ?? []).map(({ row, outcome }) => [row, outcome]))
  if (result.rowsQuarantined === 0) return outcomesOf(result, records, said, [])
  // All of them: a page of the quarantine would tell the rows beyond it as sound.
  const marks = await runWork(database, operatorActor(), (work: UnitOfWork<IngestionTables>) =>
    listMarks(work, result.batch),
  )
  return outcomesOf(result, records, said, marks)
}
