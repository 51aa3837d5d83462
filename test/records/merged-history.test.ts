import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runWork } from '../../src/foundation/run-work.ts'
import type { Actor } from '../../src/foundation/unit-of-work.ts'
import {
  proposeMerge,
  proposeUndo,
  readIdentityHistory,
  reviewSuggestion,
} from '../../src/information/enterprises/index.ts'
import { listRecords, readRecordHistory, takeSnapshot } from '../../src/information/records/index.ts'
import { grantConsent } from '../../src/trust/consent/index.ts'
import { createOrganization } from '../../src/trust/organizations/index.ts'
import { codes } from '../ingestion/deliveries.ts'
import { type DrillRow, type DrillTables, type DrillWork, lakeDrill, moment } from './lake-drill.ts'

const { database, run, register, publish, claim, enterpriseOf } = lakeDrill()
const recordType = 'vat-invoice'
const invoice = (subject: string, number: string, fen: number): DrillRow => ({
  subject,
  number,
  issuedOn: '2026-02-03',
  fen,
  totalFen: null,
  known: null,
  row: 2,
})
const day = (date: string) => moment(`2026-${date}T00:00:00Z`)
const reviewer: Actor = {
  account: 'reviewer',
  organization: 'platform',
  kind: 'user',
  permissions: new Set(['identity:review']),
}
const officer: Actor = {
  account: 'officer',
  organization: 'bank-one',
  kind: 'user',
  permissions: new Set(['enterprise:read']),
}
const as = async <Result>(
  actor: Actor,
  verb: (work: DrillWork) => Promise<Result>,
  now: ReturnType<typeof moment>,
) => runWork<DrillTables, Result>(await database(), actor, verb, { now })
const accept = (suggestion: string, now: ReturnType<typeof moment>) =>
  as(
    reviewer,
    (work) => reviewSuggestion(work, { suggestion, verdict: 'accept', reason: 'looked into' }),
    now,
  )

test('a read as of a moment uses the keys of that moment, through a merge and its undo', async () => {
  const [code] = codes
  await register('bureau', 50, day('01-01'))
  await register('archive', 90, day('01-01'), 'local')
  await claim('bureau', [code])
  await claim('archive', ['A1'])
  const archived = 'archive:A1'
  const [kept, absorbed] = [await enterpriseOf(code), await enterpriseOf(archived)]
  // Both speak of n1: as long as the two are one enterprise, the bureau is believed.
  const ofBureau = { source: 'bureau', rows: [invoice(code, 'n1', 300)], supersedes: false }
  const ofArchive = {
    source: 'archive',
    rows: [invoice(archived, 'n1', 200), { ...invoice(archived, 'n2', 70), row: 3 }],
    supersedes: false,
  }
  await publish({ ...ofArchive, now: day('03-01') })
  await publish({ ...ofBureau, now: day('03-02') })
  const list = async (enterprise: string, asOf: string) => {
    const { items } = await run((work) => listRecords(work, { enterprise, recordType, asOf }))
    return items.map(({ values }) => `${values.invoice_number} ${values.amount}`).sort()
  }
  const [apart, together, undone] = [
    '2026-03-10T00:00:00Z',
    '2026-03-20T00:00:00Z',
    '2026-03-30T00:00:00Z',
  ] as const
  const proposed = await run((work) =>
    proposeMerge(work, { keep: code, absorb: archived, reason: 'one firm' }),
  )
  await accept(proposed.id, day('03-15'))
  const alone = ['n1 200', 'n2 70']
  const joined = ['n1 300', 'n2 70']
  assert.deepEqual(await list(kept, apart), ['n1 300'])
  assert.deepEqual(
    await list(absorbed, apart),
    alone,
    'what was an enterprise then is still found by its number',
  )
  assert.deepEqual(await list(kept, together), joined)
  assert.deepEqual(await list(archived, together), joined)
  const before = { enterprise: archived, recordType, asOf: apart }
  assert.equal((await run((work) => takeSnapshot(work, before))).rows, 2)

  const until = `${new Date().getUTCFullYear() + 1}-06-30`
  await run(async (work) => {
    await createOrganization(work, { id: 'bank-one', kind: 'bank', name: 'bank-one', enterprise: null })
    const wish = { organization: 'bank-one', purpose: 'pre-loan-review', fieldGroups: ['invoices'], until }
    await grantConsent(work, { ...wish, enterprise: kept })
  })
  const asBank = (enterprise: string) =>
    as(officer, (work) => listRecords(work, { enterprise, recordType, asOf: apart }), moment(Date.now()))
  assert.equal((await asBank(archived)).total, 2, 'the consent of the whole opens its part')

  const { deeds } = await run((work) => readIdentityHistory(work, { enterprise: kept }))
  const undo = await run((work) => proposeUndo(work, { deed: deeds[0]!.deed, reason: 'two firms' }))
  await accept(undo.id, day('03-25'))
  assert.deepEqual(await list(kept, apart), ['n1 300'])
  assert.deepEqual(await list(kept, together), joined, 'what was believed is still to be seen')
  assert.deepEqual(await list(kept, undone), ['n1 300'])
  for (const asOf of [apart, together, undone]) assert.deepEqual(await list(archived, asOf), alone)
  await assert.rejects(asBank(archived), { code: 'consent-none' })

  const key = async (enterprise: string, number: string) => {
    const { items } = await run((work) => listRecords(work, { enterprise, recordType, asOf: together }))
    return items.find(({ values }) => values.invoice_number === number)!.key
  }
  const history = await run(async (work) =>
    readRecordHistory(work, { enterprise: kept, recordType, key: await key(kept, 'n2') }),
  )
  assert.deepEqual(
    history.beliefs.map(({ from, to, item }) => [from.slice(5, 10), to?.slice(5, 10) ?? null, item]),
    [
      ['03-15', '03-25', 0],
      ['03-25', null, null],
    ],
    'of the other firm as long as it was taken for this one, and no longer',
  )
  const own = await run(async (work) =>
    readRecordHistory(work, { enterprise: archived, recordType, key: await key(archived, 'n2') }),
  )
  assert.deepEqual(
    own.beliefs.map(({ to, item }) => [to, item]),
    [[null, 0]],
  )
})
