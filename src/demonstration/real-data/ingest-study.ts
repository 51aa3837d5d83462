import type { Database } from '../../foundation/database.ts'
import type { Progress } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { ingestFiles } from '../../information/ingestion/index.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import { type CatalogTables, getSource, registerSource } from '../../trust/catalog/index.ts'
import {
  createOrganization,
  findOrganization,
  type OrganizationTables,
} from '../../trust/organizations/index.ts'
import type { StudyInput } from './study-folder.ts'

/** The catalog's description of the contest's files; each folder of that layout is a source of its own. */
export const studySource = 'cumcm2020c'

type Work = UnitOfWork<CatalogTables & OrganizationTables & AuditTables>

/** The organization whose space the study lives in, and the source; both once. */
export async function openStudy(database: Database, actor: Actor, source: string): Promise<void> {
  await runWork(database, actor, async (work: Work) => {
    const standard = await getSource(work, studySource)
    if (!(await findOrganization(work, standard.organization)))
      await createOrganization(work, { id: standard.organization, kind: 'agency', name: standard.zh })
    await registerSource(work, source === studySource ? standard : { ...standard, id: source })
  })
}

/** What the ingestion said of a file; how many of its rows are records of their own is counted in the lake. */
export interface IngestedFile extends StudyInput {
  rowsRead: number
  rowsQuarantined: number
  quarantine: { reason: string; rows: number }[]
}

/** Every file through the ordinary ingestion, each as a batch; a file that is there already changes nothing. */
export async function ingestStudy(
  database: Database,
  actor: Actor,
  source: string,
  inputs: readonly StudyInput[],
  progress: Progress,
): Promise<IngestedFile[]> {
  const files: IngestedFile[] = []
  for (const [done, input] of inputs.entries()) {
    progress({ stage: 'ingest', done, total: inputs.length })
    const { rowsRead, rowsQuarantined, quarantine } = await ingestFiles(database, actor, {
      recordType: input.recordType,
      files: [input.file],
      source,
    })
    files.push({ ...input, rowsRead, rowsQuarantined, quarantine })
  }
  progress({ stage: 'ingest', done: inputs.length, total: inputs.length })
  return files
}
