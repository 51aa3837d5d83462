import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import {
  type AuditTables,
  append,
  listEntries,
  openSigner,
  receiptOf,
  sequenceLog,
  verifyLog,
} from './index.ts'

type Work = UnitOfWork<AuditTables>

const database = await testDatabase()
after(() => database.close())
const actorOf = (organization: string, permissions: string[], kind: Actor['kind'] = 'user'): Actor => ({
  account: `someone-of-${organization}`,
  organization,
  kind,
  permissions: new Set(permissions),
})
const run = <Result>(actor: Actor, verb: (work: Work) => Promise<Result>) => runWork(database, actor, verb)

const bank = actorOf('yongcheng-bank', ['audit:read'])
const rival = actorOf('linjiang-bank', ['audit:read'])
const officer = actorOf('yongcheng-bank', ['score:read'])
const platform = actorOf('platform', ['audit:read', 'audit:verify'])
const entry = await run(officer, (work) => append(work, { kind: 'deed-done', subject: 'firm', detail: {} }))
await sequenceLog(database, openSigner(database.dataFolder))

test('without the permission nothing of the log is read', async () => {
  const refusal = { code: 'audit-not-permitted' }
  await assert.rejects(
    run(officer, (work) => listEntries(work, {})),
    refusal,
  )
  await assert.rejects(
    run(officer, (work) => receiptOf(work, { entry })),
    refusal,
  )
  await assert.rejects(
    run(bank, (work) => verifyLog(work)),
    refusal,
  )
})

test('an organization reads its own entries and no others, by list and by receipt', async () => {
  const own = await run(bank, (work) => listEntries(work, {}))
  assert.deepEqual(
    own.items.map((item) => item.id),
    [entry],
  )
  assert.equal((await run(bank, (work) => receiptOf(work, { entry }))).leafIndex, 0)
  assert.deepEqual((await run(rival, (work) => listEntries(work, { subject: 'firm' }))).items, [])
  await assert.rejects(
    run(rival, (work) => receiptOf(work, { entry })),
    { code: 'audit-entry-unknown' },
  )
})

test('the platform reads all and verifies', async () => {
  const { items } = await run(platform, (work) => listEntries(work, {}))
  assert.deepEqual(new Set(items.map((item) => item.organization)), new Set(['yongcheng-bank', 'platform']))
  assert.equal((await run(platform, (work) => verifyLog(work))).valid, true)
})

test('an identifier that is none is unknown, not a fault', async () => {
  for (const wrong of ['', 'x', "' or 1=1", `${entry}0`])
    await assert.rejects(
      run(platform, (work) => receiptOf(work, { entry: wrong })),
      { code: 'audit-entry-unknown' },
    )
})
