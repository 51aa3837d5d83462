import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import {
  type ProfileTables,
  readProfile,
  readProfileSection,
  refreshDossiers,
} from '../../src/credit/profile/index.ts'
import { setUpCity } from '../../src/entrances/platform/set-up-city.ts'
import { openDatabase } from '../../src/foundation/database.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { tables, type UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

/**
 * Server time of the first screen and of each section over random enterprises, from stored dossiers and from the
 * lake, with bytes per dossier and what a build costs. Usage: node benchmarks/profile/bench.ts [enterprises] [reads] [folder]
 */
const enterprises = Number(process.argv[2] ?? 1000)
const reads = Number(process.argv[3] ?? 300)
const sections = [
  'overview',
  'registration',
  'bank-flow',
  'workforce',
  'tax',
  'utilities',
  'assets',
  'compliance',
  'relations',
  'credit',
  'trace',
]

/** A folder that is named is kept, so that the next run need not make the city again. */
const kept = process.argv[4]
if (kept) mkdirSync(kept, { recursive: true })
const dataFolder = kept ?? mkdtempSync(join(tmpdir(), 'sanxin-bench-'))
type Work = UnitOfWork<ProfileTables>
const database = await openDatabase({ dataFolder, url: undefined })
const operator = operatorActor()
await setUpCity(database, {
  enterprises,
  seed: 'profile',
  progress: ({ stage, done, total }) => {
    if (done === total) console.error(stage)
  },
  stageName: (stage) => stage,
})
const { rows } = await runWork(database, operator, (work) =>
  sql<{ enterprise: string }>`SELECT enterprise FROM profile.dossier ORDER BY enterprise`.execute(
    tables(work.db),
  ),
)
const codes = rows.map(({ enterprise }) => enterprise)

function quantile(sorted: readonly number[], share: number): string {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1).padStart(7)
}

async function measure(name: string, count: number, read: (code: string) => Promise<unknown>): Promise<void> {
  const wall: number[] = []
  const before = process.cpuUsage()
  for (let at = 0; at < count; at++) {
    const started = performance.now()
    await read(codes[(at * 7919) % codes.length]!)
    wall.push(performance.now() - started)
  }
  const { user, system } = process.cpuUsage(before)
  wall.sort((left, right) => left - right)
  const cpu = ((user + system) / 1000 / count).toFixed(1).padStart(7)
  console.log(
    `${name.padEnd(24)} p50 ${quantile(wall, 0.5)} ms  p99 ${quantile(wall, 0.99)} ms  cpu ${cpu} ms`,
  )
}

const overview = (asOf?: string) => (enterprise: string) =>
  runWork(database, operator, (work: Work) => readProfile(work, { enterprise, asOf }))
const section = (id: string) => (enterprise: string) =>
  runWork(database, operator, (work: Work) => readProfileSection(work, { enterprise, section: id }))

const built = await refreshDossiers(database, operator)
console.log('refresh without news', JSON.stringify(built))
await measure('warm-up', 20, overview())
await measure('first screen', reads, overview())
for (const id of sections) await measure(id, reads, section(id))
await database.close()
if (!kept) rmSync(dataFolder, { recursive: true, force: true })
