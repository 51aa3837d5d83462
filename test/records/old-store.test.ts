import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import pg from 'pg'
import { connect, type Database } from '../../src/foundation/database.ts'
import { migrate, readMigrations } from '../../src/foundation/migrations.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import { claimSubjects, getEnterprise } from '../../src/information/enterprises/index.ts'
import { getBatch, type IngestionTables, listBatches } from '../../src/information/ingestion/index.ts'
import {
  compactLake,
  deleteReplacedFiles,
  lakeFolder,
  lakePath,
  listRecords,
  planScan,
  readRecordHistory,
  scan,
} from '../../src/information/records/index.ts'
import { hash8 } from '../../src/information/records/lake-folder.ts'
import { getSource } from '../../src/trust/catalog/index.ts'
import { authorizeProcessing } from '../../src/trust/consent/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes } from '../ingestion/deliveries.ts'
import type { DrillTables, DrillWork } from './lake-drill.ts'

const recordType = 'vat-invoice'
/** The digest of the VAT invoice as the platform brought it before record types had owners and rules. */
const digestThen = 'sha256:82d7476b'
const [code] = codes
const name = '邕城老店贸易有限公司'
const [enterprise, first, corrected, withdrawn] = Array.from({ length: 4 }, () => randomUUID())

interface OldRow {
  number: string
  issuedOn: string
  fen: number
  known: string | null
  row: number
}
interface OldBatch {
  id: string
  rows: OldRow[]
  supersedes: boolean
  publishedAt: string
  withdrawnAt: string | null
}
const batches: OldBatch[] = [
  {
    id: first!,
    rows: [
      { number: 'n1', issuedOn: '2026-01-03', fen: 100, known: null, row: 2 },
      { number: 'n2', issuedOn: '2026-01-04', fen: 50, known: null, row: 3 },
    ],
    supersedes: false,
    publishedAt: '2026-01-05T00:00:00Z',
    withdrawnAt: null,
  },
  {
    id: corrected!,
    rows: [{ number: 'n1', issuedOn: '2026-01-03', fen: 120, known: null, row: 2 }],
    supersedes: true,
    publishedAt: '2026-02-05T00:00:00Z',
    withdrawnAt: null,
  },
  {
    id: withdrawn!,
    rows: [{ number: 'n3', issuedOn: '2026-01-15', fen: 900, known: '2026-01-20T00:00:00Z', row: 2 }],
    supersedes: false,
    publishedAt: '2026-02-10T00:00:00Z',
    withdrawnAt: '2026-02-20T00:00:00Z',
  },
]

/** A file of the lake in the layout of then: every column of the record type, no batch and no source in the rows. */
async function writeOldFile(path: string, rows: readonly OldRow[]): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const values = rows.map(
    ({ number, issuedOn, fen, known, row }) =>
      `(${hash8(code)}::UTINYINT, '${code}', 0::UTINYINT, '${number}', DATE '${issuedOn}', 'C1', ${fen}::BIGINT, 0::BIGINT,
        ${fen}::BIGINT, 0::UTINYINT, ${known === null ? 'NULL::TIMESTAMP' : `TIMESTAMP '${known.slice(0, 19)}'`}, FALSE, 0::SMALLINT, ${row}::INTEGER)`,
  )
  const columns =
    'hash8, subject, direction, invoice_number, issued_on, counterparty, amount, tax, total, status, known_at, reconstructed, file, row'
  const engine = await DuckDBInstance.create(':memory:').then((made) => made.connect())
  await engine.run(`COPY (SELECT * FROM (VALUES ${values.join(', ')}) AS row (${columns}))
    TO '${path}' (FORMAT parquet)`)
  engine.closeSync()
}

/** Puts down a batch as the program of then did: the path in the batch, no file beside it. */
async function insertOldBatch(client: pg.Client, digest: string, batch: OldBatch): Promise<void> {
  const known = batch.rows.flatMap((row) => row.known ?? []).sort()
  const days = batch.rows.map(({ issuedOn }) => issuedOn).sort()
  await client.query(
    `INSERT INTO records.batch (id, record_type, record_type_digest, source, subject_prefix, path, files, rows, bytes,
       digest, event_min, event_max, known_min, known_max, supersedes, published_at, withdrawn_at)
     VALUES ($1, $2, $3, 'tax-bureau', '', $4, '["invoices.csv"]', $5, 1000, 'sha256:old', $6, $7, $8, $9, $10, $11, $12)`,
    [
      batch.id,
      recordType,
      digest,
      lakePath(recordType, batch.id),
      batch.rows.length,
      days[0],
      days.at(-1),
      known[0] ?? null,
      known.at(-1) ?? null,
      batch.supersedes,
      batch.publishedAt,
      batch.withdrawnAt,
    ],
  )
  await client.query(
    `INSERT INTO ingestion.batch (id, record_type, record_type_digest, source, source_digest, files, delivery_digest,
       rows_read, rows_published, rows_quarantined, rows_duplicate, rows_corrected, quarantine, digest, published_at)
     VALUES ($1, $2, $3, 'tax-bureau', 'sha256:source', $4, $5, $6, $6, 0, 0, $7, '[]', 'sha256:old', $8)`,
    [
      batch.id,
      recordType,
      digest,
      JSON.stringify([
        {
          name: 'invoices.csv',
          digest: 'sha256:file',
          bytes: 100,
          encoding: 'utf-8',
          rows: batch.rows.length,
        },
      ]),
      `sha256:${batch.id}`,
      batch.rows.length,
      batch.supersedes ? 1 : 0,
      batch.publishedAt,
    ],
  )
}

async function insertOldEnterprise(client: pg.Client): Promise<void> {
  await client.query('INSERT INTO enterprises.enterprise VALUES ($1, now())', [enterprise])
  await client.query(`INSERT INTO enterprises.identifier VALUES ('uscc', $1, $2, NULL, NULL, NULL, NULL)`, [
    code,
    enterprise,
  ])
  await client.query(`INSERT INTO enterprises.name VALUES ($1, $2, '2015-03-02')`, [enterprise, name])
  await client.query(
    `INSERT INTO enterprises.registration (enterprise, uscc, name, name_pairs, status, region, source, known_at)
     VALUES ($1, $2, $3, '{}', '存续', '450103', 'market-regulation', now())`,
    [enterprise, code, name],
  )
}

const dataFolder = mkdtempSync(join(tmpdir(), 'sanxin-old-store-'))
const database = await testDatabase()
const databaseName = `old_${randomUUID().slice(0, 8)}`
let store: Database
after(async () => {
  await store?.close()
  await administer((client) => client.query(`drop database if exists ${databaseName} with (force)`))
  await database.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

async function administer<Result>(
  task: (client: pg.Client) => Promise<Result>,
  within: string | undefined = database.connection.database,
): Promise<Result> {
  const client = new pg.Client({ ...database.connection, database: within } as pg.ClientConfig)
  await client.connect()
  try {
    return await task(client)
  } finally {
    await client.end()
  }
}

/** A store as it was left by the program whose last migration was 0014. */
async function leaveOldStore(): Promise<void> {
  await administer((client) => client.query(`create database ${databaseName}`))
  const connection = { ...database.connection, database: databaseName }
  const pool = new pg.Pool(connection)
  const then = readMigrations().filter((migration) => migration.name < '0015')
  assert.equal((await migrate(pool, then)).at(-1), '0014-jobs')
  await pool.end()
  const definitions = readMigrations().find((migration) => migration.name === '0025-earlier-definitions')!
  const digest = new RegExp(`${digestThen}[0-9a-f]{56}`).exec(definitions.sql)![0]
  for (const { id, rows } of batches)
    await writeOldFile(join(lakeFolder(dataFolder), lakePath(recordType, id)), rows)
  await administer(async (client) => {
    await insertOldEnterprise(client)
    for (const batch of batches) await insertOldBatch(client, digest, batch)
  }, databaseName)
}

const run = <Result>(verb: (work: DrillWork) => Promise<Result>) =>
  runWork<DrillTables, Result>(store, operatorActor(), verb)

async function readEverything() {
  const list = async (asOf?: string) => {
    const wish = { enterprise: code, recordType, ...(asOf === undefined ? {} : { asOf }) }
    const { items } = await run((work) => listRecords(work, wish))
    return items.map(
      ({ values, provenance, version, versions }) =>
        `${values.invoice_number} ${values.amount} ${version}/${versions} ${provenance.file}:${provenance.row} ${provenance.batch}`,
    )
  }
  const plan = await run(async (work) => {
    const authorization = await authorizeProcessing(work, { fieldGroups: ['invoices'] })
    return planScan(work, authorization, { recordType, columns: ['amount'], asOf: work.now })
  })
  let fen = 0
  for await (const { columns } of scan(plan)) for (const value of columns.amount!) fen += Number(value)
  return {
    january: await list('2026-01-10T00:00:00Z'),
    february: await list('2026-02-15T00:00:00Z'),
    now: await list(),
    fen,
  }
}

test('a store whose migrations ended at 0014 is read as it was, and goes on being read after its files are merged', async () => {
  await leaveOldStore()
  store = await connect({
    dataFolder,
    connection: { ...database.connection, database: databaseName },
    leave: async () => {},
  })
  const read = await readEverything()
  const of = (batch: string | undefined, row: number) => `invoices.csv:${row} ${batch}`
  assert.deepEqual(read, {
    january: [`n2 50 1/1 ${of(first, 3)}`, `n1 100 1/1 ${of(first, 2)}`],
    february: [
      `n3 900 1/1 ${of(withdrawn, 2)}`,
      `n2 50 1/1 ${of(first, 3)}`,
      `n1 120 2/2 ${of(corrected, 2)}`,
    ],
    now: [`n2 50 1/1 ${of(first, 3)}`, `n1 120 2/2 ${of(corrected, 2)}`],
    fen: 170,
  })
  const { items } = await run((work) => listRecords(work, { enterprise: code, recordType }))
  const history = await run((work) =>
    readRecordHistory(work, { enterprise: code, recordType, key: items[1]!.key }),
  )
  assert.deepEqual(
    history.beliefs.map(({ from, item }) => [from.slice(0, 10), item]),
    [
      ['2026-01-05', 0],
      ['2026-02-05', 1],
    ],
  )
  const named = async (identifier: string) =>
    (await run((work) => getEnterprise(work, identifier))).enterprise
  assert.equal(await named(code), enterprise)
  // Names come under the present rule of normalization with the next delivery.
  await run(async (work) => claimSubjects(work, await getSource(work, 'tax-bureau'), [{ value: codes[1] }]))
  assert.equal(await named(name), enterprise)
  const delivered = await runWork<IngestionTables & DrillTables, number[]>(
    store,
    operatorActor(),
    async (work) => {
      const listed = await listBatches(work, {})
      const batch = await getBatch(work, { batch: corrected! })
      return [listed.items.length, batch.rowsPublished, batch.rowsCorrected]
    },
  )
  assert.deepEqual(delivered, [3, 1, 1])

  await compactLake(store, operatorActor(), { all: true })
  await deleteReplacedFiles(store, operatorActor(), 0)
  assert.deepEqual(await readEverything(), read)
})
