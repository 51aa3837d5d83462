import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Database } from '../../src/foundation/database.ts'
import { type Instant, instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  getEnterprise,
} from '../../src/information/enterprises/index.ts'
import {
  lakeFolder,
  lakePath,
  publishBatch,
  type RecordsTables,
} from '../../src/information/records/index.ts'
import { hash8 } from '../../src/information/records/lake-folder.ts'
import type { AuditTables } from '../../src/trust/audit/index.ts'
import {
  approveProposal,
  type CatalogTables,
  getRecordType,
  getSource,
  propose,
  type RecordType,
  subjectPrefix,
} from '../../src/trust/catalog/index.ts'
import { type ConsentTables, requireAuthorization } from '../../src/trust/consent/index.ts'
import { type OrganizationTables, operatorActor } from '../../src/trust/organizations/index.ts'

export type DrillTables = RecordsTables &
  EnterpriseTables &
  CatalogTables &
  ConsentTables &
  AuditTables &
  OrganizationTables
export type DrillWork = UnitOfWork<DrillTables>

/** An invoice as a lake file holds it; what is not here is the same in all of them. */
export interface DrillRow {
  subject: string
  number: string
  issuedOn: string
  fen: number
  /** A field that came with the second version of the record type; left out of files of the first. */
  totalFen: number | null
  /** When it became known; null with its batch. */
  known: Instant | null
  row: number
}

export interface DrillBatch {
  source: string
  rows: DrillRow[]
  supersedes: boolean
  recordType?: RecordType
  now?: Instant
  /** How many files the batch is cut into, by hash8. */
  files?: number
}

const timestamp = (at: Instant | null) =>
  at === null ? 'NULL::TIMESTAMP' : `TIMESTAMP '${at.replace('Z', '')}'`

/** For tests only: batches put into the lake as ingestion does, without the delivery around them. */
export function lakeDrill() {
  let opened: Promise<Database> | undefined
  let engine: Promise<DuckDBConnection> | undefined
  const database = () => {
    opened ??= testDatabase()
    return opened
  }
  after(async () => {
    ;(await engine)?.closeSync()
    await (await opened)?.close()
  })
  const run = async <Result>(verb: (work: DrillWork) => Promise<Result>, now?: Instant) =>
    runWork<DrillTables, Result>(await database(), operatorActor(), verb, now ? { now } : {})
  /** Proposed by one and approved by another at a moment; a second time it is a new version. */
  const register = async (
    id: string,
    precedence: number,
    now?: Instant,
    identifierScheme: 'uscc' | 'local' = 'uscc',
  ) => {
    const permissions = new Set(['catalog:manage', 'catalog:review'])
    const person = (account: string): Actor => ({
      account,
      organization: 'platform',
      kind: 'user',
      permissions,
    })
    const as = async <Result>(account: string, verb: (work: DrillWork) => Promise<Result>) =>
      runWork<DrillTables, Result>(await database(), person(account), verb, now ? { now } : {})
    const definition = {
      id,
      zh: id,
      en: id,
      organization: 'platform',
      identifierScheme,
      layouts: [],
      precedence,
    }
    const proposal = await as('writer', (work) => propose(work, { kind: 'source', definition }))
    await as('reviewer', (work) => approveProposal(work, { proposal: proposal.id }))
  }
  const writeFile = async (path: string, recordType: RecordType, rows: readonly DrillRow[]) => {
    engine ??= DuckDBInstance.create(':memory:', { threads: '2' }).then((made) => made.connect())
    const hasTotal = recordType.fields.some((field) => field.name === 'total')
    const values = rows.map(
      (row) =>
        `(${hash8(row.subject)}::UTINYINT, '${row.subject}', 0::UTINYINT, '${row.number}', DATE '${row.issuedOn}', 'C1',
          ${row.fen}::BIGINT, 0::BIGINT, ${row.totalFen ?? 'NULL'}::BIGINT, 0::UTINYINT, ${timestamp(row.known)}, ${row.known !== null && row.row % 2 === 0},
          0::SMALLINT, ${row.row}::INTEGER)`,
    )
    const columns = [
      'hash8',
      'subject',
      'direction',
      'invoice_number',
      'issued_on',
      'counterparty',
      'amount',
      'tax',
      'total',
      'status',
      'known_at',
      'reconstructed',
      'file',
      'row',
    ]
    await (
      await engine
    ).run(`COPY (SELECT ${columns.filter((column) => hasTotal || column !== 'total').join(', ')}
      FROM (VALUES ${values.join(', ')}) AS row (${columns.join(', ')}) ORDER BY hash8, subject, issued_on)
      TO '${path}' (FORMAT parquet)`)
  }
  const publish = async (batch: DrillBatch): Promise<{ id: string; now: Instant }> => {
    const { dataFolder } = await database()
    const recordType = batch.recordType ?? (await run((work) => getRecordType(work, 'vat-invoice')))
    mkdirSync(join(lakeFolder(dataFolder), recordType.id), { recursive: true })
    const sorted = [...batch.rows].sort((left, right) => hash8(left.subject) - hash8(right.subject))
    const hashes = [...new Set(sorted.map((row) => hash8(row.subject)))]
    const parts = Math.min(batch.files ?? 1, hashes.length)
    return run(async (work) => {
      const id = work.newId()
      const lakeFiles = []
      for (let part = 0; part < parts; part++) {
        const own = new Set(hashes.filter((_, place) => Math.floor((place * parts) / hashes.length) === part))
        const rows = sorted.filter((row) => own.has(hash8(row.subject)))
        const path = lakePath(recordType.id, parts === 1 ? id : `${id}-${part}`)
        await writeFile(join(lakeFolder(dataFolder), path), recordType, rows)
        const days = rows.map((row) => row.issuedOn).sort()
        const known = rows
          .map((row) => row.known)
          .filter((at) => at !== null)
          .sort()
        lakeFiles.push({
          path,
          rows: rows.length,
          bytes: statSync(join(lakeFolder(dataFolder), path)).size,
          digest: 'sha256:drill',
          eventMin: days[0]!,
          eventMax: days.at(-1)!,
          knownMin: known[0] ?? null,
          knownMax: known.at(-1) ?? null,
          hashFrom: hash8(rows[0]!.subject),
          hashTo: hash8(rows.at(-1)!.subject),
        })
      }
      const source = await getSource(work, batch.source)
      await publishBatch(work, {
        id,
        recordType: recordType.id,
        recordTypeDigest: recordType.digest,
        source: source.id,
        subjectPrefix: subjectPrefix(source),
        files: ['drill.csv'],
        digest: 'sha256:drill',
        supersedes: batch.supersedes,
        lakeFiles,
      })
      return { id, now: work.now }
    }, batch.now)
  }
  /** Makes enterprises of the codes, or of the local numbers of a source. */
  const claim = async (source: string, values: readonly string[]) =>
    run(async (work) =>
      claimSubjects(
        work,
        await getSource(work, source),
        values.map((value) => ({ value })),
      ),
    )
  const enterpriseOf = (identifier: string) =>
    run(async (work) => (await getEnterprise(work, identifier)).enterprise)
  const authorized = <Result>(
    enterprise: string,
    verb: (
      work: DrillWork,
      authorization: Awaited<ReturnType<typeof requireAuthorization>>,
    ) => Promise<Result>,
  ) =>
    run(async (work) => {
      const use = { enterprise, purpose: 'pre-loan-review', fieldGroups: ['invoices'] } as const
      return verb(work, await requireAuthorization(work, use))
    })
  return { database, run, register, publish, claim, enterpriseOf, authorized }
}

export const moment = (text: string | number) => instant(new Date(text))
