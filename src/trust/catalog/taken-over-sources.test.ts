import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../audit/index.ts'
import { operatorActor } from '../organizations/index.ts'
import { approveProposal, type CatalogTables, getSource, propose } from './index.ts'

const migrations = join(import.meta.dirname, '../../../migrations')

test('a source that was registered before there were versions is still known, and can be changed by review', async () => {
  const database = await testDatabase()
  const run = (text: string) => sql.raw(text).execute(database.kysely)
  await run('drop schema catalog cascade')
  await run(readFileSync(join(migrations, '0003-catalog.sql'), 'utf8'))
  await run(`insert into catalog.source values ('water-study', '水务研究', 'Water study', 'water', 'local',
    '[{"recordType": "tax-payment", "header": ["户号"], "columns": {"户号": "uscc"}, "constants": {}, "ignored": []}]', now())`)
  await run(readFileSync(join(migrations, '0015-catalog-versions.sql'), 'utf8'))

  type Work = UnitOfWork<CatalogTables & AuditTables>
  const as = <Result>(account: string, verb: (work: Work) => Promise<Result>) =>
    runWork(database, { ...operatorActor(), account }, verb)
  const { id, zh, en, organization, identifierScheme, layouts, precedence } = await as('one', (work) =>
    getSource(work, 'water-study'),
  )
  assert.deepEqual(
    [zh, identifierScheme, layouts[0]!.columns, precedence],
    ['水务研究', 'local', { 户号: 'uscc' }, 100],
  )
  const definition = { id, zh, en, organization, identifierScheme, layouts, precedence: 5 }
  const proposal = await as('one', (work) => propose(work, { kind: 'source', definition }))
  assert.deepEqual([proposal.version, proposal.changes.map(({ at }) => at)], [2, ['precedence']])
  await as('two', (work) => approveProposal(work, { proposal: proposal.id }))
  assert.equal((await as('one', (work) => getSource(work, 'water-study'))).precedence, 5)
  await database.close()
})
