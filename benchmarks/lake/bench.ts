import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { type IndicatorTables, readIndicators } from '../../src/credit/indicators/index.ts'
import type { Instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  usccCheckCharacter,
} from '../../src/information/enterprises/index.ts'
import {
  compactLake,
  lakeFolder,
  lakePath,
  publishBatch,
  type RecordsTables,
} from '../../src/information/records/index.ts'
import type { AuditTables } from '../../src/trust/audit/index.ts'
import { type CatalogTables, getRecordType, getSource } from '../../src/trust/catalog/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

/**
 * The vector of one enterprise from the lake while invoices lie in thousands of small batches, and after they are
 * merged. `node benchmarks/lake/bench.ts [batches]` prints milliseconds and CPU milliseconds a read.
 */
const batches = Number(process.argv[2] ?? 10_000)
const rowsOfBatch = 20

const database = await testDatabase()
const actor = operatorActor()
type Tables = RecordsTables & EnterpriseTables & CatalogTables & AuditTables
const run = <Result>(verb: (work: UnitOfWork<Tables>) => Promise<Result>) =>
  runWork<Tables, Result>(database, actor, verb)

const codes = Array.from({ length: 500 }, (_, number) => {
  const body = `914403${String(300_000_000 + number * 97).padStart(11, '0')}`.slice(0, 17)
  return body + usccCheckCharacter(body)
})
await run(async (work) =>
  claimSubjects(
    work,
    await getSource(work, 'tax-bureau'),
    codes.map((value) => ({ value })),
  ),
)

const lake = lakeFolder(database.dataFolder)
const made = join(database.dataFolder, 'made')
const folder = join(lake, 'vat-invoice')
for (const path of [folder, made]) mkdirSync(path, { recursive: true })
const engine = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
for (let from = 0; from < batches; from += 500)
  await engine.run(`COPY (
    SELECT b, ('0x' || substr(md5(subject), 1, 2))::UTINYINT AS hash8, * EXCLUDE b FROM (
      SELECT i // ${rowsOfBatch} AS b, [${codes.map((code) => `'${code}'`).join(', ')}][1 + (hash(i) % ${codes.length})::INTEGER] AS subject,
        0::UTINYINT AS direction, 'n' || i AS invoice_number, DATE '2026-01-01' + (i % 240)::INTEGER AS issued_on, 'C' || i % 50 AS counterparty,
        (1000 + i % 7777)::BIGINT AS amount, 0::BIGINT AS tax, (1000 + i % 7777)::BIGINT AS total, 0::UTINYINT AS status, NULL::TIMESTAMP AS known_at,
        FALSE AS reconstructed, 0::SMALLINT AS file, i::INTEGER AS row
      FROM range(${from * rowsOfBatch}, ${Math.min(batches, from + 500) * rowsOfBatch}) AS r (i))
    ORDER BY b, hash8, subject, issued_on) TO '${made}' (FORMAT parquet, PARTITION_BY (b), OVERWRITE_OR_IGNORE)`)
engine.closeSync()

await run(async (work) => {
  const recordType = await getRecordType(work, 'vat-invoice')
  for (let batch = 0; batch < batches; batch++) {
    const id = work.newId()
    const path = lakePath(recordType.id, id)
    renameSync(join(made, `b=${batch}`, 'data_0.parquet'), join(lake, path))
    await publishBatch(work, {
      id,
      recordType: recordType.id,
      recordTypeDigest: recordType.digest,
      source: 'tax-bureau',
      subjectPrefix: '',
      files: ['made.csv'],
      digest: 'sha256:made',
      supersedes: false,
      lakeFiles: [
        {
          path,
          rows: rowsOfBatch,
          bytes: statSync(join(lake, path)).size,
          digest: 'sha256:made',
          eventMin: '2026-01-01',
          eventMax: '2026-08-28',
          knownMin: null,
          knownMax: null,
          hashFrom: 0,
          hashTo: 255,
        },
      ],
    })
  }
})

async function measure(reads: number): Promise<{ wallMs: number; cpuMs: number; answer: string }> {
  const walls: number[] = []
  let answer = ''
  const before = process.cpuUsage()
  for (let read = 0; read < reads; read++) {
    const started = performance.now()
    const vector = await runWork<IndicatorTables, Awaited<ReturnType<typeof readIndicators>>>(
      database,
      actor,
      (work) => readIndicators(work, { enterprise: codes[read * 7]!, asOf: asOf as string }),
    )
    walls.push(performance.now() - started)
    answer += JSON.stringify(vector.values)
  }
  const { user, system } = process.cpuUsage(before)
  return {
    wallMs: walls.sort((left, right) => left - right)[reads >> 1]!,
    cpuMs: (user + system) / 1000 / reads,
    answer,
  }
}

const asOf = new Date().toISOString() as Instant
const reads = 10
await measure(1)
const small = await measure(reads)
const usageBefore = process.cpuUsage()
const started = performance.now()
const [compaction] = await compactLake(database, actor)
const { user, system } = process.cpuUsage(usageBefore)
const compactMs = performance.now() - started
await measure(1)
const merged = await measure(reads)
const shown = ({ wallMs, cpuMs }: { wallMs: number; cpuMs: number }) => ({
  wallMs: Math.round(wallMs * 10) / 10,
  cpuMs: Math.round(cpuMs * 10) / 10,
})
console.log(
  JSON.stringify({
    batches,
    rows: batches * rowsOfBatch,
    vectorFromSmallFiles: shown(small),
    compaction: {
      ...compaction,
      wallMs: Math.round(compactMs),
      ownCpuMs: Math.round((user + system) / 1000),
    },
    vectorAfterCompaction: shown(merged),
    sameVectors: small.answer === merged.answer,
  }),
)
await database.close()
