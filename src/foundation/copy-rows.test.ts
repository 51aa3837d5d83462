import assert from 'node:assert/strict'
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { withLoader } from './copy-rows.ts'
import type { Database } from './database.ts'
import { testDatabase } from './test-database.ts'

let database: Database
const path = join(tmpdir(), `sanxin-copy-${process.pid}.csv`)

before(async () => {
  database = await testDatabase()
  await sql`create table public.copied (number integer not null, name text)`.execute(database.kysely)
})
after(async () => {
  rmSync(path, { force: true })
  await database.close()
})

const statement = 'COPY public.copied (number, name) FROM STDIN (FORMAT csv)'

async function copied(): Promise<{ rows: number; sum: string; longest: number }> {
  const { rows } = await sql<{ rows: number; sum: string; longest: number }>`
    select count(*)::integer as rows, sum(number)::text as sum, max(length(name)) as longest from public.copied`.execute(
    database.kysely,
  )
  return rows[0]!
}

test('a file of several chunks arrives whole, the rows before and after it on the same connection too', async () => {
  const rows = 120_000
  writeFileSync(path, Array.from({ length: rows }, (_, at) => `${at},"名, ${at}"\n`).join(''))
  await withLoader(database, async (loader) => {
    await loader.run('truncate public.copied')
    await loader.copy(statement, path)
    await loader.run(`insert into public.copied values (${rows}, 'x')`)
  })
  assert.deepEqual(await copied(), { rows: rows + 1, sum: String((rows * (rows + 1)) / 2), longest: 9 })
})

test('a bad row in the midst leaves nothing behind and says what is wrong; so does a missing file', async () => {
  const before = await copied()
  const lines = Array.from({ length: 200_000 }, (_, at) => (at === 100_000 ? 'no number,\n' : `${at},\n`))
  writeFileSync(path, lines.join(''))
  await withLoader(database, async (loader) => {
    await assert.rejects(loader.copy(statement, path), /invalid input syntax/)
    await assert.rejects(loader.copy(statement, `${path}.missing`), /ENOENT/)
    await loader.run('select 1')
  })
  assert.deepEqual(await copied(), before)
})
