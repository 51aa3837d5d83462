import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Database } from '../../foundation/database.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import {
  createOrganization,
  type OrganizationTables,
  operatorActor,
  permissionsOfRole,
} from '../../trust/organizations/index.ts'
import { publishRuleset, type RuleTables } from '../rules/index.ts'
import {
  demonstrationProducts,
  listProducts,
  type ProductTables,
  publishBaseRate,
  publishDemonstrationProducts,
  publishProduct,
} from './index.ts'

type Work = UnitOfWork<ProductTables & RuleTables & OrganizationTables & AuditTables>
let database: Database
const run = <Result>(verb: (work: Work) => Promise<Result>, actor: Actor = operatorActor()) =>
  runWork(database, actor, verb)
const staff = (organization: string, role: 'bank-risk-manager' | 'bank-officer'): Actor => ({
  account: `${role}.${organization}`,
  organization,
  kind: 'user',
  permissions: permissionsOfRole(role),
})
const [offer] = demonstrationProducts

before(async () => {
  database = await testDatabase()
  await run(async (work) => {
    await createOrganization(work, { id: 'yongcheng-bank', kind: 'bank', name: '邕城银行' })
    await createOrganization(work, { id: 'gui-jiang-bank', kind: 'bank', name: '桂江银行' })
    await publishDemonstrationProducts(work)
  })
})
after(() => database.close())

async function codeOf(act: Promise<unknown>): Promise<string> {
  const outcome = await act.then(
    () => assert.fail('not refused'),
    (error: unknown) => error,
  )
  assert.ok(outcome instanceof Refusal, String(outcome))
  return outcome.code
}

test('the products of the demonstration are sound: published twice they stand once, each with its rates', async () => {
  await run(publishDemonstrationProducts)
  const { items } = await run((work) => listProducts(work, {}))
  assert.equal(items.length, demonstrationProducts.length)
  for (const item of items) {
    assert.match(item.organizationName, /银行$/)
    assert.ok(item.rateFromBps! >= item.pricing.rateMinBps && item.rateToBps! <= item.pricing.rateMaxBps)
  }
  const { items: own } = await run((work) => listProducts(work, { organization: 'gui-jiang-bank' }))
  assert.deepEqual(new Set(own.map(({ organization }) => organization)), new Set(['gui-jiang-bank']))
})

test('a published version never takes other content, and a new version takes its place in the list', async () => {
  const { product, ruleset } = offer!
  const dearer = { ...product, amountMaxFen: '400000000' }
  assert.equal(await codeOf(run((work) => publishProduct(work, dearer))), 'product-version-exists')
  const renamed = { ...ruleset, en: 'Other' }
  const organization = product.organization
  const again = run((work) => publishRuleset(work, { organization, ruleset: renamed }))
  assert.equal(await codeOf(again), 'ruleset-version-exists')
  await run((work) => publishProduct(work, { ...dearer, version: 2 }))
  const { items } = await run((work) => listProducts(work, { organization }))
  const listed = items.find(({ id }) => id === product.id)!
  assert.deepEqual([listed.version, listed.amountMaxFen], [2, '400000000'])
  for (const table of ['rules.ruleset', 'products.product', 'products.base_rate'])
    await assert.rejects(sql.raw(`delete from ${table}`).execute(database.kysely), /never changes/)
})

test('a bank publishes for itself, its officers not at all', async () => {
  const { product, ruleset } = offer!
  const next = { ...product, version: 3 }
  const publish = (actor: Actor) => run((work) => publishProduct(work, next), actor)
  assert.equal(await codeOf(publish(staff('yongcheng-bank', 'bank-officer'))), 'permission-missing')
  assert.equal(await codeOf(publish(staff('gui-jiang-bank', 'bank-risk-manager'))), 'product-of-another-bank')
  const foreign = (work: Work) => publishRuleset(work, { organization: 'yongcheng-bank', ruleset })
  assert.equal(
    await codeOf(run(foreign, staff('gui-jiang-bank', 'bank-risk-manager'))),
    'ruleset-of-another-bank',
  )
  await publish(staff('yongcheng-bank', 'bank-risk-manager'))
})

test('a product that contradicts itself is refused with each place', async () => {
  const { product } = offer!
  const { lines } = product.limitPolicy
  const wrong: [object, string][] = [
    [{ amountMinFen: '900000000' }, '/amountMinFen'],
    [{ termMonthsDefault: 99 }, '/termMonthsDefault'],
    [{ organization: 'platform' }, '/organization'],
    [{ limitPolicy: { ...product.limitPolicy, debts: [] } }, '/limitPolicy/lines/0'],
    [
      { limitPolicy: { ...product.limitPolicy, lines: [{ ...lines[0], input: 'indicator.none' }] } },
      '/limitPolicy/lines/0',
    ],
    [{ pricing: { ...product.pricing, rateMinBps: 1600 } }, '/pricing/rateMinBps'],
    [{ ruleset: { id: 'gui-jiang-express', version: 1 } }, '/ruleset'],
    [{ surprise: true }, '/'],
  ]
  for (const [change, place] of wrong) {
    const act = run((work) => publishProduct(work, { ...product, version: 9, ...change }))
    const error = await act.then(
      () => assert.fail('not refused'),
      (refusal: Refusal) => refusal,
    )
    assert.equal(error.code, 'product-invalid', JSON.stringify(change))
    const places = (error.where.problems as { place: string }[]).map((problem) => problem.place)
    assert.ok(places.includes(place), `${JSON.stringify(change)}: ${places}`)
  }
  const unknown = { ...product, version: 9, ruleset: { id: 'none', version: 1 } }
  assert.equal(await codeOf(run((work) => publishProduct(work, unknown))), 'ruleset-unknown')
})

test('a base rate is on record once a day', async () => {
  const rate = { name: 'lpr-1y', effectiveOn: '2026-02-24', rateBps: 290, source: 'test' } as const
  await run((work) => publishBaseRate(work, rate))
  await run((work) => publishBaseRate(work, rate))
  assert.equal(
    await codeOf(run((work) => publishBaseRate(work, { ...rate, rateBps: 291 }))),
    'base-rate-exists',
  )
})
