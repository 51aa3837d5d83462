import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { readEntries } from '../audit/index.ts'
import { Role } from '../organizations/index.ts'
import {
  authorizeCovered,
  covers,
  findCoverage,
  grantConsent,
  listConsents,
  type Purpose,
  purposeOf,
  purposes,
  requireAuthorization,
  revokeConsent,
  stageOf,
} from './index.ts'
import { servesPurpose, stagesOf } from './stage.ts'
import { actorOf, bank, days, neighbor, operator, owner, testParties, wish } from './test-parties.ts'

const { database, run } = await testParties()
after(() => database.close())
const approver = actorOf('credit-approver', 'bank-one')
const postLoan = actorOf('post-loan-manager', 'bank-one')
const risk = actorOf('bank-risk-manager', 'bank-one')
const key = { ...actorOf('bank-system', 'bank-one', 'key'), account: 'key:1', role: undefined }
const read = (actor: Actor, purpose: Purpose, group = 'tax', enterprise = 'e-1') =>
  run((work) => requireAuthorization(work, { enterprise, purpose, fieldGroups: [group] }), actor).then(
    (authorization) => (covers(authorization, enterprise, group) ? 'read' : 'nothing'),
    (error: { code?: string }) => error.code ?? String(error),
  )

/** Tax at approval alone, invoices at every stage of the review, loans after the loan. */
before(async () => {
  for (const change of [
    { fieldGroups: ['tax'], stages: ['approval'] },
    { fieldGroups: ['invoices'], stages: null },
    { fieldGroups: ['loans'], purpose: 'post-loan-management' },
  ])
    await run((work) => grantConsent(work, { ...wish, ...change }), owner)
})

test('what is read is decided by field, purpose, stage and role together', async () => {
  const matrix: [who: string, actor: Actor, purpose: Purpose, group: string, outcome: string][] = [
    ['officer', bank, 'pre-loan-review', 'invoices', 'read'],
    ['officer', bank, 'pre-loan-review', 'tax', 'consent-stage-not-covered'],
    ['officer', bank, 'pre-loan-review', 'loans', 'consent-not-covered'],
    ['officer', bank, 'post-loan-management', 'loans', 'consent-purpose-of-other-stage'],
    ['approver', approver, 'pre-loan-review', 'invoices', 'read'],
    ['approver', approver, 'pre-loan-review', 'tax', 'read'],
    ['approver', approver, 'post-loan-management', 'loans', 'consent-purpose-of-other-stage'],
    ['risk manager', risk, 'pre-loan-review', 'tax', 'read'],
    ['post-loan manager', postLoan, 'post-loan-management', 'loans', 'read'],
    ['post-loan manager', postLoan, 'post-loan-management', 'tax', 'consent-not-covered'],
    ['post-loan manager', postLoan, 'pre-loan-review', 'invoices', 'consent-purpose-of-other-stage'],
    ['post-loan manager', postLoan, 'credit-report', 'invoices', 'consent-none'],
    ['system with a key', key, 'pre-loan-review', 'invoices', 'read'],
    ['system with a key', key, 'pre-loan-review', 'tax', 'consent-stage-not-covered'],
    ['system with a key', key, 'post-loan-management', 'loans', 'read'],
    ['the enterprise itself', owner, 'pre-loan-review', 'tax', 'read'],
    ['another enterprise', neighbor, 'pre-loan-review', 'invoices', 'consent-none'],
  ]
  for (const [who, actor, purpose, group, outcome] of matrix)
    assert.equal(await read(actor, purpose, group), outcome, `${who}: ${group} for ${purpose}`)
})

test('the strip shows what the own stage may use, and the list says for which stages a consent is', async () => {
  const strip = (actor: Actor) =>
    run((work) => findCoverage(work, { enterprise: 'e-1', purpose: 'pre-loan-review' }), actor)
  assert.deepEqual([(await strip(bank)).stage, (await strip(bank)).covered], ['investigation', ['invoices']])
  assert.deepEqual(
    [(await strip(approver)).stage, (await strip(approver)).covered],
    ['approval', ['invoices', 'tax']],
  )
  assert.deepEqual([(await strip(postLoan)).stage, (await strip(postLoan)).covered], ['post-loan', []])
  const { items } = await run((work) => listConsents(work, {}), owner)
  assert.deepEqual(
    items.map(({ stages }) => stages),
    [null, null, ['approval']],
  )
})

test('a consent names stages of its purpose, or none', async () => {
  const grant = (change: object) => run((work) => grantConsent(work, { ...wish, ...change }), owner)
  for (const stages of [['post-loan'], ['approval', 'nothing'], []])
    await assert.rejects(grant({ stages }), { code: 'consent-stage-unknown' })
  const consent = await grant({ purpose: 'credit-report', stages: ['post-loan', 'approval', 'approval'] })
  assert.deepEqual(consent.stages, ['approval', 'post-loan'], 'each once, in their order')
  assert.equal(await read(postLoan, 'credit-report'), 'read')
  assert.equal(await read(bank, 'credit-report'), 'consent-stage-not-covered')
  await assert.rejects(
    sql`update consent.grant set stages = null where id = ${consent.id}`.execute(database.kysely),
    /revocation only/,
  )
  await run((work) => revokeConsent(work, { consent: consent.id }), owner, days(1))
  assert.equal(
    await run(
      (work) =>
        requireAuthorization(work, { enterprise: 'e-1', purpose: 'credit-report', fieldGroups: ['tax'] }),
      postLoan,
      days(2),
    ).catch((error: { code: string }) => error.code),
    'consent-revoked',
  )
})

test('a page over many enterprises opens those that have consented, each on record', async () => {
  const use = {
    enterprises: ['e-1', 'e-2', 'e-1'],
    purpose: 'pre-loan-review',
    fieldGroups: ['invoices'],
  } as const
  const opened = async (actor: Actor) => [...(await run((work) => authorizeCovered(work, use), actor)).keys()]
  const uses = async () =>
    (await run((work) => readEntries(work, { kinds: ['use-authorized'], pageSize: 200 }), operator)).length
  const before = await uses()
  assert.deepEqual(await opened(bank), ['e-1'])
  assert.deepEqual(await opened(neighbor), ['e-2'])
  assert.deepEqual(await opened(postLoan), [])
  assert.deepEqual(await opened(operator), ['e-1', 'e-2'])
  assert.equal(await uses(), before + 4)
  const authorization = (await run((work) => authorizeCovered(work, use), bank)).get('e-1')!
  assert(covers(authorization, 'e-1', 'invoices') && !covers(authorization, 'e-2', 'invoices'))
})

test('every stage serves its own purpose, every purpose has stages, and only people of a bank have one', () => {
  for (const role of Role.enum) {
    const stage = stageOf(role)
    assert.equal(
      stage !== null,
      ['bank-officer', 'bank-risk-manager', 'credit-approver', 'post-loan-manager'].includes(role),
    )
    assert(servesPurpose(stage, purposeOf(stage)))
  }
  for (const purpose of purposes) assert(stagesOf(purpose).length > 0)
  assert.equal(stageOf(undefined), null)
  assert.equal(stageOf('constructor'), null)
})
