import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, append } from '../audit/index.ts'
import type { Source } from './contract.ts'
import { checkSource } from './source.ts'
import { type CatalogTables, saveSource } from './store.ts'

/** Makes a source known, or changes how its next files are read. */
export async function registerSource(
  work: UnitOfWork<CatalogTables & AuditTables>,
  source: Source,
): Promise<Source> {
  checkSource(source)
  await saveSource(work.db, source, work.now)
  await append(work, { kind: 'source-registered', subject: source.id, detail: { source } })
  return source
}
