import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Database } from '../../src/foundation/database.ts'
import { type Instant, instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { getEnterprise } from '../../src/information/enterprises/index.ts'
import type { BatchResult, Encoding, QuarantinedRow } from '../../src/information/ingestion/contract.ts'
import type { IngestionWork } from '../../src/information/ingestion/delivery.ts'
import { ingestFiles, readQuarantine } from '../../src/information/ingestion/index.ts'
import { type RecordRow, readRows } from '../../src/information/records/index.ts'
import { type ConsentTables, fieldGroups, requireAuthorization } from '../../src/trust/consent/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

type AnyTables = (IngestionWork extends UnitOfWork<infer Tables> ? Tables : never) & ConsentTables
export type AnyWork = UnitOfWork<AnyTables>

export interface TestDelivery {
  recordType: string
  source?: string
  files: (string | Buffer)[]
  knownAt?: string
  encoding?: Encoding
  actor?: Actor
  fileName?: string
}

/** For tests only: a store with deliveries written as text. */
export function deliveries() {
  const folder = mkdtempSync(join(tmpdir(), 'sanxin-delivery-'))
  let opened: Promise<Database> | undefined
  const database = () => {
    opened ??= testDatabase()
    return opened
  }
  after(async () => {
    await (await opened)?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const run = async <Result>(verb: (work: AnyWork) => Promise<Result>, actor = operatorActor()) =>
    runWork<AnyTables, Result>(await database(), actor, verb)
  let number = 0
  const write = (content: string | Buffer, fileName?: string) => {
    const path = join(folder, fileName ?? `${number++}.csv`)
    writeFileSync(path, content)
    return path
  }
  const deliver = async (delivery: TestDelivery): Promise<BatchResult> =>
    ingestFiles(await database(), delivery.actor ?? operatorActor(), {
      recordType: delivery.recordType,
      source: delivery.source ?? 'tax-bureau',
      files: delivery.files.map((content) => write(content, delivery.fileName)),
      ...(delivery.knownAt ? { knownAt: instant(delivery.knownAt) } : {}),
      ...(delivery.encoding ? { encoding: delivery.encoding } : {}),
    })
  const quarantineOf = async (batch: string): Promise<QuarantinedRow[]> =>
    (await run((work) => readQuarantine(work, { batch }))).items
  const read = (recordType: string, identifier: string, asOf: Instant): Promise<RecordRow[]> =>
    run(async (work) => {
      const { enterprise } = await getEnterprise(work, identifier)
      const authorization = await requireAuthorization(work, {
        enterprise,
        purpose: 'pre-loan-review',
        fieldGroups,
      })
      return readRows(work, authorization, { recordType, enterprise, asOf })
    })
  return { database, run, write, deliver, quarantineOf, read, folder }
}

/** Five codes that pass both checks of GB 32100; public sample values. */
export const codes = [
  '914403001922038216',
  '9144030071526726XG',
  '91330100799655058B',
  '91110000802100433B',
  '91440300708461136T',
] as const
