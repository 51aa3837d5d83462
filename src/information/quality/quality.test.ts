import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Database } from '../../foundation/database.ts'
import { newIdentifier } from '../../foundation/identifier.ts'
import { type Instant, instant } from '../../foundation/instant.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getSource, type Source, standardRecordType } from '../../trust/catalog/index.ts'
import { operatorActor, permissionsOfRole } from '../../trust/organizations/index.ts'
import type { BatchMeasures, CaseAct, Verdict } from './contract.ts'
import {
  actOnCase,
  assessDelivery,
  findMissing,
  getCase,
  getLine,
  keepMeasures,
  listCases,
  listLines,
  type QualityWork,
  settleDelivery,
} from './index.ts'
import { decideThresholds, listThresholds, proposeThresholds } from './propose-thresholds.ts'
import { stateAfter } from './quality-case.ts'

let database: Database
let source: Source
const recordType = standardRecordType('social-security')!

type Work = QualityWork & UnitOfWork<CatalogTables>
const platform = operatorActor()
const person = (
  organization: string,
  role: 'agency-officer' | 'platform-operator',
  account: string,
): Actor => ({
  account,
  organization,
  kind: 'user',
  permissions: permissionsOfRole(role),
})
const clerk = person('social-security-bureau', 'agency-officer', 'clerk')
const stranger = person('tax-bureau', 'agency-officer', 'stranger')

const run = <Result>(verb: (work: Work) => Promise<Result>, actor: Actor = platform, now?: Instant) =>
  runWork(database, actor, verb, now === undefined ? {} : { now })

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

before(async () => {
  database = await testDatabase()
  source = await run((work) => getSource(work, 'social-security-bureau'))
})
after(() => database.close())

function measuresOf(month: string, rows = 1000): BatchMeasures {
  return {
    rows,
    quarantined: 10,
    duplicate: 0,
    corrected: 0,
    enterprises: Math.round(rows * 0.9),
    measured: rows - 10,
    quarantine: { 'value-missing': 10 },
    warnings: {},
    fields: {
      employees: {
        filled: rows - 10,
        distinctApprox: 40,
        min: 1,
        max: 90,
        mean: 12 + Number(month.slice(5)) / 100,
        median: 8,
      },
    },
    eventMonths: { [month]: rows - 10 },
    lagDays: { p50: 9, p90: 12 },
  }
}

async function deliver(
  work: Work,
  measures: BatchMeasures,
  action?: Verdict['action'],
): Promise<{ batch: string; verdict: Verdict }> {
  const batch = newIdentifier()
  const assessed = await assessDelivery(work, { recordType, source, measures })
  const verdict = action === undefined ? assessed : { ...assessed, action }
  await keepMeasures(work, { recordType, source, measures, batch, verdict })
  return { batch, verdict }
}

const days = ['2026-02-10', '2026-03-10', '2026-04-10', '2026-05-11', '2026-06-10']
const at = (day: string) => instant(`${day}T02:00:00Z`)

test('five months in order, then half of the rows: a case for the bureau, and nothing for another', async () => {
  for (const [place, day] of days.entries()) {
    const { verdict } = await run(
      (work) => deliver(work, measuresOf(`2026-0${place + 1}`)),
      platform,
      at(day),
    )
    assert.deepEqual([verdict.action, verdict.findings], ['publish', []])
  }
  const broken = await run((work) => deliver(work, measuresOf('2026-06', 400)), platform, at('2026-07-10'))
  // The standard policy publishes and raises a case: a department's month is not kept back by a number.
  assert.equal(broken.verdict.action, 'publish')
  assert.deepEqual(
    broken.verdict.findings.map(({ code }) => code),
    ['rows-down'],
  )
  const { items } = await run((work) => listCases(work, {}), clerk, at('2026-07-10'))
  assert.equal(items.length, 1)
  const [raised] = items
  assert.deepEqual(
    [raised!.batch, raised!.state, raised!.organization, raised!.dueOn, raised!.overdue],
    [broken.batch, 'open', 'social-security-bureau', '2026-07-13', false],
  )
  assert.match(raised!.title.zh, /400 行.*1,000/)
  assert.match(raised!.title.en, /400 rows/)
  assert.deepEqual((await run((work) => listCases(work, {}), stranger)).items, [])
  assert.deepEqual((await run((work) => listLines(work, {}), stranger)).items, [])
  await assert.rejects(
    run((work) => getCase(work, { case: raised!.id }), stranger),
    refused('quality-case-unknown'),
  )
  await assert.rejects(
    run((work) => actOnCase(work, { case: raised!.id, act: 'acknowledge' }), stranger),
    refused('quality-case-unknown'),
  )
  const line = { recordType: recordType.id, source: source.id }
  await assert.rejects(
    run((work) => getLine(work, line), stranger),
    refused('quality-line-unknown'),
  )
})

test('the bureau answers, only the platform waives; everything stays in the history', async () => {
  const [raised] = (await run((work) => listCases(work, { state: 'open' }), clerk)).items
  const act = (what: CaseAct, actor: Actor, comment?: string) =>
    run((work) => actOnCase(work, { case: raised!.id, act: what, ...(comment ? { comment } : {}) }), actor)
  await act('acknowledge', clerk)
  await assert.rejects(act('waive', clerk, 'we would rather not'), refused('permission-missing'))
  await assert.rejects(act('resolve', clerk), refused('quality-case-incomplete'))
  assert.equal((await act('resolve', clerk, 'the other half follows today')).state, 'resolved')
  await assert.rejects(act('acknowledge', clerk), refused('quality-case-state'))
  assert.equal((await act('reopen', platform, 'it has not come')).closedAt, null)
  assert.equal((await act('waive', platform, 'the bureau closed an office')).state, 'waived')
  const seen = await run((work) => getCase(work, { case: raised!.id }), clerk)
  assert.deepEqual(
    seen.history.map((entry) => [entry.act, entry.account, entry.state]),
    [
      ['open', 'operator', 'open'],
      ['acknowledge', 'clerk', 'acknowledged'],
      ['resolve', 'clerk', 'resolved'],
      ['reopen', 'operator', 'open'],
      ['waive', 'operator', 'waived'],
    ],
  )
})

test('a line shows trend, fields, due date and six scores; late and missing come with the days', async () => {
  const wish = { recordType: recordType.id, source: source.id }
  const now = await run((work) => getLine(work, wish), clerk, at('2026-07-10'))
  assert.deepEqual([now.deliveries, now.rows, now.rowsTrend], [6, 400, [1000, 1000, 1000, 1000, 1000, 400]])
  assert.equal(now.freshness.state, 'on-time')
  assert.equal(now.freshness.coveredTo, '2026-06')
  // July ends, then the stated lag passes, then the next business day.
  assert.equal(now.freshness.dueOn, dueOfJuly(recordType.deliveryLagDays))
  assert.deepEqual([now.scores.conformity, now.scores.accessibility, now.scores.consistency], [99, 100, null])
  assert.equal(now.trend.at(-1)!.findings[0]!.code, 'rows-down')
  const late = await run((work) => getLine(work, wish), clerk, at('2026-09-01'))
  assert.deepEqual(late.freshness.state, 'missing')
  assert.equal(late.scores.timeliness, 0)
  assert.deepEqual(
    (await run((work) => listLines(work, { state: 'on-time' }), clerk, at('2026-09-01'))).items,
    [],
  )
})

function dueOfJuly(lagDays: number): string {
  const due = new Date(Date.UTC(2026, 6, 31 + lagDays))
  while ([0, 6].includes(due.getUTCDay())) due.setUTCDate(due.getUTCDate() + 1)
  return due.toISOString().slice(0, 10)
}

test('what has not come raises one case, however often somebody looks', async () => {
  assert.equal(await run(findMissing, platform, at('2026-07-13')), 0)
  assert.equal(await run(findMissing, platform, at('2026-09-01')), 1)
  assert.equal(await run(findMissing, platform, at('2026-09-02')), 0)
  const { items } = await run((work) => listCases(work, { kind: 'delivery-missing' }), clerk)
  assert.equal(items.length, 1)
})

test('two persons change a threshold, and the next delivery is judged by it: held, then released or rejected', async () => {
  const change = { hold: { onSevere: true } }
  const wish = { source: source.id, change, why: 'the bureau asked for it' }
  const [first, second] = ['one', 'two'].map((name) => person('platform', 'platform-operator', name))
  await assert.rejects(
    run((work) => proposeThresholds(work, wish), clerk),
    refused('permission-missing'),
  )
  const wrong = { ...wish, change: { rowsDown: { ratioMax: 3 } } }
  await assert.rejects(
    run((work) => proposeThresholds(work, wrong), first),
    refused('thresholds-invalid'),
  )
  const proposed = await run((work) => proposeThresholds(work, wish), first)
  const decide = { proposal: proposed.id, approve: true }
  await assert.rejects(
    run((work) => decideThresholds(work, decide), first),
    refused('thresholds-own'),
  )
  const unchanged = await run((work) => listThresholds(work, { source: source.id }), clerk)
  assert.equal(unchanged.effective.hold.onSevere, false)
  assert.equal((await run((work) => decideThresholds(work, decide), second)).version, 1)
  await assert.rejects(
    run((work) => decideThresholds(work, decide), second),
    refused('thresholds-decided'),
  )

  const held = await run((work) => deliver(work, measuresOf('2026-07', 300)), platform, at('2026-08-10'))
  assert.equal(held.verdict.action, 'hold')
  const line = { recordType: recordType.id, source: source.id }
  const waiting = await run((work) => getLine(work, line), clerk, at('2026-08-10'))
  // What nobody can read has not been delivered.
  assert.deepEqual([waiting.held, waiting.freshness.coveredTo], [1, '2026-06'])
  const fate = { recordType, source, why: 'seen and right' }
  await run(
    (work) => settleDelivery(work, { ...fate, batch: held.batch, outcome: 'released' }),
    platform,
    at('2026-08-11'),
  )
  const released = await run((work) => getLine(work, line), clerk, at('2026-08-11'))
  assert.deepEqual([released.held, released.freshness.coveredTo], [0, '2026-07'])
  const [ofHeld] = (await run((work) => listCases(work, { batch: held.batch }), clerk)).items
  assert.equal(ofHeld!.state, 'waived')

  const bad = await run((work) => deliver(work, measuresOf('2026-08', 200)), platform, at('2026-09-10'))
  await run(
    (work) => settleDelivery(work, { ...fate, batch: bad.batch, outcome: 'rejected' }),
    platform,
    at('2026-09-11'),
  )
  const after = await run((work) => getLine(work, line), clerk, at('2026-09-11'))
  assert.deepEqual([after.held, after.freshness.coveredTo], [0, '2026-07'])
  assert.ok(after.scores.accessibility! < 100)
  // The bureau still has to deliver.
  const [ofBad] = (await run((work) => listCases(work, { batch: bad.batch }), clerk)).items
  assert.equal(ofBad!.state, 'open')
})

test('property: whatever is tried, a closed case is only opened by reopening, and an act is possible or refused', () => {
  const acts: CaseAct[] = ['acknowledge', 'comment', 'resolve', 'waive', 'reopen', 'assign']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 30 }), (tried) => {
      let state: 'open' | 'acknowledged' | 'resolved' | 'waived' = 'open'
      for (const act of tried) {
        const next = stateAfter(state, act)
        const closed = state === 'resolved' || state === 'waived'
        if (closed && act !== 'reopen' && act !== 'comment') assert.equal(next, undefined)
        if (next === undefined) continue
        if (closed && next !== state) assert.equal(act, 'reopen')
        state = next
      }
    }),
  )
})
