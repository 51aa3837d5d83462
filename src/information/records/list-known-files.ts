import { getRecordType } from '../../trust/catalog/index.ts'
import type { KnownFile } from './lake-file.ts'
import { type PlanningWork, presentFiles, readableFiles, withdrawnIn } from './plan-read.ts'

/**
 * The files with what is known of one record type from one source, in the order of publication: for who takes in
 * more of it and must know what is new. `knownRowsSql` reads one of them.
 */
export async function lakeFilesFor(
  work: PlanningWork,
  line: { recordType: string; source: string },
): Promise<KnownFile[]> {
  const recordType = await getRecordType(work, line.recordType)
  const files = await presentFiles(work, { ...line, asOf: work.now })
  const readable = await readableFiles(work, recordType, files, await withdrawnIn(work, files, work.now))
  return readable.map((file) => ({ ...file, source: line.source }))
}
