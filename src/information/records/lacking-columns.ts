import { getRecordTypeByDigest, type RecordType } from '../../trust/catalog/index.ts'
import { sqlTypeOf } from './lake-file.ts'
import type { PlanningWork } from './plan-read.ts'

/**
 * For each version under which a file was written, the fields that came later, with their types in SQL. Fields and
 * codes are only ever added, so what an older file has still means the same.
 */
export async function lacksOf(
  work: PlanningWork,
  recordType: RecordType,
  files: readonly { recordTypeDigest: string }[],
): Promise<Map<string, Record<string, string>>> {
  const lacks = new Map<string, Record<string, string>>()
  for (const { recordTypeDigest } of files) {
    if (lacks.has(recordTypeDigest)) continue
    const older =
      recordTypeDigest === recordType.digest
        ? recordType
        : await getRecordTypeByDigest(work, recordTypeDigest)
    const fields = new Set(older.fields.map((field) => field.name))
    const later = recordType.fields.filter((field) => !fields.has(field.name))
    lacks.set(recordTypeDigest, Object.fromEntries(later.map((field) => [field.name, sqlTypeOf(field)])))
  }
  return lacks
}
