import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { openDatabase } from '../../src/foundation/database.ts'
import { type Random, seededRandom } from '../../src/foundation/random.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  buildSearchIndex,
  type EnterpriseSearchTables,
  searchEnterprises,
} from '../../src/information/enterprise-search/index.ts'
import { currentIndex, forgetIndex } from '../../src/information/enterprise-search/open-index.ts'
import { plainText } from '../../src/information/enterprise-search/plain-text.ts'
import { openReadings } from '../../src/information/enterprise-search/reading.ts'
import { searchIndex } from '../../src/information/enterprise-search/search-index.ts'
import { type EnterpriseTables, findByNamePart } from '../../src/information/enterprises/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { batches, fill } from './fill.ts'
import { type GeneratedEnterprise, generateEnterprises } from './generate.ts'
import { type QueryClass, queryClasses } from './queries.ts'

/** How long it takes to find an enterprise among a million as one types, beside PostgreSQL's trigrams on the same table. */
type Work = UnitOfWork<EnterpriseTables & EnterpriseSearchTables>

const enterprises = Number(process.argv[2] ?? 1_000_000)
const queriesEach = 400
const peerQueriesEach = 12
const shown = 20
const dataFolder = mkdtempSync(join(tmpdir(), 'sanxin-bench-'))
const database = await openDatabase({ dataFolder, url: undefined })
const readings = await openReadings()

try {
  await timed(`fill ${enterprises} enterprises`, () =>
    fill(database, generateEnterprises(enterprises, 'search')),
  )
  // A part is enough to ask for: a million objects more on the heap would be what the collector is busy with.
  const firms = [...generateEnterprises(Math.min(enterprises, 20_000), 'search')]
  const built = await timed('build the index, all told (parent reads the store, child builds)', () =>
    buildSearchIndex(database, operatorActor()),
  )
  say('child that builds', `${built.cpuSeconds.toFixed(1)} CPU s, peak ${megabytes(built.peakMemoryBytes)}`)
  say('file', megabytes(built.bytes))
  await loadAfresh()
  const classes = classesOf(firms)
  for (const one of classes) await measureOurs(one, firms)
  await measureUpdate(firms)
  await measurePeers(classes, firms)
} finally {
  await database.close()
  rmSync(dataFolder, { recursive: true, force: true })
}

type Typed = Pick<QueryClass, 'name' | 'queryOf'>

function classesOf(firms: readonly GeneratedEnterprise[]): Typed[] {
  const part = (length: number): Typed => ({
    name: `${length} characters`,
    queryOf: ({ name }, random) => {
      const plain = plainText(name)
      const start = Math.floor(random() * Math.max(1, plain.length - length))
      return plain.length > length ? plain.slice(start, start + length) : undefined
    },
  })
  const fixed = (name: string, texts: string[]): Typed => ({
    name,
    queryOf: (_, random) => texts[Math.floor(random() * texts.length)]!,
  })
  return [
    part(1),
    part(2),
    part(3),
    part(4),
    part(8),
    fixed('very common words', ['有限公司', '公司', '科技', '贸易', '广西', '南宁市', '集团', '分公司']),
    fixed('one or two letters', ['g', 'y', 'gx', 'nn', 'yx', 'gs']),
    fixed('beginning of codes', ['91', '9145', '91450100', '914501', '45010', 'ma']),
    ...queryClasses(readings, firms.slice(0, 10)),
  ]
}

async function loadAfresh(): Promise<void> {
  globalThis.gc?.()
  forgetIndex(dataFolder)
  const before = process.memoryUsage()
  const began = performance.now()
  await runWork(database, operatorActor(), (work: Work) => currentIndex(work))
  const ms = performance.now() - began
  const after = process.memoryUsage()
  const grown = after.arrayBuffers - before.arrayBuffers + after.heapUsed - before.heapUsed
  say('a fresh process loads it', `${ms.toFixed(0)} ms, ${megabytes(grown)} of memory`)
}

function queriesOf(one: Typed, firms: readonly GeneratedEnterprise[], count: number): string[] {
  const random: Random = seededRandom(one.name)
  const queries: string[] = []
  while (queries.length < count) {
    const query = one.queryOf(firms[Math.floor(random() * firms.length)]!, random)
    if (query !== undefined && query !== '') queries.push(query)
  }
  return queries
}

async function measureOurs(one: Typed, firms: readonly GeneratedEnterprise[]): Promise<void> {
  const queries = queriesOf(one, firms, queriesEach)
  const { readers } = await runWork(database, operatorActor(), (work: Work) => currentIndex(work))
  for (const query of queries.slice(0, 40)) searchIndex(readers, readings, query, shown)
  const index = await spread(queries, async (query) => searchIndex(readers, readings, query, shown))
  const whole = await spread(queries.slice(0, queriesEach / 2), (query) =>
    runWork(database, operatorActor(), (work: Work) =>
      searchEnterprises(work, { text: query, pageSize: shown }),
    ),
  )
  say(one.name, `index ${index} · with the store ${whole}`)
}

/** A thousand enterprises change: what the next search takes, and the ones after. */
async function measureUpdate(firms: readonly GeneratedEnterprise[]): Promise<void> {
  const ids = firms.slice(0, 1000).map((firm) => firm.enterprise)
  await sql`insert into enterprises.change (enterprise, at) select unnest(${ids}::uuid[]), now()`.execute(
    database.kysely,
  )
  const cpu = process.cpuUsage()
  const began = performance.now()
  await runWork(database, operatorActor(), (work: Work) => searchEnterprises(work, { text: '南宁' }))
  const { user, system } = process.cpuUsage(cpu)
  const ms = performance.now() - began
  say(
    'first search after 1,000 changes',
    `${ms.toFixed(0)} ms, ${((user + system) / 1000).toFixed(0)} CPU ms of ours`,
  )
  await sql`insert into enterprises.change (enterprise, at) values (${ids[7]}::uuid, now())`.execute(
    database.kysely,
  )
  const one = performance.now()
  await runWork(database, operatorActor(), (work: Work) => searchEnterprises(work, { text: '南宁' }))
  say('first search after 1 change', `${(performance.now() - one).toFixed(1)} ms`)
  const again = await timed('next segment, of the one before and what changed', () =>
    buildSearchIndex(database, operatorActor()),
  )
  say(
    'child',
    `${again.cpuSeconds.toFixed(1)} CPU s; ${readdirSync(join(dataFolder, 'search')).length} file left`,
  )
}

async function measurePeers(classes: readonly Typed[], firms: readonly GeneratedEnterprise[]): Promise<void> {
  const peer = await openPeer()
  const like = `select enterprise, name from registration where name like $1 order by similarity(name, $2) desc limit ${shown}`
  const peers: [string, (query: string) => Promise<unknown>][] = [
    ['pg_trgm: like, best similarity first', (query) => peer.query(like, [`%${query}%`, query])],
    [
      'pairs of characters in GIN (our fallback)',
      (query) =>
        runWork(database, operatorActor(), (work: Work) =>
          findByNamePart(work, { text: query, pageSize: shown }),
        ),
    ],
  ]
  for (const [name, search] of peers) {
    for (const one of classes.filter((found) => /characters$|common/.test(found.name))) {
      say(`${name}: ${one.name}`, await spread(queriesOf(one, firms, peerQueriesEach), search))
    }
  }
  const wrong = classes.find(({ name }) => name === 'wrong character')!
  const similar = `select enterprise, name from registration where name % $1 order by similarity(name, $1) desc limit ${shown}`
  const queries = queriesOf(wrong, firms, peerQueriesEach)
  say('pg_trgm: % with a wrong character', await spread(queries, (query) => peer.query(similar, [query])))
  await peer.end()
}

/** The same names in a database whose locale knows Chinese letters: under C, pg_trgm takes no trigram of them. */
async function openPeer(): Promise<pg.Client> {
  await sql`create database peer template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8' locale_provider libc`.execute(
    database.kysely,
  )
  const peer = new pg.Client({ ...database.connection, database: 'peer' })
  await peer.connect()
  await peer.query('create extension pg_trgm')
  await peer.query('create table registration (enterprise uuid primary key, name text not null)')
  for (const some of batches(generateEnterprises(enterprises, 'search'))) {
    await peer.query('insert into registration select * from unnest($1::uuid[], $2::text[])', [
      some.map((firm) => firm.enterprise),
      some.map((firm) => firm.name),
    ])
  }
  await timed('peer: GIN of pg_trgm on the name', () =>
    peer.query('create index on registration using gin (name gin_trgm_ops)'),
  )
  await peer.query('vacuum analyze registration')
  const { rows } = await peer.query<{ bytes: string; trigrams: string }>(
    "select pg_relation_size('registration_name_idx')::text as bytes, show_trgm('南宁示例')::text as trigrams",
  )
  say('peer: size', `${megabytes(Number(rows[0]!.bytes))}; trigrams of 南宁示例: ${rows[0]!.trigrams}`)
  return peer
}

/** Wall time depends on what else runs; CPU time of our process hardly does. */
async function spread(
  queries: readonly string[],
  search: (query: string) => Promise<unknown>,
): Promise<string> {
  const [walls, cpus]: [number[], number[]] = [[], []]
  for (const query of queries) {
    const cpu = process.cpuUsage()
    const began = performance.now()
    await search(query)
    walls.push(performance.now() - began)
    const { user, system } = process.cpuUsage(cpu)
    cpus.push((user + system) / 1000)
  }
  const at = (times: number[], share: number) =>
    times
      .sort((one, other) => one - other)
      [Math.min(times.length - 1, Math.floor(share * times.length))]!.toFixed(2)
  return `p50 ${at(walls, 0.5)} p99 ${at(walls, 0.99)} ms, CPU p50 ${at(cpus, 0.5)} p99 ${at(cpus, 0.99)} ms`
}

async function timed<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  const cpu = process.cpuUsage()
  const result = await task()
  const { user, system } = process.cpuUsage(cpu)
  say(
    name,
    `${((performance.now() - began) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} CPU s of ours`,
  )
  return result
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}

function say(name: string, text: string): void {
  process.stdout.write(`${name}: ${text}\n`)
}
