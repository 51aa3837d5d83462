import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../src/foundation/database.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { ingestFiles } from '../../src/information/ingestion/index.ts'
import { standardRecordType } from '../../src/trust/catalog/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

/** Rows of one record type as a source delivers them, by the names of the fields; what is absent is empty. */
export type Rows = Record<string, string | number | undefined>[]

export interface ProfileFixture {
  database: Database
  run: <Tables, Result>(verb: (work: UnitOfWork<Tables>) => Promise<Result>, actor?: Actor) => Promise<Result>
  ingest: (recordType: string, source: string, rows: Rows) => Promise<void>
  close: () => Promise<void>
}

export async function openFixture(): Promise<ProfileFixture> {
  const folder = mkdtempSync(join(tmpdir(), 'sanxin-profile-'))
  const database = await testDatabase()
  const operator = operatorActor()
  let files = 0
  return {
    database,
    run: (verb, actor = operator) => runWork(database, actor, verb),
    ingest: async (recordType, source, rows) => {
      const names = standardRecordType(recordType).fields.map(({ name }) => name)
      const columns = rows.some((row) => row.known_at !== undefined) ? [...names, 'known_at'] : names
      const lines = rows.map((row) => columns.map((name) => row[name] ?? '').join(','))
      const path = join(folder, `${recordType}-${files++}.csv`)
      writeFileSync(path, [columns.join(','), ...lines].join('\n'))
      await ingestFiles(database, operator, { recordType, source, files: [path] })
    },
    close: async () => {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
