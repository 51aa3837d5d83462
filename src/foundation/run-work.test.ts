import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { type Instant, instant } from './instant.ts'
import { Refusal, type Refuser, refuser } from './refusal.ts'
import { runWork } from './run-work.ts'
import { testDatabase } from './test-database.ts'
import { type Actor, tables, type UnitOfWork } from './unit-of-work.ts'

interface NoteTables {
  note: { id: string; text: string; writtenAt: Instant; amountFen: bigint; detail: unknown }
}
type Note = NoteTables['note']
type Work = UnitOfWork<NoteTables>

const database = await testDatabase()
after(() => database.close())
await sql`create table note (id uuid primary key, text text not null unique, written_at timestamptz not null,
  amount_fen bigint not null, detail jsonb not null)`.execute(database.kysely)

const actor: Actor = { account: 'wang', organization: 'bank', kind: 'user', permissions: new Set() }

async function write(work: Work, text: string): Promise<Note> {
  const note: Note = {
    id: work.newId(),
    text,
    writtenAt: work.now,
    amountFen: 2n ** 60n,
    detail: { keyKept: 1, a_b: 2 },
  }
  await tables(work.db)
    .insertInto('note')
    .values({ ...note, detail: JSON.stringify(note.detail) })
    .execute()
  return note
}
const read = () =>
  runWork(database, actor, (work: Work) =>
    tables(work.db).selectFrom('note').selectAll().orderBy('id').execute(),
  )
const empty = () => runWork(database, actor, (work: Work) => tables(work.db).deleteFrom('note').execute())

test('what a verb writes is there after it, in the types that the rooms use', async () => {
  await empty()
  const now = instant('2026-09-30T15:59:59.999Z')
  const written = await runWork(database, actor, (work: Work) => write(work, 'one'), { now })
  assert.deepEqual(await read(), [written])
  assert.equal(written.writtenAt, now)
})

test('the whole of a unit of work happens at one instant, and its identifiers keep their order', async () => {
  await empty()
  await runWork(database, actor, async (work: Work) => {
    for (const text of ['a', 'b', 'c', 'd']) await write(work, text)
  })
  const notes = await read()
  assert.equal(notes.map(({ text }) => text).join(''), 'abcd')
  assert.equal(new Set(notes.map(({ writtenAt }) => writtenAt)).size, 1)
})

test('a verb that throws leaves nothing', async () => {
  await empty()
  const failing = runWork(database, actor, async (work: Work) => {
    await write(work, 'one')
    throw new Error('after the write')
  })
  await assert.rejects(failing, /after the write/)
  assert.deepEqual(await read(), [])
})

test('a dry run takes the same path to the same answer, and leaves nothing', async () => {
  await empty()
  const seen = await runWork(
    database,
    actor,
    async (work: Work) => {
      await write(work, 'one')
      return (await tables(work.db).selectFrom('note').selectAll().execute()).length
    },
    { dryRun: true },
  )
  assert.equal(seen, 1)
  assert.deepEqual(await read(), [])
})

const refuse: Refuser<'note-refused'> = refuser({
  'note-refused': { kind: 'forbidden', zh: '不可。', en: 'No.', todo: { zh: '勿试。', en: 'Do not.' } },
})

test('a refusal rolls back, and what must stay on record is put there afterwards', async () => {
  await empty()
  const refused = runWork(
    database,
    actor,
    async (work: Work) => {
      await write(work, 'rolled back')
      refuse('note-refused', {}, { kind: 'use-refused', subject: 'firm', detail: { reason: 'none' } })
    },
    {
      onRefusal: (refusal, who) =>
        runWork(database, who, async (work: Work) => {
          await write(work, `${refusal.record?.kind} ${work.actor.account}`)
        }),
    },
  )
  await assert.rejects(refused, (error) => error instanceof Refusal && error.code === 'note-refused')
  assert.deepEqual(
    (await read()).map(({ text }) => text),
    ['use-refused wang'],
  )
})

test('when the record of a refusal cannot be written the caller hears of that instead', async () => {
  const refused = runWork(database, actor, async () => refuse('note-refused'), {
    onRefusal: async () => {
      throw new Error('the log is broken')
    },
  })
  await assert.rejects(refused, /the log is broken/)
})

test('two that collide both succeed, one after the other', async () => {
  await empty()
  const [first, second] = await runWork(database, actor, async (work: Work) => [
    await write(work, 'x'),
    await write(work, 'y'),
  ])
  const met = Promise.withResolvers<void>()
  let arrived = 0
  let runs = 0
  const touch = (one: Note, other: Note) =>
    runWork(database, actor, async (work: Work) => {
      runs++
      const add = (id: string) =>
        sql`update note set amount_fen = amount_fen + 1 where id = ${id}`.execute(tables(work.db))
      await add(one.id)
      if (++arrived === 2) met.resolve()
      await met.promise
      await add(other.id)
    })
  await Promise.all([touch(first!, second!), touch(second!, first!)])
  assert.equal(runs, 3, 'the victim of the deadlock ran once more')
  for (const { amountFen } of await read()) assert.equal(amountFen, 2n ** 60n + 2n)
})

test('a violated constraint is a bug, not a refusal', async () => {
  await empty()
  const twice = runWork(database, actor, async (work: Work) => {
    await write(work, 'same')
    await write(work, 'same')
  })
  await assert.rejects(
    twice,
    (error) => !(error instanceof Refusal) && (error as { code?: string }).code === '23505',
  )
})
