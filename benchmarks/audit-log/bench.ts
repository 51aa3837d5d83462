import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { canonicalJson } from '../../src/foundation/canonical-json.ts'
import { type Database, openDatabase } from '../../src/foundation/database.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { tables, type UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  type AuditTables,
  append,
  appendAll,
  openSigner,
  readEntries,
  readEvidence,
  receiptOf,
  sequenceLog,
  verifyLog,
} from '../../src/trust/audit/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { cpuSecondsOfTree, findProcesses } from '../process-time.ts'

/**
 * What it costs to put a deed on record, and to prove the record: append beside a hash chain, the sequencer,
 * receipts, and the verification of the whole log. Durable, on the embedded PostgreSQL.
 */
type Work = UnitOfWork<AuditTables>

const entries = Number(process.argv[2] ?? 200_000)
const appendSeconds = 5
const writers = 8
const dataFolder = mkdtempSync(join(tmpdir(), 'sanxin-bench-'))
const database = await openDatabase({ dataFolder, poolSize: writers })
const [postgres] = findProcesses(dataFolder)

try {
  await sql`create table public.chain (sequence bigint primary key, detail text not null, hash bytea not null)`.execute(
    database.kysely,
  )
  await measureWriters('append, one entry a transaction', (db) => appendOne(db))
  await measureWriters('peer: hash chain, one entry a transaction', (db) => chainOne(db))
  await drain()
  await fill(entries)
  await measure(`sequencer, ${entries} entries`, async () => {
    const placed = await sequenceLog(database, openSigner(dataFolder))
    return { count: placed, unit: 'entries' }
  })
  for (let round = 0; round < 200; round++) {
    await fill(20)
    await sequenceLog(database)
  }
  await measureReceipts(2_000)
  for (const round of [1, 2]) await measureVerification(`verification, pass ${round}`)
  await fill(entries)
  await drain()
  await measureVerification('verification, twice as long a log')
} finally {
  await database.close()
  rmSync(dataFolder, { recursive: true, force: true })
}

function run<Result>(verb: (work: Work) => Promise<Result>): Promise<Result> {
  return runWork(database, operatorActor(), verb)
}

function deed(number: number) {
  const fieldGroups = ['invoices', 'tax', 'social-security']
  const detail = {
    basis: 'consent',
    purpose: 'pre-loan-review',
    fieldGroups,
    consents: [`consent-${number % 977}`],
  }
  return { kind: 'use-authorized', subject: `enterprise-${number % 10_007}`, detail }
}

async function fill(count: number): Promise<void> {
  for (let done = 0; done < count; done += 5_000)
    await run((work) =>
      appendAll(
        work,
        Array.from({ length: Math.min(5_000, count - done) }, (_, number) => deed(done + number)),
      ),
    )
}

async function drain(): Promise<void> {
  while ((await sequenceLog(database)) > 0);
}

function appendOne(store: Database): Promise<unknown> {
  return runWork(store, operatorActor(), (work: Work) => append(work, deed(1)))
}

/** The usual way: each entry holds the hash of the one before, so each writer waits for the commit of the last. */
function chainOne(store: Database): Promise<unknown> {
  return runWork(store, operatorActor(), async (work: UnitOfWork<unknown>) => {
    const db: Kysely<unknown> = tables(work.db)
    await sql`select pg_advisory_xact_lock(7)`.execute(db)
    const { rows } = await sql<{ sequence: bigint; hash: Buffer }>`
      select sequence, hash from public.chain order by sequence desc limit 1`.execute(db)
    const detail = canonicalJson({ id: work.newId(), at: work.now, ...deed(1) })
    const hash = createHash('sha256')
      .update(rows[0]?.hash ?? '')
      .update(detail)
      .digest()
    await sql`insert into public.chain values (${(rows[0]?.sequence ?? 0n) + 1n}, ${detail}, ${hash})`.execute(
      db,
    )
  })
}

async function measureWriters(name: string, write: (store: Database) => Promise<unknown>): Promise<void> {
  await measure(`${name}, ${writers} writers`, async () => {
    const end = performance.now() + appendSeconds * 1000
    let count = 0
    const writer = async () => {
      for (; performance.now() < end; count++) await write(database)
    }
    await Promise.all(Array.from({ length: writers }, writer))
    return { count, unit: 'transactions' }
  })
}

async function measureReceipts(count: number): Promise<void> {
  const known = await run((work) => readEntries(work, { pageSize: 200 }))
  const took: number[] = []
  await measure('receipt of an entry', async () => {
    for (let round = 0; round < count; round++) {
      const begun = performance.now()
      await run((work) => receiptOf(work, { entry: known[round % known.length]!.id }))
      took.push(performance.now() - begun)
    }
    return { count, unit: 'receipts' }
  })
  took.sort((left, right) => left - right)
  const at = (share: number) => took[Math.floor(took.length * share)]!.toFixed(2)
  console.log(`  p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`)
}

async function measureVerification(name: string): Promise<void> {
  let residentMax = 0
  const timer = setInterval(() => {
    residentMax = Math.max(residentMax, process.memoryUsage().rss)
  }, 20)
  await measure(name, async () => {
    const found = await run((work) => verifyLog(work, readEvidence(dataFolder)))
    if (!found.valid) throw new Error(JSON.stringify(found))
    return { count: found.entries, unit: 'entries' }
  })
  clearInterval(timer)
  console.log(`  at most ${Math.round(residentMax / 2 ** 20)} MB resident in our process`)
}

async function measure(name: string, work: () => Promise<{ count: number; unit: string }>): Promise<void> {
  const [own, server, begun] = [process.cpuUsage(), cpuSecondsOfTree(postgres!), performance.now()]
  const { count, unit } = await work()
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(own)
  const ownMicros = (user + system) / count
  const serverMicros = ((cpuSecondsOfTree(postgres!) - server) * 1e6) / count
  console.log(
    `${name}: ${Math.round(count / seconds)} ${unit}/s; CPU µs each: ours ${ownMicros.toFixed(1)}, PostgreSQL ${serverMicros.toFixed(1)}`,
  )
}
