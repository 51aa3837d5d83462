import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import { listStandardSources } from '../../trust/catalog/index.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  findByNamePart,
  findSubjects,
  getEnterprise,
  maskPersonalName,
  type SubjectClaim,
} from './index.ts'

const operator = {
  account: 'operator',
  organization: 'platform',
  kind: 'operator',
  permissions: new Set<string>(),
} as const
const registry = listStandardSources().find((source) => source.id === 'market-regulation')!
const local = listStandardSources().find((source) => source.id === 'cumcm2020c')!

const registered = (value: string, name: string, effective: string): SubjectClaim => ({
  value,
  names: [{ name, since: effective }],
  facts: {
    name,
    effective_on: effective,
    status: 'active',
    industry: 'C3360',
    region: '450103',
    legal_representative: '韦远',
  },
})

const firms = [
  registered('914403001922038216', '桂林三花酒业有限公司', '2019-01-01'),
  registered('9144030071526726XG', '桂林三花（集团）贸易有限公司', '2019-01-01'),
  registered('91330100799655058B', '南宁酒业有限公司', '2019-01-01'),
]

test('an enterprise is found by any part of its name, by the beginning of its code, and by what it is called now', async () => {
  const database = await testDatabase()
  await runWork(database, operator, async (work: UnitOfWork<EnterpriseTables & AuditTables>) => {
    assert.equal(await claimSubjects(work, registry, firms), 3)
    assert.equal(await claimSubjects(work, registry, firms), 0)
    const found = async (text: string) =>
      (await findByNamePart(work, { text, pageSize: 20 })).map((item) => item.name)
    assert.deepEqual(await found('三花'), ['桂林三花酒业有限公司', '桂林三花（集团）贸易有限公司'])
    assert.deepEqual(await found('酒'), ['南宁酒业有限公司', '桂林三花酒业有限公司'])
    assert.deepEqual(await found('三花(集团)'), ['桂林三花（集团）贸易有限公司'])
    assert.deepEqual(await found('9133010'), ['南宁酒业有限公司'])
    assert.deepEqual(await found('91330100799655058b'), ['南宁酒业有限公司'])
    assert.deepEqual(await found('花三'), [])
    assert.deepEqual(await found("%_'"), [])
    assert.equal((await findByNamePart(work, { text: '有限公司', pageSize: 2 })).length, 2)

    // A later version gives a new name; an earlier one that arrives afterwards does not take it back.
    await claimSubjects(work, registry, [
      registered('91330100799655058B', '南宁邕江酒业有限公司', '2024-01-01'),
    ])
    await claimSubjects(work, registry, [registered('91330100799655058B', '南宁老酒有限公司', '2015-01-01')])
    const renamed = await getEnterprise(work, '91330100799655058B')
    assert.equal(renamed.name, '南宁邕江酒业有限公司')
    assert.deepEqual(
      renamed.names.map(({ name }) => name),
      ['南宁邕江酒业有限公司', '南宁酒业有限公司', '南宁老酒有限公司'],
    )
    assert.equal((await getEnterprise(work, '南宁酒业有限公司')).enterprise, renamed.enterprise)
    assert.equal((await getEnterprise(work, renamed.enterprise)).uscc, '91330100799655058B')
    assert.deepEqual(await findSubjects(work, renamed.enterprise), ['91330100799655058B'])
  })
  await database.close()
})

test('what cannot mean one enterprise is refused, and says what it could mean', async () => {
  const database = await testDatabase()
  await runWork(database, operator, async (work: UnitOfWork<EnterpriseTables & AuditTables>) => {
    await claimSubjects(work, registry, [
      registered('914403001922038216', '同名有限公司', '2019-01-01'),
      registered('9144030071526726XG', '同名有限公司', '2020-01-01'),
    ])
    await claimSubjects(work, local, [{ value: 'E1' }])
    await assert.rejects(
      getEnterprise(work, '同名有限公司'),
      (error: { code: string; where: { candidates: unknown[] } }) => {
        assert.equal(error.code, 'enterprise-ambiguous')
        assert.equal(error.where.candidates.length, 2)
        return true
      },
    )
    await assert.rejects(getEnterprise(work, '91310115MA1H8R7C6D'), { code: 'uscc-check-digit' })
    await assert.rejects(getEnterprise(work, '无此公司'), { code: 'enterprise-unknown' })
    await assert.rejects(getEnterprise(work, '91110000802100433B'), { code: 'enterprise-unknown' })
    await assert.rejects(getEnterprise(work, '01a00000-0000-7000-8000-000000000000'), {
      code: 'enterprise-unknown',
    })
    const anonymous = await getEnterprise(work, 'cumcm2020c:E1')
    assert.deepEqual(await findSubjects(work, anonymous.enterprise), ['cumcm2020c:E1'])
    assert.equal(anonymous.uscc, null)
  })
  await database.close()
})

test('a masked name keeps at most its first and last character', () => {
  assert.deepEqual(['韦', '韦远', '韦晓远', '欧阳晓远', ''].map(maskPersonalName), [
    '*',
    '韦*',
    '韦*远',
    '欧**远',
    '*',
  ])
})
