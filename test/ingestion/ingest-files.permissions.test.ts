import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../src/foundation/instant.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import type { Actor } from '../../src/foundation/unit-of-work.ts'
import { getEnterprise } from '../../src/information/enterprises/index.ts'
import { annotateQuarantine } from '../../src/information/ingestion/annotate-quarantine.ts'
import { getDelivery } from '../../src/information/ingestion/get-delivery.ts'
import { createBatch, getBatch, listBatches, readQuarantine } from '../../src/information/ingestion/index.ts'
import { planScan, readRows } from '../../src/information/records/index.ts'
import { authorizePublic, requireAuthorization } from '../../src/trust/consent/index.ts'
import { type AnyWork, codes, deliveries } from './deliveries.ts'

const { database, deliver, run } = deliveries()
const of = (organization: string): Actor => ({
  account: `user@${organization}`,
  organization,
  kind: 'user',
  permissions: new Set(['batch:ingest', 'batch:read']),
})
const content = `uscc,tax_kind,period,payable,paid\n${codes[0]},增值税,2026-01,1,1\n${codes[1]},增值税,2026-01,1,1\n`
const upload = { recordType: 'tax-payment', source: 'tax-bureau', fileName: '../../etc/taxes.csv', content }

test('only the organization of a source, or the platform, delivers for it; by file and by request alike', async () => {
  const bank = of('some-bank')
  await assert.rejects(deliver({ recordType: 'tax-payment', files: [content], actor: bank }), {
    code: 'source-not-yours',
  })
  await assert.rejects(
    run((work) => createBatch(work, upload), bank),
    { code: 'source-not-yours' },
  )
  const result = await run((work) => createBatch(work, upload), of('tax-bureau'))
  assert.equal(result.rowsPublished, 2)
  assert.equal(result.files[0]!.name, 'taxes.csv')
  assert.deepEqual(await run((work) => getBatch(work, { batch: result.batch })), result)
  assert.equal((await run((work) => createBatch(work, upload), of('platform'))).rowsDuplicate, 2)
  await assert.rejects(
    run((work) => getBatch(work, { batch: 'x' })),
    { code: 'batch-unknown' },
  )
})

test('what became of a delivery is told to who answers for its source, and is unknown to everybody else', async () => {
  const { batch } = await run((work) => createBatch(work, upload), of('tax-bureau'))
  const other = of('social-security-bureau')
  const reads: ((work: AnyWork) => Promise<unknown>)[] = [
    (work) => getBatch(work, { batch }),
    (work) => readQuarantine(work, { batch }),
    (work) => annotateQuarantine(work, { batch }),
  ]
  for (const read of reads) await assert.rejects(run(read, other), { code: 'batch-unknown' })
  await assert.rejects(
    run((work) => getDelivery(work, { delivery: batch }), other),
    { code: 'delivery-unknown' },
  )
  assert.deepEqual((await run((work) => listBatches(work, {}), other)).items, [])
  const own = await run((work) => listBatches(work, {}), of('tax-bureau'))
  assert.ok(own.items.some((item) => item.batch === batch))
})

test('a request whose transaction fails leaves no batch', async () => {
  const other = { ...upload, content: content.replaceAll('2026-01', '2026-02') }
  const failing = runWork(await database(), of('tax-bureau'), async (work: AnyWork) => {
    await createBatch(work, other)
    throw new Error('the answer could not be kept')
  })
  await assert.rejects(failing, /could not be kept/)
  const again = await run((work) => createBatch(work, other), of('tax-bureau'))
  assert.equal(again.rowsPublished, 2)
})

test('an authorization opens one enterprise and its field groups, and a forged one opens nothing', async () => {
  await run(async (work) => {
    const [mine, yours] = [await getEnterprise(work, codes[0]), await getEnterprise(work, codes[1])]
    const use = { enterprise: mine.enterprise, purpose: 'pre-loan-review', fieldGroups: ['tax'] } as const
    const authorization = await requireAuthorization(work, use)
    const wish = { recordType: 'tax-payment', enterprise: mine.enterprise, asOf: work.now }
    assert.ok((await readRows(work, authorization, wish)).length > 0)
    const covered = { code: 'consent-not-covered' }
    await assert.rejects(readRows(work, authorization, { ...wish, enterprise: yours.enterprise }), covered)
    await assert.rejects(readRows(work, authorization, { ...wish, recordType: 'loan' }), covered)
    const columns = { recordType: 'tax-payment', columns: ['paid'], asOf: work.now }
    await assert.rejects(planScan(work, authorization, { ...columns, subjects: [codes[1]] }), covered)
    await assert.rejects(planScan(work, authorization, { ...columns, enterprise: '*' }), covered)
    assert.deepEqual((await planScan(work, authorization, columns)).subjects, [codes[0]])
    const forged = { scope: { ...authorization.scope, enterprise: '*' } } as typeof authorization
    await assert.rejects(readRows(work, forged, wish), /minted/)
    await assert.rejects(planScan(work, forged, columns), /minted/)
    await assert.rejects(readRows(work, authorization, { ...wish, asOf: instant('2999-01-01T00:00:00Z') }), {
      code: 'as-of-future',
    })
  })
})

test('on the public basis a person is shown masked', async () => {
  const file = `uscc,name,legal_representative,established_on,effective_on,status,industry,region
${codes[2]},桂林示例米粉有限公司,韦晓远,2019-05-20,2019-05-20,存续,C1431,450302`
  await deliver({ recordType: 'registration', source: 'market-regulation', files: [file] })
  await run(async (work) => {
    const enterprise = await getEnterprise(work, codes[2])
    assert.equal(enterprise.registration?.legalRepresentative, '韦*远')
    const authorization = await authorizePublic(work, { enterprise: enterprise.enterprise })
    const wish = { recordType: 'registration', enterprise: enterprise.enterprise, asOf: work.now }
    const [row] = await readRows(work, authorization, wish)
    assert.equal(row!.values.legal_representative, '韦*远')
  })
})
