import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { Database } from '../../foundation/database.ts'
import { type Instant, instant } from '../../foundation/instant.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { listEntries } from '../audit/index.ts'
import {
  anonymousActor,
  closeAccount,
  createOrganization,
  createUser,
  findActorBySession,
  getActorBySession,
  getSession,
  type OrganizationTables,
  operatorActor,
  resetPassword,
  signIn,
  signOut,
} from './index.ts'
import { hashSecret } from './secret.ts'

type Work = UnitOfWork<OrganizationTables>

let database: Database
const password = 'correct horse battery'
const start = Date.parse('2026-11-22T01:00:00Z')
const minutes = (count: number): Instant => instant(new Date(start + count * 60_000))
const run = <Result>(
  verb: (work: Work) => Promise<Result>,
  now = minutes(0),
  actor: Actor = operatorActor(),
) => runWork(database, actor, verb, { now })
const enter = (account: string, typed: string, now: Instant, address = '10.0.0.1') =>
  signIn(database, { account, password: typed, address }, { now })

before(async () => {
  database = await testDatabase()
  await run(async (work) => {
    await createOrganization(work, { id: 'yongcheng-bank', kind: 'bank', name: '邕城银行' })
    for (const account of ['officer', 'guessed', 'raced', 'leaving', 'forgetful'])
      await createUser(work, {
        account,
        organization: 'yongcheng-bank',
        role: 'bank-officer',
        displayName: '客户经理',
        password,
      })
  })
})
after(() => database.close())

test('a right password gives a session of its user; the store keeps the hash of its token alone', async () => {
  const { token, session } = await enter(' Officer ', password, minutes(0))
  assert.deepEqual(
    {
      account: session.account,
      role: session.role,
      kind: session.organization.kind,
      expiresAt: session.expiresAt,
    },
    { account: 'officer', role: 'bank-officer', kind: 'bank', expiresAt: minutes(8 * 60) },
  )
  assert.equal(Buffer.from(token, 'base64url').length, 32)
  const actor = await run((work) => getActorBySession(work, token), minutes(1), anonymousActor())
  assert.equal(actor.organization, 'yongcheng-bank')
  assert(actor.permissions.has('decision:make') && !actor.permissions.has('product:manage'))
  for (const table of ['session', 'account', 'sign_in_throttle']) {
    const { rows } = await sql<{ text: string }>`
      select row_to_json(stored)::text as text from ${sql.id('organizations', table)} as stored`.execute(
      database.kysely,
    )
    for (const { text } of rows) {
      assert(!text.includes(token) && !text.includes(password))
      assert(!text.includes(Buffer.from(token, 'base64url').toString('hex')))
    }
  }
})

test('a session ends by idleness, by age, by signing out; each on the very next request', async () => {
  const alive = async (token: string, minute: number) =>
    (await run((work) => findActorBySession(work, token), minutes(minute))) !== undefined
  const idle = await enter('officer', password, minutes(0))
  assert.equal(await alive(idle.token, 29), true)
  assert.equal(await alive(idle.token, 58), true, 'use keeps it alive')
  assert.equal(await alive(idle.token, 89), false)
  const old = await enter('officer', password, minutes(0))
  for (let minute = 20; minute < 480; minute += 20) assert.equal(await alive(old.token, minute), true)
  assert.equal(await alive(old.token, 480), false, 'eight hours are the end, used or not')
  const left = await enter('officer', password, minutes(0))
  assert.equal(await run((work) => signOut(work, left.token), minutes(1), anonymousActor()), true)
  assert.equal(await alive(left.token, 1), false)
  assert.equal(await run((work) => signOut(work, left.token), minutes(1), anonymousActor()), false)
  await assert.rejects(
    run((work) => getSession(work, left.token), minutes(1)),
    { code: 'session-ended' },
  )
  await assert.rejects(
    run((work) => getActorBySession(work, 'forged'), minutes(1)),
    { code: 'session-ended' },
  )
})

test('a wrong password, an unknown account and a closed one get the same refusal', async () => {
  await run((work) => closeAccount(work, { account: 'leaving' }))
  const refusals = await Promise.all(
    [
      ['officer', 'wrong'],
      ['nobody-of-this-name', password],
      ['leaving', password],
      ['officer', ''],
    ].map(([account, typed]) =>
      enter(account!, typed!, minutes(600), '10.0.0.2').catch((error) => [error.code, error.where]),
    ),
  )
  for (const refusal of refusals) assert.deepEqual(refusal, ['sign-in-refused', {}])
})

test('guessing locks the account, from whatever address, also for the right password, and time unlocks it', async () => {
  for (let guess = 0; guess < 5; guess++)
    await assert.rejects(enter('guessed', `guess ${guess}`, minutes(700), `10.1.0.${guess}`), {
      code: 'sign-in-refused',
    })
  await assert.rejects(enter('guessed', password, minutes(700), '10.1.1.1'), {
    code: 'sign-in-locked',
    where: { retryAfterSeconds: 30 },
  })
  await enter('guessed', password, minutes(701), '10.1.1.1')
  await assert.rejects(enter('guessed', 'wrong', minutes(702), '10.1.1.1'), { code: 'sign-in-refused' })
})

test('twenty guesses at once are twenty attempts: no more than five are looked at', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, guess) =>
      enter('raced', `guess ${guess}`, minutes(800), `10.2.0.${guess}`).catch(
        (error) => error.code as string,
      ),
    ),
  )
  assert.equal(outcomes.filter((code) => code === 'sign-in-refused').length, 5)
  assert.equal(outcomes.filter((code) => code === 'sign-in-locked').length, 15)
})

test('one address that tries many accounts is locked, others are not', async () => {
  const guess = (number: number) =>
    enter(`name-${number}`, 'x', minutes(900), '10.3.0.1').catch((error) => error.code as string)
  assert.equal(await guess(1), 'sign-in-refused')
  // The 28 guesses in between would each take a third of a second.
  await sql`update organizations.sign_in_throttle set attempts = 29
    where subject = ${hashSecret('address:10.3.0.1')} and attempts = 1`.execute(database.kysely)
  assert.deepEqual(
    [await guess(30), await guess(31), await guess(32)],
    ['sign-in-refused', 'sign-in-locked', 'sign-in-locked'],
  )
  await enter('officer', password, minutes(900), '10.3.0.2')
})

test('a new password ends the sessions of the old one, and the old one is refused', async () => {
  const { token } = await enter('forgetful', password, minutes(1000))
  const fresh = await run((work) => resetPassword(work, { account: 'forgetful' }), minutes(1001))
  assert.equal(await run((work) => findActorBySession(work, token), minutes(1001)), undefined)
  await assert.rejects(enter('forgetful', password, minutes(1002)), { code: 'sign-in-refused' })
  await enter('forgetful', fresh.password, minutes(1002))
})

test('sign-ins and refused ones are on record, without what was typed', async () => {
  await enter('my secret phrase', 'in the wrong field', minutes(1100), '10.4.0.1').catch(() => {})
  const { items } = await run((work) => listEntries(work, { pageSize: 200 }))
  const kinds = new Set(items.map((item) => item.kind))
  for (const kind of [
    'signed-in',
    'signed-out',
    'sign-in-refused',
    'account-created',
    'account-closed',
    'password-reset',
  ])
    assert(kinds.has(kind), kind)
  const text = JSON.stringify(items)
  for (const secret of [password, 'my secret phrase', 'in the wrong field', '10.4.0.1'])
    assert(!text.includes(secret))
  const guessed = items.filter((item) => item.kind === 'sign-in-refused' && item.subject === 'guessed')
  assert(guessed.length >= 5)
  assert.equal(guessed[0]!.organization, 'yongcheng-bank', 'its bank can see who was guessed at')
})
