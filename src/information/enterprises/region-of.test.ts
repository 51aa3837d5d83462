import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import { listStandardSources } from '../../trust/catalog/index.ts'
import { claimSubjects, type EnterpriseTables, getEnterprise, regionOf, searchDocuments } from './index.ts'

test('a region that no record says is read from the places 3 to 8 of the code, and says so', () => {
  assert.deepEqual(regionOf('450103', '91330100799655058B'), { region: '450103', regionDerived: false })
  assert.deepEqual(regionOf(null, '91330100799655058B'), { region: '330100', regionDerived: true })
  // Of the past: Xiaoshan was a city of its own until 2001.
  assert.deepEqual(regionOf(null, '91330181143587443T'), { region: '330181', regionDerived: true })
  // Registered with the nation's own office, or with none that is known: no place is made up.
  assert.deepEqual(regionOf(null, '91100000100003962T'), { region: null, regionDerived: false })
  assert.deepEqual(regionOf(null, '91990101MA5N0X0T0K'), { region: null, regionDerived: false })
  assert.deepEqual(regionOf(null, null), { region: null, regionDerived: false })
})

test('an enterprise without a stated region is shown and found under that of its code, and matched by neither', async () => {
  const database = await testDatabase()
  const actor: Actor = { account: 'clerk', organization: 'platform', kind: 'user', permissions: new Set() }
  const source = (id: string) => listStandardSources().find((entry) => entry.id === id)!
  const facts = { name: '杭州示例丝绸有限公司', effective_on: '2020-01-01' }
  await runWork(database, actor, async (work: UnitOfWork<EnterpriseTables & AuditTables>) => {
    await claimSubjects(work, source('market-regulation'), [{ value: '91330100799655058B', facts }])
    const found = await getEnterprise(work, '91330100799655058B')
    assert.deepEqual(
      [found.registration?.region, found.registration?.regionDerived, found.regionName],
      ['330100', true, { zh: '浙江省杭州市', en: 'Zhejiang, 杭州市' }],
    )
    const [document] = await searchDocuments(work, [found.enterprise])
    assert.equal(document?.region, '330100')
    // The place of a code is not the place of the enterprise: a namesake there waits for a person.
    const local = listStandardSources().find(({ identifierScheme }) => identifierScheme === 'local')!
    const namesake = { value: 'B1', facts: { name: facts.name, region: '330100' } }
    assert.equal(await claimSubjects(work, local, [namesake]), 1)
  })
  await database.close()
})
