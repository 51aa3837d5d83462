import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type IndicatorTables, readIndicators } from '../../src/credit/indicators/index.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import type { Actor } from '../../src/foundation/unit-of-work.ts'
import {
  listRecords,
  planScan,
  readRecordHistory,
  readRows,
  scanColumns,
  takeSnapshot,
  verifySnapshot,
} from '../../src/information/records/index.ts'
import { approveProposal, propose, standardRecordType } from '../../src/trust/catalog/index.ts'
import { grantConsent, requireAuthorization } from '../../src/trust/consent/index.ts'
import { createOrganization } from '../../src/trust/organizations/index.ts'
import { codes } from '../ingestion/deliveries.ts'
import { type DrillTables, type DrillWork, lakeDrill, moment } from './lake-drill.ts'

const { database, run, register, publish, claim, enterpriseOf } = lakeDrill()
const recordType = 'vat-invoice'
const person = (account: string, organization: string): Actor => ({
  account,
  organization,
  kind: 'user',
  permissions: new Set(['enterprise:read', 'catalog:manage', 'catalog:review']),
})
const [bank, other] = [person('officer', 'bank-one'), person('stranger', 'bank-two')]
const [owner, neighbor] = [person('owner', 'firm-one'), person('neighbor', 'firm-two')]
const as = async <Result>(actor: Actor, verb: (work: DrillWork) => Promise<Result>) =>
  runWork<DrillTables, Result>(await database(), actor, verb)
const now = () => moment(Date.now())

/** Every way to rows of one enterprise, as somebody goes it; what came of it. */
async function ways(actor: Actor, enterprise: string): Promise<Record<string, string>> {
  const minted = (work: DrillWork) =>
    requireAuthorization(work, { enterprise, purpose: 'pre-loan-review', fieldGroups: ['invoices'] })
  const wish = { recordType, enterprise, asOf: now() }
  const tried: Record<string, (work: DrillWork) => Promise<unknown>> = {
    listRecords: (work) => listRecords(work, { enterprise, recordType }),
    readRecordHistory: (work) => readRecordHistory(work, { enterprise, recordType, key: 'WzAsIm4xIl0' }),
    takeSnapshot: (work) => takeSnapshot(work, { enterprise, recordType }),
    readRows: async (work) => readRows(work, await minted(work), wish),
    planScan: async (work) => planScan(work, await minted(work), { ...wish, columns: ['amount'] }),
    scanColumns: async (work) => {
      for await (const { rows } of scanColumns(work, await minted(work), { ...wish, columns: ['amount'] }))
        assert.equal(rows, 1)
    },
  }
  const came: Record<string, string> = {}
  for (const [name, way] of Object.entries(tried))
    came[name] = await as(actor, way).then(
      () => 'read',
      (error: { code?: string }) => error.code ?? String(error),
    )
  return came
}
const everyWay = (outcome: string) => ({
  listRecords: outcome,
  readRecordHistory: outcome === 'read' ? 'record-key-malformed' : outcome,
  takeSnapshot: outcome,
  readRows: outcome,
  planScan: outcome,
  scanColumns: outcome,
})

test('who reads what: nobody without consent, and what is not shared goes to no bank whatever was consented to', async () => {
  await register('office', 100, moment('2026-01-01T00:00:00Z'))
  await claim('office', [codes[0], codes[1]])
  const enterprise = await enterpriseOf(codes[0])
  await run(async (work) => {
    for (const id of ['bank-one', 'bank-two'])
      await createOrganization(work, { id, kind: 'bank', name: id, enterprise: null })
    for (const [id, of] of [
      ['firm-one', enterprise],
      ['firm-two', await enterpriseOf(codes[1])],
    ] as const)
      await createOrganization(work, { id, kind: 'enterprise', name: id, enterprise: of })
    const until = `${new Date().getUTCFullYear() + 1}-06-30`
    const fieldGroups = ['registration', 'invoices', 'tax', 'social-security', 'loans']
    const consent = { enterprise, organization: 'bank-one', purpose: 'pre-loan-review', fieldGroups, until }
    await grantConsent(work, consent)
  })
  const month = moment('2026-10-11T00:00:00Z')
  await publish({
    source: 'office',
    supersedes: false,
    now: month,
    rows: [
      {
        subject: codes[0],
        number: 'n1',
        issuedOn: '2026-10-10',
        fen: 5000,
        totalFen: 5000,
        known: month,
        row: 2,
      },
    ],
  })
  const kept = await as(bank, (work) => takeSnapshot(work, { enterprise, recordType, asOf: month }))
  const verify = (actor: Actor) => as(actor, (work) => verifySnapshot(work, { snapshot: kept }))
  assert.equal((await verify(bank)).state, 'identical')
  for (const actor of [bank, owner]) assert.deepEqual(await ways(actor, enterprise), everyWay('read'))
  for (const actor of [other, neighbor]) {
    assert.deepEqual(await ways(actor, enterprise), everyWay('consent-none'))
    await assert.rejects(verify(actor), { code: 'consent-none' })
    await assert.rejects(
      as(actor, (work) => verifySnapshot(work, { snapshot: { ...kept, enterprise: '*', subjects: null } })),
      { code: 'permission-missing' },
    )
  }
  const store = await database()
  const invoiced = (actor: Actor) =>
    runWork<IndicatorTables, Awaited<ReturnType<typeof readIndicators>>>(store, actor, (work) =>
      readIndicators(work, { enterprise, asOf: '2026-10' }),
    )
  assert.equal((await invoiced(bank)).values['g.inv_out.last_1'], 5000)

  const { digest: _, ...invoice } = standardRecordType(recordType)
  const proposal = await as(person('writer', 'platform'), (work) =>
    propose(work, { kind: 'record-type', definition: { ...invoice, sharing: 'closed' }, note: 'not shared' }),
  )
  await as(person('reviewer', 'platform'), (work) => approveProposal(work, { proposal: proposal.id }))

  assert.deepEqual(await ways(bank, enterprise), everyWay('record-type-closed'))
  await assert.rejects(verify(bank), { code: 'record-type-closed' })
  assert.deepEqual(await ways(other, enterprise), everyWay('consent-none'))
  assert.deepEqual(await ways(owner, enterprise), everyWay('read'))
  const operating = await run((work) => listRecords(work, { enterprise, recordType }))
  assert.equal(operating.total, 1)
  assert.equal((await run((work) => verifySnapshot(work, { snapshot: kept }))).state, 'identical')
  const vector = await invoiced(bank)
  assert.equal(vector.values['g.inv_out.last_1'], null, 'no figure is made of it either')
  assert.ok(vector.reasons['g.inv_out.last_1'])
})
