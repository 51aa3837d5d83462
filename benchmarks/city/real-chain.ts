import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { outstandingAt } from '../../src/demonstration/sample-city/borrowing.ts'
import { openCity } from '../../src/demonstration/sample-city/city.ts'
import { defaulted, trueProbability } from '../../src/demonstration/sample-city/health.ts'
import { lifeOf } from '../../src/demonstration/sample-city/life.ts'
import { setUpCity } from '../../src/entrances/platform/set-up-city.ts'
import { openDatabase } from '../../src/foundation/database.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { tables } from '../../src/foundation/unit-of-work.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'

/**
 * What the platform's own score reaches of the ceiling: ingestion, indicators, training and scoring as at a first
 * start, then the scores of the last month beside the true probabilities of the same firms.
 * `node benchmarks/city/real-chain.ts [enterprises] [seed]`
 */
const enterprises = Number(process.argv[2] ?? 3000)
const seed = process.argv[3] ?? 'truth'
const dataFolder = mkdtempSync(join(tmpdir(), 'sanxin-chain-'))
const database = await openDatabase({ dataFolder, url: undefined })

interface Pair {
  score: number
  truth: number
}

try {
  const manifest = await setUpCity(database, {
    enterprises,
    seed,
    progress: ({ stage, done, total }) => {
      if (done === total) console.error(stage)
    },
    stageName: (stage) => stage,
  })
  const scores = await scoresByUscc(manifest.lastMonth)
  const pairs = pairsOf(openCity({ ...manifest, enterprises, seed }), scores)
  const perfect = pairs.map(({ truth }) => ({ truth, score: -truth }))
  const [reached, ceiling] = [expectedAuc(pairs), expectedAuc(perfect)]
  console.log(
    JSON.stringify({
      enterprises,
      seed,
      month: manifest.lastMonth,
      scored: scores.size,
      borrowers: pairs.length,
      ceiling: round(ceiling),
      reached: round(reached),
      shareOfTheWay: round((reached - 0.5) / (ceiling - 0.5)),
    }),
  )
} finally {
  await database.close()
  rmSync(dataFolder, { recursive: true, force: true })
}

async function scoresByUscc(month: string): Promise<Map<string, number>> {
  const { rows } = await runWork(database, operatorActor(), (work) =>
    sql<{ uscc: string; score: number }>`
      SELECT i.value AS uscc, s.probability_of_default AS score FROM scoring.score s
      JOIN enterprises.identifier i ON i.enterprise = s.enterprise AND i.scheme = 'uscc'
      WHERE s.month = ${month} AND s.probability_of_default IS NOT NULL`.execute(tables(work.db)),
  )
  // The probability is not clipped at the ends of the scale as the score is.
  return new Map(rows.map(({ uscc, score }) => [uscc, -Number(score)]))
}

/** Borrowers with a running loan that are not in default: whom a bank would ask about. */
function pairsOf(city: ReturnType<typeof openCity>, scores: ReadonlyMap<string, number>): Pair[] {
  const at = city.span.length - 1
  return Array.from({ length: enterprises }, (_, number) => lifeOf(city, number)).flatMap((life) => {
    const { firm, history } = life
    const score = scores.get(firm.uscc)
    const phase = history.phase[at]!
    if (
      score === undefined ||
      history.closesAt <= at ||
      phase === defaulted ||
      !outstandingAt(life.loans, at)
    )
      return []
    const hazard = city.climate.hazard[firm.industry]![at]!
    return [{ score, truth: trueProbability(firm.constitution, phase, hazard) }]
  })
}

/**
 * The AUC that is to be expected of the next twelve months when each firm defaults by its own true probability:
 * every pair counts by the chance that the one defaults and the other does not. No dice are thrown.
 */
function expectedAuc(pairs: readonly Pair[]): number {
  let right = 0
  let all = 0
  for (const bad of pairs)
    for (const good of pairs) {
      if (bad === good) continue
      const weight = bad.truth * (1 - good.truth)
      all += weight
      right += good.score > bad.score ? weight : good.score === bad.score ? weight / 2 : 0
    }
  return right / all
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}
