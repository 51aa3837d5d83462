import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { runBulk } from '../../src/foundation/bulk.ts'
import { withLoader } from '../../src/foundation/copy-rows.ts'
import { openDatabase } from '../../src/foundation/database.ts'
import { instant } from '../../src/foundation/instant.ts'
import { seededRandom } from '../../src/foundation/random.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { buildFiles, type Composed, slotFile } from '../../src/information/relations/bulk-steps.ts'
import {
  findRelationPath,
  listRelationFindings,
  type RelationsTables,
  readNeighborhood,
  readOwnership,
} from '../../src/information/relations/index.ts'
import { saveBuild } from '../../src/information/relations/store.ts'
import { loadSlot } from '../../src/information/relations/store-load.ts'
import { createOrganization, operatorActor, permissionsOfRole } from '../../src/trust/organizations/index.ts'
import { cpuSecondsOfTree, findProcesses } from '../process-time.ts'
import { hubs, identifierOf, writeTown } from './town.ts'

/** How long it takes to look around an enterprise among a million with ten million relations. */
type Work = UnitOfWork<RelationsTables>

const firms = Number(process.argv[2] ?? 1_000_000)
const questionsEach = 100
const peerQuestions = 20
const dataFolder = mkdtempSync(join(tmpdir(), 'sanxin-bench-'))
const folder = join(dataFolder, 'build')
mkdirSync(folder)
const database = await openDatabase({ dataFolder, url: undefined })
const random = seededRandom('relations')
const officer: Actor = {
  account: 'officer',
  organization: 'a-bank',
  kind: 'user',
  permissions: permissionsOfRole('bank-officer'),
}

try {
  await writeTown(firms, {
    claims: join(folder, buildFiles.claims),
    traded: join(folder, buildFiles.traded),
    entities: join(folder, buildFiles.entities),
  })
  await registerFirms()
  await build()
  await measureReads()
  await measurePeer()
} finally {
  await database.close()
  rmSync(dataFolder, { recursive: true, force: true })
}

/** The firms of the town in the store, and one in two hundred lets a bank see its loans and invoices. */
async function registerFirms(): Promise<void> {
  const identifier = sql`('01900000-0000-7000-8000-' || lpad(n::text, 12, '0'))`
  const all = sql`generate_series(0, ${sql.lit(firms - 1)}) as n`
  const code = sql`('91450100' || lpad(n::text, 10, '0'))`
  const { kysely } = database
  await sql`insert into enterprises.enterprise (id, created_at) select ${identifier}::uuid, now() from ${all}`.execute(
    kysely,
  )
  await sql`insert into enterprises.identifier (scheme, value, enterprise)
    select 'uscc', ${code}, ${identifier}::uuid from ${all}`.execute(kysely)
  await sql`insert into enterprises.registration (enterprise, uscc, name, source, known_at)
    select ${identifier}::uuid, ${code}, '南宁第' || n || '贸易有限公司', 'market-regulation', now() from ${all}`.execute(
    kysely,
  )
  await runWork(database, operatorActor(), (work: Work) =>
    createOrganization(work, { id: 'a-bank', kind: 'bank', name: 'a bank' }),
  )
  await sql`insert into consent."grant" (id, enterprise, organization, purpose, field_groups, granted_at, expires_at, granted_by, on_behalf)
    select gen_random_uuid(), ${identifier}::text, 'a-bank', 'pre-loan-review', '{loans,invoices}', now() - interval '1 day', now() + interval '1 year', 'operator', true
    from ${all} where n % 200 = 0`.execute(kysely)
  await sql`analyze`.execute(kysely)
}

async function build(): Promise<void> {
  const started = performance.now()
  const script = new URL('../../src/information/relations/compose-process.ts', import.meta.url)
  const made = await runBulk<Composed>(
    script,
    { folder, day: '2026-11-22' },
    { nodeArguments: ['--max-old-space-size=4096'] },
  )
  say(
    'compose: nodes, edges, findings',
    `${made.result.nodes} nodes, ${made.result.edges} edges, ${made.result.findings} findings; ${made.cpuSeconds.toFixed(1)} CPU s, peak ${megabytes(made.peakMemoryBytes)}, ${seconds(started)}`,
  )
  const loading = performance.now()
  const before = storeCpu()
  await withLoader(database, (loader) =>
    loadSlot(
      loader,
      'a',
      (table) => slotFile(folder, table),
      () => {},
    ),
  )
  say('load the slot', `${(storeCpu() - before).toFixed(1)} CPU s in PostgreSQL, ${seconds(loading)}`)
  await runWork(database, operatorActor(), (work: Work) =>
    saveBuild(work.db, {
      slot: 'a',
      builtAt: instant(new Date()),
      facts: 0n,
      tradeFrom: '2025-11',
      tradeTo: '2026-10',
      nodes: made.result.nodes,
      edges: BigInt(made.result.edges),
      findings: made.result.findings,
      seconds: 0,
    }),
  )
  const { rows } = await sql<{ name: string; bytes: bigint }>`
    select relname as name, pg_total_relation_size(oid) as bytes from pg_class
    where relnamespace = 'relations'::regnamespace and relkind = 'r' and relname like '%\\_a' order by 2 desc`.execute(
    database.kysely,
  )
  say('size of the slot', rows.map(({ name, bytes }) => `${name} ${megabytes(Number(bytes))}`).join(', '))
}

async function measureReads(): Promise<void> {
  const anybody = () => identifierOf(Math.floor(random() * firms))
  const hub = () => identifierOf(Math.floor(random() * hubs))
  const covered = () => identifierOf(Math.floor((random() * firms) / 200) * 200)
  const around = (actor: Actor, of: () => string, depth: number) => () =>
    runWork(database, actor, (work: Work) => readNeighborhood(work, { enterprise: of(), depth, limit: 300 }))
  const operator = operatorActor()
  for (const depth of [1, 2, 3])
    await measure(`neighborhood, depth ${depth}, sees all`, around(operator, anybody, depth))
  for (const depth of [1, 2, 3])
    await measure(
      `neighborhood, depth ${depth}, a bank and a firm that let it in`,
      around(officer, covered, depth),
    )
  await measure('neighborhood of a hub of 10,000, sees all', around(operator, hub, 1))
  await measure('neighborhood of a hub of 10,000, a bank not let in', around(officer, hub, 1))
  for (const steps of [4, 6])
    await measure(`path of at most ${steps} steps between any two, sees all`, () =>
      runWork(database, operator, (work: Work) =>
        findRelationPath(work, { enterprise: anybody(), to: anybody(), steps }),
      ),
    )
  await measure('path of at most 6 steps by holdings and offices', () =>
    runWork(database, officer, (work: Work) =>
      findRelationPath(work, {
        enterprise: anybody(),
        to: anybody(),
        steps: 6,
        kinds: 'shareholding,investment,position',
      }),
    ),
  )
  await measure('ultimate owners', () =>
    runWork(database, officer, (work: Work) => readOwnership(work, { enterprise: anybody() })),
  )
  await measure('findings', () =>
    runWork(database, officer, (work: Work) => listRelationFindings(work, { enterprise: anybody() })),
  )
}

/** What one would write first: a recursive query over the same rows and indexes, to the same depth and number of nodes. */
async function measurePeer(): Promise<void> {
  const walk = (root: number, depth: number) => sql`
    with recursive around (node, depth) as (
      select ${root}::integer, 0
      union
      select case when edge.from_node = around.node then edge.to_node else edge.from_node end, around.depth + 1
      from around join relations.edge_a as edge on edge.from_node = around.node or edge.to_node = around.node
      where around.depth < ${depth})
    select around.node, node.name from around join relations.node_a as node on node.number = around.node limit 300`
  const { rows } = await sql<{ number: number }>`
    select number from relations.node_a where ref = any(${Array.from({ length: peerQuestions }, () => identifierOf(Math.floor(random() * firms)))})`.execute(
    database.kysely,
  )
  for (const depth of [1, 2, 3]) {
    let at = 0
    await measure(
      `peer: recursive query, depth ${depth}, without amounts, ranks, consent or counts`,
      () => walk(rows[at++ % rows.length]!.number, depth).execute(database.kysely),
      depth === 3 ? 10 : peerQuestions,
    )
  }
}

async function measure(what: string, ask: () => Promise<unknown>, times = questionsEach): Promise<void> {
  for (let warm = 0; warm < Math.min(10, times); warm++) await ask()
  const [own, store] = [process.cpuUsage(), storeCpu()]
  const taken: number[] = []
  for (let question = 0; question < times; question++) {
    const began = performance.now()
    await ask()
    taken.push(performance.now() - began)
  }
  const { user, system } = process.cpuUsage(own)
  taken.sort((left, right) => left - right)
  const at = (share: number) =>
    taken[Math.min(taken.length - 1, Math.floor(share * taken.length))]!.toFixed(1)
  const cpu = ((user + system) / 1000 + (storeCpu() - store) * 1000) / times
  say(what, `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, CPU ${cpu.toFixed(1)} ms`)
}

function storeCpu(): number {
  const [postmaster] = findProcesses(dataFolder).sort((left, right) => left - right)
  return postmaster === undefined ? 0 : cpuSecondsOfTree(postmaster)
}

function say(what: string, figures: string): void {
  process.stdout.write(`| ${what} | ${figures} |\n`)
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}
