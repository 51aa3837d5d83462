import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Database } from '../../foundation/database.ts'
import { normal, seededRandom } from '../../foundation/random.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { fitScorecard } from './fit-scorecard.ts'
import { currentScorecard, findStoredScorecard, nextVersion, publishScorecard } from './publish-scorecard.ts'
import { scoreVector } from './score-vector.ts'
import type { ScoringTables } from './store.ts'

const operator: Actor = {
  account: 'operator',
  organization: 'platform',
  kind: 'operator',
  permissions: new Set(),
}
let database: Database
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

const inWork = <Result>(verb: (work: UnitOfWork<ScoringTables>) => Promise<Result>) =>
  runWork(database, operator, verb)

function cardOf(seed: string) {
  const random = seededRandom(seed)
  const names = ['g.inv_out.cv_12', 'b.repay.overdue_max_12', 'g.inv_margin.margin_12']
  const columns = Object.fromEntries(
    names.map((name) => [name, Float64Array.from({ length: 800 }, () => normal(random))]),
  )
  const labels = Uint8Array.from({ length: 800 }, (_, row) => {
    const eta = -1 + names.reduce((sum, name) => sum + columns[name]![row]!, 0)
    return random() < 1 / (1 + Math.exp(-eta)) ? 1 : 0
  })
  return fitScorecard({ columns, labels }, { method: 'woe-logistic', baselines: false, id: 'test-card' }).card
}

const card = cardOf('first')
const codeOf = async (task: Promise<unknown>) => {
  const error: unknown = await task.then(
    () => undefined,
    (thrown) => thrown,
  )
  return error instanceof Refusal ? error.code : error
}

test('without a card there is a refusal; once published the same bytes come back, and again changes nothing', async () => {
  assert.equal(await codeOf(inWork(currentScorecard)), 'scorecard-missing')
  const reference = await inWork((work) => publishScorecard(work, card))
  assert.deepEqual(await inWork((work) => publishScorecard(work, card)), reference)
  const current = await inWork(currentScorecard)
  assert.deepEqual(current, { card, reference })
  assert.deepEqual(await inWork((work) => findStoredScorecard(work, reference)), card)
})

test('a version keeps its content; a new version takes its place, and the old one can still be read', async () => {
  const other = cardOf('second')
  assert.equal(await codeOf(inWork((work) => publishScorecard(work, other))), 'scorecard-version-exists')
  const version = await inWork((work) => nextVersion(work, 'test-card'))
  const reference = await inWork((work) => publishScorecard(work, { ...other, version }))
  assert.deepEqual((await inWork(currentScorecard)).reference, reference)
  const old = { id: 'test-card', version: 1, digest: reference.digest }
  assert.equal(await inWork((work) => findStoredScorecard(work, old)), 'scorecard-damaged')
  assert.equal(await inWork((work) => findStoredScorecard(work, { ...old, version: 9 })), 'scorecard-unknown')
})

test('gates come before points: closed, young, in default, too little data', () => {
  const whole: Record<string, number | null> = {
    'g.inv_out.cv_12': 0.3,
    'b.repay.overdue_max_12': 0,
    'g.inv_margin.margin_12': 0.2,
    'g.reg_status.is_active': 1,
    'g.reg_status.age_years': 5,
  }
  const codeWith = (change: Record<string, number | null>, status: string | null = null) =>
    scoreVector(card, (id) => ({ ...whole, ...change })[id] ?? null, status).notScored?.code
  assert.equal(codeWith({}), undefined)
  assert.equal(codeWith({ 'g.reg_status.is_active': 0 }, 'revoked'), 'score-license-revoked')
  assert.equal(codeWith({ 'g.reg_status.is_active': 0 }, 'cancelled'), 'score-enterprise-deregistered')
  assert.equal(codeWith({ 'g.reg_status.age_years': 0.4 }), 'score-enterprise-too-young')
  assert.equal(codeWith({ 'b.repay.overdue_open_days': 90 }), 'score-enterprise-in-default')
  assert.equal(codeWith({ 'g.inv_out.cv_12': null }), undefined)
  assert.equal(
    codeWith({ 'g.inv_out.cv_12': null, 'b.repay.overdue_max_12': null }),
    'score-coverage-below-minimum',
  )
})
