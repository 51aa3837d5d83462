import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type IndicatorTables, readIndicators, refreshIndicators } from '../../src/credit/indicators/index.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { proposeMerge, reviewSuggestion } from '../../src/information/enterprises/index.ts'
import { readRows } from '../../src/information/records/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes } from '../ingestion/deliveries.ts'
import { type DrillRow, type DrillTables, lakeDrill, moment } from './lake-drill.ts'

const { database, run, register, publish, claim, enterpriseOf, authorized } = lakeDrill()

const invoice = (subject: string, number: string, fen: number): DrillRow => ({
  subject,
  number,
  issuedOn: '2026-10-10',
  fen,
  totalFen: fen,
  known: moment('2026-10-11T00:00:00Z'),
  row: 2,
})

const recordType = 'vat-invoice'
const yuan = (amount: number) => amount * 100

test('an enterprise with a code and an old local number is one: all its rows, none of them twice', async () => {
  const [code] = codes
  const now = moment('2026-10-12T00:00:00Z')
  await register('bureau', 50, moment('2026-01-01T00:00:00Z'))
  await register('archive', 90, moment('2026-01-01T00:00:00Z'), 'local')
  await claim('bureau', [code])
  await claim('archive', ['A1'])
  // n2 is one invoice that both have: the bureau is the stronger, and says 250 where the archive says 200.
  const ofBureau = [invoice(code, 'n1', yuan(100)), invoice(code, 'n2', yuan(250))]
  const ofArchive = [invoice('archive:A1', 'n2', yuan(200)), invoice('archive:A1', 'n3', yuan(1000))]
  await publish({ source: 'bureau', rows: ofBureau, supersedes: false, now })
  await publish({ source: 'archive', rows: ofArchive, supersedes: false, now })
  const accept = async () => {
    const wish = { keep: code, absorb: 'archive:A1', reason: 'one firm' }
    const { id } = await run((work) => proposeMerge(work, wish))
    const permissions = new Set(['identity:review'])
    const reviewer = { account: 'reviewer', organization: 'platform', kind: 'user', permissions } as const
    await runWork<DrillTables, unknown>(await database(), reviewer, (work) =>
      reviewSuggestion(work, { suggestion: id, verdict: 'accept', reason: 'seen' }),
    )
  }
  await accept()
  const enterprise = await enterpriseOf(code)
  const asOf = moment(Date.now())
  const shown = (claims: 'strongest' | 'all') =>
    authorized(enterprise, async (work, authorization) => {
      const rows = await readRows(work, authorization, { recordType, enterprise, asOf, claims })
      return rows
        .map(({ values, provenance }) => `${values.invoice_number} ${values.amount} ${provenance.source}`)
        .sort()
    })
  assert.deepEqual(await shown('strongest'), ['n1 10000 bureau', 'n2 25000 bureau', 'n3 100000 archive'])
  assert.deepEqual(await shown('all'), [
    'n1 10000 bureau',
    'n2 20000 archive',
    'n2 25000 bureau',
    'n3 100000 archive',
  ])

  const store = await database()
  const vector = () =>
    runWork<IndicatorTables, Awaited<ReturnType<typeof readIndicators>>>(store, operatorActor(), (work) =>
      readIndicators(work, { enterprise: code, asOf }),
    )
  const fromLake = await vector()
  assert.equal(
    fromLake.values['g.inv_out.last_1'],
    yuan(100 + 250 + 1000),
    fromLake.reasons['g.inv_out.last_1'],
  )
  const refreshed = await refreshIndicators(store, operatorActor(), { month: fromLake.month as never, asOf })
  assert.equal(refreshed.enterprises, 1)
  assert.deepEqual((await vector()).values, fromLake.values)
})
