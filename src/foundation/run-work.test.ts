import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { runWork } from './run-work.ts'
import { testDatabase } from './test-database.ts'
import type { Actor } from './unit-of-work.ts'

const database = await testDatabase()
after(() => database.close())

const operator: Actor = {
  account: 'operator',
  organization: 'platform',
  kind: 'operator',
  permissions: new Set(),
}

test('one', async () => {
  const t = performance.now()
  const result = await runWork(database, operator, async (work) => {
    const { rows } = await sql<{
      fooBar: bigint
      at: string
    }>`select 1::int8 as foo_bar, now() as at, '{"a_b":1}'::jsonb as j`.execute(work.db)
    return rows
  })
  console.log(result, performance.now() - t)
  assert.equal(result[0]?.fooBar, 1n)
})
