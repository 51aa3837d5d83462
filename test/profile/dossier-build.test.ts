import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import {
  type ProfileTables,
  readProfile,
  readProfileSection,
  refreshDossiers,
} from '../../src/credit/profile/index.ts'
import { setUpCity } from '../../src/entrances/platform/set-up-city.ts'
import type { Database } from '../../src/foundation/database.ts'
import { unwatched } from '../../src/foundation/progress.ts'
import { seededRandom } from '../../src/foundation/random.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import { tables, type UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

/** The dossiers of a generated city: built in slices, killed between them, and set beside what the lake says. */
const enterprises = 40
const operator = operatorActor()
const sections = [
  ...['overview', 'registration', 'bank-flow', 'workforce', 'tax', 'utilities'],
  ...['assets', 'compliance', 'relations', 'credit'],
]
type Work = UnitOfWork<ProfileTables>

let database: Database
before(async () => {
  database = await testDatabase()
  await setUpCity(database, {
    enterprises,
    seed: 'dossiers',
    progress: unwatched,
    stageName: (stage) => stage,
  })
})
after(() => database.close())

const run = <Result>(verb: (work: Work) => Promise<Result>) => runWork(database, operator, verb)

interface Kept {
  enterprise: string
  subjects: string[]
  packed: Buffer
}

async function keptDossiers(): Promise<Kept[]> {
  const { rows } = await run((work) =>
    sql<Kept>`SELECT enterprise, subjects, packed FROM profile.dossier ORDER BY enterprise`.execute(
      tables(work.db),
    ),
  )
  return rows
}

const forget = (what: 'dossier' | 'build') =>
  run((work) => sql`DELETE FROM ${sql.table(`profile.${what}`)}`.execute(tables(work.db)))

class Killed extends Error {}

test('a build that was killed goes on with the next slice, and ends with the same dossiers', async () => {
  await forget('build')
  await refreshDossiers(database, operator)
  const whole = await keptDossiers()
  assert.equal(whole.length, enterprises)

  await forget('build')
  await forget('dossier')
  const slices = { sliceEnterprises: 10 }
  const killed = refreshDossiers(database, operator, {
    ...slices,
    progress: ({ done, total }) => {
      if (total === 4 && done === 2) throw new Killed()
    },
  })
  await assert.rejects(killed, Killed)
  const half = await keptDossiers()
  assert.ok(half.length > 0 && half.length < enterprises, `${half.length} dossiers of the slices before`)

  const goesOn = await refreshDossiers(database, operator, slices)
  assert.equal(goesOn.enterprises, enterprises - half.length, 'what was kept is not gathered again')
  assert.deepEqual(await keptDossiers(), whole)
})

test('every section of random firms is the same from the dossier and from the lake', async () => {
  const random = seededRandom(process.env.SANXIN_SEED ?? `${Date.now()}`)
  const all = await keptDossiers()
  const picked = Array.from({ length: 3 }, () => all[Math.floor(random() * all.length)]!.enterprise)
  const pages = async () => {
    const read: unknown[] = []
    for (const enterprise of picked) {
      for (const section of sections) {
        const { asOf: _, ...said } = await run((work) => readProfileSection(work, { enterprise, section }))
        read.push(said)
      }
      const { tags, changes, events, missing } = await run((work) => readProfile(work, { enterprise }))
      read.push({ tags, changes, events, missing })
    }
    return read
  }
  const stored = await pages()
  // Medians are kept with a build and go with it: what is set side by side is what is known of the firms.
  await run((work) => sql`UPDATE profile.build SET form = 'another'`.execute(tables(work.db)))
  assert.deepEqual(await pages(), stored)
})
