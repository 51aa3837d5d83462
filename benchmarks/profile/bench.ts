import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import {
  type ProfileTables,
  readProfile,
  readProfileSection,
  refreshDossiers,
} from '../../src/credit/profile/index.ts'
import { sectionIds } from '../../src/credit/profile/section.contract.ts'
import { setUpCity } from '../../src/entrances/platform/set-up-city.ts'
import { openDatabase } from '../../src/foundation/database.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { type Actor, tables, type UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { replicate } from './replicate.ts'

/**
 * Server time of the first screen and of each section over random enterprises, from stored dossiers, with queries and
 * CPU time of a request, and what a build costs. Usage:
 * node benchmarks/profile/bench.ts [enterprises] [reads] [folder] [copies]
 */
const enterprises = Number(process.argv[2] ?? 1000)
const reads = Number(process.argv[3] ?? 300)
/** So many enterprises are in the store when pages are read: the city's own, and copies of them. */
const inStore = Number(process.argv[5] ?? enterprises)

/** A folder that is named is kept, so that the next run need not make the city again. */
const kept = process.argv[4]
if (kept) mkdirSync(kept, { recursive: true })
const dataFolder = kept ?? mkdtempSync(join(tmpdir(), 'sanxin-bench-'))
type Work = UnitOfWork<ProfileTables>
const database = await openDatabase({ dataFolder, url: undefined })
const operator = operatorActor()
/** As whom pages are read at a bank: its consents are looked up as well. */
const officer: Actor = {
  ...operator,
  kind: 'user',
  organization: 'yongcheng-bank',
  account: 'officer.yongcheng',
  role: 'bank-officer',
}
await setUpCity(database, {
  enterprises,
  seed: 'profile',
  progress: ({ stage, done, total }) => {
    if (done === total) console.error(stage)
  },
  stageName: (stage) => stage,
})
const built = await refreshDossiers(database, operator)
console.log('build', JSON.stringify(built))
await replicate(database, inStore)
const { rows } = await runWork(database, operator, (work) =>
  sql<{
    enterprise: string
  }>`SELECT enterprise FROM profile.dossier ORDER BY md5(enterprise::text) LIMIT 20000`.execute(
    tables(work.db),
  ),
)
const codes = rows.map(({ enterprise }) => enterprise)

/** Statements that went to the server, those of other connections too: nothing else runs. */
let statements = 0
const send = pg.Client.prototype.query
pg.Client.prototype.query = function (this: pg.Client, ...values: unknown[]) {
  statements++
  return Reflect.apply(send, this, values)
} as typeof send

function quantile(sorted: readonly number[], share: number): string {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1).padStart(7)
}

const warmUps = 20

async function measure(name: string, count: number, read: (code: string) => Promise<unknown>): Promise<void> {
  const wall: number[] = []
  for (const code of codes.slice(-warmUps)) await read(code)
  const before = process.cpuUsage()
  const sent = statements
  for (let at = 0; at < count; at++) {
    const started = performance.now()
    await read(codes[(at * 7919) % codes.length]!)
    wall.push(performance.now() - started)
  }
  const { user, system } = process.cpuUsage(before)
  wall.sort((left, right) => left - right)
  const cpu = ((user + system) / 1000 / count).toFixed(1).padStart(7)
  console.log(
    `${name.padEnd(24)} p50 ${quantile(wall, 0.5)} ms  p99 ${quantile(wall, 0.99)} ms  cpu ${cpu} ms  queries ${((statements - sent) / count).toFixed(0)}`,
  )
}

for (const [who, actor] of [
  ['operator', operator],
  ['officer', officer],
] as const) {
  console.log(`as ${who}, ${inStore} enterprises in the store`)
  await measure('first screen', reads, (enterprise) =>
    runWork(database, actor, (work: Work) => readProfile(work, { enterprise })),
  )
  for (const id of sectionIds)
    await measure(id, reads, (enterprise) =>
      runWork(database, actor, (work: Work) => readProfileSection(work, { enterprise, section: id })),
    )
}
await database.close()
if (!kept) rmSync(dataFolder, { recursive: true, force: true })
