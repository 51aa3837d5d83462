import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { runBulk } from '../../foundation/bulk.ts'
import { withLoader } from '../../foundation/copy-rows.ts'
import type { Database } from '../../foundation/database.ts'
import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import { lastCompleteMonth, monthIndex, monthOfIndex } from '../../foundation/month.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { getRecordType } from '../../trust/catalog/index.ts'
import { authorizeProcessing } from '../../trust/consent/index.ts'
import { countIdentityDeeds, findEnterprisesBySubject } from '../enterprises/index.ts'
import { countFacts, planScan } from '../records/index.ts'
import {
  buildFiles,
  type Composed,
  type ComposeManifest,
  type Extracted,
  type ExtractManifest,
  slotFile,
} from './bulk-steps.ts'
import type { Plans } from './extract-claims.ts'
import { type RelationRecordType, relationColumns, relationRecordTypes } from './record-sql.ts'
import { type BuildRow, findBuild, saveBuild } from './store.ts'
import { loadSlot, oneBuildAtATime } from './store-load.ts'
import type { RelationsTables } from './tables.ts'

type Work = UnitOfWork<RelationsTables>

export interface RelationsBuilt {
  nodes: number
  edges: number
  findings: number
  seconds: number
  cpuSeconds: number
}

export interface BuildWish {
  progress?: Progress | undefined
  signal?: AbortSignal | undefined
}

const steps = {
  extract: new URL('./extract-process.ts', import.meta.url),
  compose: new URL('./compose-process.ts', import.meta.url),
}

/**
 * Builds the graph anew from everything that is published now, beside the one that is read, and puts it in its place.
 * Broken off at any point it leaves the old one; done twice it gives the same. Undefined: another process builds.
 */
export async function buildRelations(
  database: Database,
  actor: Actor,
  wish: BuildWish = {},
): Promise<RelationsBuilt | undefined> {
  let built: RelationsBuilt | undefined
  await oneBuildAtATime(database.locks, async () => {
    const folder = join(database.dataFolder, 'relations', `${process.pid}-${Date.now()}`)
    mkdirSync(folder, { recursive: true })
    try {
      built = await build(database, actor, { folder, ...wish })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  return built
}

async function build(
  database: Database,
  actor: Actor,
  { folder, progress = unwatched, signal }: BuildWish & { folder: string },
): Promise<RelationsBuilt> {
  const started = performance.now()
  const own = process.cpuUsage()
  const planned = await runWork(database, actor, planBuild)
  const options = { progress, ...(signal ? { signal } : {}) }
  const read = await runBulk<Extracted>(
    steps.extract,
    {
      folder,
      plans: planned.plans,
      lastMonth: monthIndex(lastCompleteMonth(planned.at)),
    } satisfies ExtractManifest,
    options,
  )
  await resolveKeys(database, actor, { folder, keys: read.result.keys, progress, signal })
  const made = await runBulk<Composed>(
    steps.compose,
    { folder, day: shanghaiDay(planned.at) } satisfies ComposeManifest,
    { ...options, nodeArguments: ['--max-old-space-size=4096'] },
  )
  signal?.throwIfAborted()
  const slot = planned.slot === 'a' ? 'b' : 'a'
  await withLoader(database, (loader) =>
    loadSlot(
      loader,
      slot,
      (table) => slotFile(folder, table),
      (done) => progress({ stage: 'loading', done, total: 5 }),
    ),
  )
  const { trade } = read.result
  const seconds = (performance.now() - started) / 1000
  const row: BuildRow = {
    slot,
    builtAt: planned.at,
    facts: BigInt(planned.facts),
    tradeFrom: trade && monthOfIndex(trade.from),
    tradeTo: trade && monthOfIndex(trade.to),
    nodes: made.result.nodes,
    edges: BigInt(made.result.edges),
    findings: made.result.findings,
    seconds,
  }
  await runWork(database, actor, (work: Work) => saveBuild(work.db, row))
  const cpu = process.cpuUsage(own)
  return {
    ...made.result,
    seconds,
    cpuSeconds: read.cpuSeconds + made.cpuSeconds + (cpu.user + cpu.system) / 1e6,
  }
}

interface Planned {
  at: Instant
  facts: number
  /** The one that is read now. */
  slot: BuildRow['slot'] | undefined
  plans: Plans
}

async function planBuild(work: Work): Promise<Planned> {
  const groups = new Set<string>()
  const open: RelationRecordType[] = []
  for (const id of relationRecordTypes) {
    const recordType = await getRecordType(work, id)
    // What is shared with nobody is shown to nobody, so it is not in the graph.
    if (recordType.sharing === 'closed') continue
    open.push(id)
    groups.add(recordType.fieldGroup)
  }
  const authorization = await authorizeProcessing(work, { fieldGroups: [...groups] })
  const plans: Plans = {}
  for (const recordType of open)
    plans[recordType] = await planScan(work, authorization, {
      recordType,
      columns: relationColumns[recordType],
      asOf: work.now,
    })
  const facts = await countRelationFacts(work)
  return { at: work.now, facts, slot: (await findBuild(work.db))?.slot, plans }
}

/** Batches of these record types that came or went, and decisions on who is who: both change the graph. */
export async function countRelationFacts(work: Work): Promise<number> {
  return (await countFacts(work, relationRecordTypes)) + (await countIdentityDeeds(work))
}

/** Keys are looked up so many at a time, so that online answers get their turn in between. */
const keysAtOnce = 20_000

/** Gives each key the enterprise that it means today. */
async function resolveKeys(
  database: Database,
  actor: Actor,
  { folder, keys, progress, signal }: BuildWish & { folder: string; keys: number; progress: Progress },
): Promise<void> {
  const out = createWriteStream(join(folder, buildFiles.entities))
  let [block, done]: [string[], number] = [[], 0]
  const flush = async () => {
    signal?.throwIfAborted()
    const found = await runWork(database, actor, (work: Work) => findEnterprisesBySubject(work, block))
    const text = [...found]
      .map(([key, enterprise]) => `"${key.replaceAll('"', '""')}",${enterprise}\n`)
      .join('')
    if (!out.write(text)) await once(out, 'drain')
    done += block.length
    block = []
    progress({ stage: 'resolving', done, total: keys })
  }
  for await (const line of createInterface({ input: createReadStream(join(folder, buildFiles.keys)) })) {
    block.push(line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line)
    if (block.length >= keysAtOnce) await flush()
  }
  if (block.length > 0) await flush()
  out.end()
  await once(out, 'close')
}

/** A build is worth this share of the time at most: what comes in a stream does not keep the platform at it. */
const shareOfTime = 0.25

/** Whether the graph lacks what was published or decided since, or what the calendar brought, and it is time. */
export async function isBuildDue(work: Work): Promise<boolean> {
  const build = await findBuild(work.db)
  const facts = await countRelationFacts(work)
  if (build === undefined) return facts > 0
  const waited = (Date.parse(work.now) - Date.parse(build.builtAt)) / 1000
  if (waited < build.seconds / shareOfTime) return false
  return BigInt(facts) !== build.facts || shanghaiDay(work.now) !== shanghaiDay(instant(build.builtAt))
}
