import assert from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Database } from '../../src/foundation/database.ts'
import { runWork } from '../../src/foundation/run-work.ts'
import { testDatabase } from '../../src/foundation/test-database.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import {
  buildSearchIndex,
  type EnterpriseSearchTables,
  isSegmentDue,
  searchEnterprises,
} from '../../src/information/enterprise-search/index.ts'
import { forgetIndex } from '../../src/information/enterprise-search/open-index.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  proposeMerge,
  reviewSuggestion,
  type SubjectClaim,
} from '../../src/information/enterprises/index.ts'
import type { AuditTables } from '../../src/trust/audit/index.ts'
import { listStandardSources } from '../../src/trust/catalog/index.ts'

type Work = UnitOfWork<EnterpriseTables & EnterpriseSearchTables & AuditTables>
const actor = (account: string) =>
  ({
    account,
    organization: 'platform',
    kind: 'operator',
    permissions: new Set(['identity:propose', 'identity:review']),
  }) as const
const operator = actor('operator')
const registry = listStandardSources().find((source) => source.id === 'market-regulation')!

const registered = (value: string, name: string, effective: string, person = '韦远'): SubjectClaim => ({
  value,
  names: [{ name, since: effective }],
  facts: { name, effective_on: effective, status: 'active', region: '450103', legal_representative: person },
})

const publish = (database: Database, ...claims: SubjectClaim[]) =>
  runWork(database, operator, (work: Work) => claimSubjects(work, registry, claims))
const search = (database: Database, text: string) =>
  runWork(database, operator, (work: Work) => searchEnterprises(work, { text }))
const namesOf = async (database: Database, text: string) =>
  (await search(database, text)).items.map((item) => item.name)

test('what is published is found by the next search; what is renamed by both names, and says by which', async () => {
  const database = await testDatabase()
  await publish(database, registered('914403001922038216', '南宁市示例机械有限公司', '2019-01-01'))
  assert.deepEqual(await namesOf(database, '示例'), ['南宁市示例机械有限公司'])
  assert.deepEqual(await namesOf(database, '南宁示例机械'), ['南宁市示例机械有限公司'])
  await publish(database, registered('914403001922038216', '广西邕江装备有限公司', '2024-01-01'))
  const [present] = (await search(database, '邕江装备')).items
  assert.equal(present?.matchedBy, 'name')
  assert.deepEqual(present?.highlights, [{ start: 2, length: 4 }])
  const [former] = (await search(database, '示例机械')).items
  assert.deepEqual(
    [former?.name, former?.matchedBy, former?.matchedText, former?.highlights],
    ['广西邕江装备有限公司', 'former-name', '南宁市示例机械有限公司', [{ start: 3, length: 4 }]],
  )
  const [byCode] = (await search(database, '1922038')).items
  assert.deepEqual([byCode?.matchedBy, byCode?.matchedText], ['identifier', '914403001922038216'])
  assert.deepEqual(byCode?.highlights, [{ start: 8, length: 7 }])
  await database.close()
})

test('an absorbed enterprise is found no more, and its survivor also by the absorbed name', async () => {
  const database = await testDatabase()
  await publish(
    database,
    registered('914403001922038216', '桂林漓泉啤酒有限公司', '2019-01-01'),
    registered('91330100799655058B', '桂林象山饮料有限公司', '2019-01-01'),
  )
  const [survivor] = (await search(database, '漓泉')).items
  const [absorbed] = (await search(database, '象山')).items
  const { id: suggestion } = await runWork(database, actor('one'), (work: Work) =>
    proposeMerge(work, { absorb: absorbed!.enterprise, keep: survivor!.enterprise, reason: '同一家' }),
  )
  await runWork(database, actor('other'), (work: Work) =>
    reviewSuggestion(work, { suggestion, verdict: 'accept', reason: '核实' }),
  )
  const found = (await search(database, '象山')).items
  assert.deepEqual(
    found.map((item) => [item.enterprise, item.matchedBy]),
    [[survivor!.enterprise, 'former-name']],
  )
  assert.equal((await search(database, '桂林')).total, 1)
  await database.close()
})

test('a segment that is missing or damaged is told, answers go on meanwhile, and the next one is whole', async () => {
  const database = await testDatabase()
  const firms = Array.from({ length: 1100 }, (_, at) =>
    registered(codeOf(at), `柳州第${at}号螺蛳粉有限公司`, '2020-01-01'),
  )
  await publish(database, ...firms)
  const due = () => runWork(database, operator, (work: Work) => isSegmentDue(work))
  assert.equal(await due(), true)
  const built = await buildSearchIndex(database, operator)
  assert.equal(built.documents, 1100)
  assert.equal(await due(), false)
  forgetIndex(database.dataFolder)
  assert.equal((await namesOf(database, '第77号'))[0], '柳州第77号螺蛳粉有限公司')

  const folder = join(database.dataFolder, 'search')
  const [file] = readdirSync(folder)
  writeFileSync(join(folder, file!), 'damaged')
  forgetIndex(database.dataFolder)
  assert.equal((await namesOf(database, '第88号'))[0], '柳州第88号螺蛳粉有限公司')
  assert.equal(await due(), true)
  await publish(database, registered(codeOf(2000), '柳州后来居上有限公司', '2021-01-01'))
  assert.equal((await buildSearchIndex(database, operator)).documents, 1101)
  assert.equal(await due(), false)
  forgetIndex(database.dataFolder)
  assert.deepEqual(await namesOf(database, '后来居上'), ['柳州后来居上有限公司'])
  assert.equal(readdirSync(folder).length, 1)
  await database.close()
})

test('while far more has changed than a search takes in, the store itself is asked', async () => {
  const database = await testDatabase()
  const firms = Array.from({ length: 2100 }, (_, at) =>
    registered(codeOf(at), `百色第${at}号芒果有限公司`, '2020-01-01'),
  )
  await publish(database, ...firms)
  const found = await search(database, '第999号')
  assert.equal(found.items[0]?.name, '百色第999号芒果有限公司')
  assert.equal(found.totalIsExact, false)
  await buildSearchIndex(database, operator)
  assert.equal((await search(database, '第999号')).totalIsExact, true)
  assert.equal((await search(database, 'bsd999')).items[0]?.name, '百色第999号芒果有限公司')
  await database.close()
})

test('the name of a person in the name of a business is masked, and not given away by a mark', async () => {
  const database = await testDatabase()
  await publish(database, registered('92450103MA5N0X0T0K', '南宁市韦晓远小吃店', '2020-01-01', '韦晓远'))
  const [item] = (await search(database, '小吃店')).items
  assert.equal(item?.name, '南宁市韦*远小吃店')
  assert.deepEqual(item?.highlights, [])
  await database.close()
})

function codeOf(at: number): string {
  return `9145${String(at).padStart(14, '0')}`
}
