import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { newIdentifier } from '../../src/foundation/identifier.ts'
import { seededRandom } from '../../src/foundation/random.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { quantile } from '../../src/foundation/statistics/descriptive.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  assessDelivery,
  getLine,
  keepMeasures,
  listCases,
  listLines,
  type QualityWork,
} from '../../src/information/quality/index.ts'
import { type CatalogTables, getSource, standardRecordType } from '../../src/trust/catalog/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { simulateLine } from '../../test/quality/simulate-line.ts'

/** How fast the quality of a city is read: 1,000 sources with 100 deliveries each, all measures stored. */
const [sources, deliveries, rounds] = [1000, 100, 60]
const seed = process.env.SANXIN_SEED ?? '20261122'
const recordType = standardRecordType('tax-payment')!

type Work = QualityWork & UnitOfWork<CatalogTables>
const database = await testDatabase()
const run = <Result>(verb: (work: Work) => Promise<Result>) => runWork(database, operatorActor(), verb)

try {
  const template = await run((work) => getSource(work, 'tax-bureau'))
  const history = simulateLine(recordType, seededRandom(seed), deliveries)
  await copyHistory(history.map(({ measures }) => measures))
  const last = history.at(-1)!.measures
  const kept: number[] = []
  for (let number = 0; number < sources; number++) {
    const source = { ...template, id: `source-${number}` }
    // Every tenth source sends a third of its rows and gets a case.
    const measures = number % 10 === 0 ? { ...last, rows: Math.round(last.rows / 3) } : last
    const started = performance.now()
    await run(async (work) => {
      const verdict = await assessDelivery(work, { recordType, source, measures })
      await keepMeasures(work, { recordType, source, measures, verdict, batch: newIdentifier() })
    })
    kept.push(performance.now() - started)
  }
  await sql`analyze`.execute(database.kysely)
  const some = (place: number) => ({ recordType: recordType.id, source: `source-${(place * 17) % sources}` })
  const rows = [
    row('assess and keep one delivery', kept),
    row('first page of sources (50)', await timed(() => run((work) => listLines(work, {})))),
    row('200 sources', await timed(() => run((work) => listLines(work, { pageSize: 200 })))),
    row(
      'late and missing ones (50)',
      await timed(() => run((work) => listLines(work, { state: 'missing' }))),
    ),
    row('one source, 24 deliveries', await timed((place) => run((work) => getLine(work, some(place))))),
    row(
      'one source, 100 deliveries',
      await timed((place) => run((work) => getLine(work, { ...some(place), deliveries: 100 }))),
    ),
    row('open cases (50)', await timed(() => run((work) => listCases(work, { state: 'open' })))),
  ]
  const page = [
    '# Results',
    '',
    `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${sources} sources × ${deliveries} deliveries of ${recordType.id}, seed ${seed}. Milliseconds of one request to the store and back, two shared cores; no lake is read.`,
    '',
    '| what | p50 ms | p99 ms |',
    '| --- | ---: | ---: |',
    ...rows,
    '',
  ].join('\n')
  writeFileSync(join(import.meta.dirname, 'results.md'), page)
  process.stdout.write(page)
} finally {
  await database.close()
}

/** The same measures for every source, one a month, by one statement a delivery. */
async function copyHistory(measures: readonly unknown[]): Promise<void> {
  const kysely = database.kysely as Kysely<unknown>
  for (const [place, one] of measures.entries())
    await sql`insert into quality.delivery (batch, record_type, source, at, outcome, partial, measures, findings,
        thresholds, enterprises_known)
      select gen_random_uuid(), ${recordType.id}, 'source-' || number, now() - make_interval(months => ${deliveries - place}),
        'published', false, ${JSON.stringify(one)}::jsonb, '[]'::jsonb, '', null
      from generate_series(0, ${sources - 1}) number`.execute(kysely)
}

async function timed(task: (place: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let place = 0; place < rounds + 5; place++) {
    const started = performance.now()
    await task(place)
    // The first five open connections and prepare statements.
    if (place >= 5) taken.push(performance.now() - started)
  }
  return taken
}

function row(what: string, taken: readonly number[]): string {
  const column = Float64Array.from(taken)
  return `| ${what} | ${quantile(column, 0.5).toFixed(1)} | ${quantile(column, 0.99).toFixed(1)} |`
}
