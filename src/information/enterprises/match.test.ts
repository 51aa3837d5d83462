import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../../trust/audit/index.ts'
import { listStandardSources, type Source } from '../../trust/catalog/index.ts'
import {
  claimSubjects,
  type EnterpriseTables,
  findSubjects,
  getEnterprise,
  listSuggestions,
  normalizeName,
  type SubjectClaim,
  usccCheckCharacter,
} from './index.ts'

type Work = UnitOfWork<EnterpriseTables & AuditTables>

const operator = {
  account: 'operator',
  organization: 'platform',
  kind: 'operator',
  permissions: new Set<string>(),
} as const
const registry = listStandardSources().find((source) => source.id === 'market-regulation')!
const bankOf = (id: string): Source => ({
  ...listStandardSources().find((source) => source.identifierScheme === 'local')!,
  id,
})
const [bank, utility] = [bankOf('some-bank'), bankOf('power-grid')]
const opened = testDatabase()
after(async () => (await opened).close())

async function run<Result>(verb: (work: Work) => Promise<Result>): Promise<Result> {
  return runWork(await opened, operator, verb)
}

let numbers = 0
function uscc(region = '450103', prefix = '91'): string {
  const body = `${prefix}${region}MY${String(++numbers).padStart(6, '0')}X`
  return body + usccCheckCharacter(body)
}

function claim(value: string, name: string, facts: Record<string, string | null> = {}): SubjectClaim {
  const since = facts.effective_on ?? null
  return {
    value,
    names: [{ name, since }],
    facts: { name, region: '450103', established_on: '2015-03-02', ...facts },
  }
}

const deliver = (source: Source, ...claims: SubjectClaim[]) =>
  run((work) => claimSubjects(work, source, claims))
const get = (identifier: string, on?: string) => run((work) => getEnterprise(work, identifier, on))
const suggested = async () => (await run((work) => listSuggestions(work, { pageSize: 100 }))).items

test('a bank that gives the code beside its own number means the firm of that code, whoever delivers first', async () => {
  const [first, second] = [uscc(), uscc()]
  await deliver(registry, claim(first, '邕城甲一贸易有限公司'))
  assert.equal(await deliver(bank, claim('B1', '甲一贸易', { uscc: first, region: null })), 0)
  assert.deepEqual(
    new Set(await run(async (work) => findSubjects(work, (await getEnterprise(work, first)).enterprise))),
    new Set([first, 'some-bank:B1']),
  )
  await deliver(bank, claim('B2', '甲二贸易', { uscc: second, region: null }))
  const early = await get('some-bank:B2')
  assert.equal(early.uscc, second)
  assert.deepEqual(
    await run((work) => findSubjects(work, early.enterprise)),
    ['some-bank:B2'],
    'a number that is only mentioned has no rows',
  )
  assert.equal(await deliver(registry, claim(second, '邕城甲二贸易有限公司')), 0)
  const late = await get(second)
  assert.equal(late.enterprise, early.enterprise)
  assert.equal(late.name, '邕城甲二贸易有限公司')
  assert.deepEqual(
    new Set(await run((work) => findSubjects(work, late.enterprise))),
    new Set([second, 'some-bank:B2']),
  )
})

test('an organization code is the places 9 to 17 of the code around it', async () => {
  const code = uscc()
  await deliver(registry, claim(code, '邕城乙一贸易有限公司'))
  await deliver(
    bank,
    claim('B3', '乙一', { organization_code: `${code.slice(8, 16)}-${code[16]}`, region: null }),
  )
  const found = await get('some-bank:B3')
  assert.equal(found.uscc, code)
  assert.equal((await get(code.slice(8, 17))).enterprise, found.enterprise)
  await deliver(bank, claim('B4', '乙二', { registration_number: '450100000012345', region: null }))
  await deliver(utility, claim('P4', '乙二商行', { registration_number: '450100000012345', region: null }))
  assert.equal((await get('power-grid:P4')).enterprise, (await get('some-bank:B4')).enterprise)
})

test('an exact name in the region attaches by itself where it is unique and nothing contradicts', async () => {
  const code = uscc()
  await deliver(registry, claim(code, '邕城丙一食品有限公司'))
  assert.equal(await deliver(bank, claim('B5', '邕城市丙一食品有限责任公司')), 0)
  assert.equal((await get('some-bank:B5')).uscc, code)
  // The other way round: the bank first, the registry later.
  await deliver(bank, claim('B6', '邕城丙二食品有限公司'))
  const later = uscc()
  assert.equal(await deliver(registry, claim(later, '邕城丙二食品有限公司')), 0)
  assert.equal((await get(later)).enterprise, (await get('some-bank:B6')).enterprise)
})

test('what contradicts stays apart, and what is only likely waits for a person', async () => {
  const open = (await suggested()).length
  const code = uscc()
  await deliver(registry, claim(code, '邕城丁一建材有限公司'))
  assert.equal(await deliver(bank, claim('B7', '邕城丁一建材有限公司', { established_on: '2020-01-01' })), 1)
  assert.equal(await deliver(bank, claim('B8', '邕城丁一建材有限公司', { region: '430102' })), 1, 'far away')
  assert.equal(await deliver(bank, claim('B9', '邕城丁一建材有限公司', { uscc: uscc() })), 1, 'another code')
  assert.equal((await suggested()).length, open)
  assert.equal(await deliver(bank, claim('B10', '邕城丁一建材有限公司', { region: '450107' })), 1)
  assert.equal(await deliver(bank, claim('B11', '邕城丁一建材有限公司', { region: null })), 1)
  const levels = (await suggested()).slice(open).map(({ reasons }) => reasons[0]!.level)
  assert.equal(levels.includes('same-name-other-region'), true)
  assert.equal(levels.includes('same-name-region-unknown'), true)
})

test('of several that would be one enterprise none is attached', async () => {
  const code = uscc()
  await deliver(registry, claim(code, '邕城戊一贸易有限公司'))
  assert.equal(
    await deliver(bank, claim('B12', '邕城戊一贸易有限公司'), claim('B13', '邕城戊一贸易有限公司')),
    2,
  )
  await deliver(bank, claim('B14', '邕城戊二贸易有限公司'))
  const [one, other] = [uscc(), uscc()]
  assert.equal(
    await deliver(registry, claim(one, '邕城戊二贸易有限公司'), claim(other, '邕城戊二贸易有限公司')),
    2,
  )
  assert.notEqual((await get(one)).enterprise, (await get(other)).enterprise)
})

test('a firm renamed twice is found by each name; a name borne again by another means the day', async () => {
  const [first, second] = [uscc(), uscc()]
  const version = (value: string, name: string, on: string) =>
    claim(value, name, { effective_on: on, region: null })
  await deliver(registry, version(first, '邕城己一酒业有限公司', '2010-01-01'))
  await deliver(registry, version(first, '邕城己二酒业有限公司', '2014-01-01'))
  await deliver(registry, version(first, '邕城己三酒业有限公司', '2018-01-01'))
  await deliver(registry, version(second, '邕城己一酒业有限公司', '2019-01-01'))
  const firm = await get(first)
  assert.deepEqual(
    firm.formerNames.map(({ name, validFrom, validTo }) => [name, validFrom, validTo]),
    [
      ['邕城己二酒业有限公司', '2014-01-01', '2018-01-01'],
      ['邕城己一酒业有限公司', '2010-01-01', '2014-01-01'],
    ],
  )
  for (const name of ['邕城己二酒业有限公司', '邕城己三酒业有限公司'])
    assert.equal((await get(name)).uscc, first)
  assert.equal((await get('邕城己一酒业有限公司')).uscc, second, 'who bears it now')
  assert.equal((await get('邕城己一酒业有限公司', '2012-06-30')).uscc, first)
  assert.equal((await get('邕城己一酒业有限公司', '2020-06-30')).uscc, second)
  await assert.rejects(get('邕城己一酒业有限公司', '2016-06-30'), { code: 'enterprise-unknown' })
  const told = uscc()
  await deliver(
    registry,
    claim(told, '邕城己九酒业有限公司', { former_names: '邕城己七酒业有限公司；邕城己八酒业有限公司' }),
  )
  assert.equal((await get('邕城己八酒业有限公司')).uscc, told)
})

test('a branch knows its head office, and a person in business is masked', async () => {
  const [head, branch, shop] = [uscc(), uscc(), uscc('450103', '92')]
  await deliver(
    registry,
    claim(branch, '邕城庚一物流有限公司江岸分公司'),
    claim(head, '邕城庚一物流有限公司'),
  )
  const found = await get(branch)
  assert.equal(found.kind, 'branch')
  assert.deepEqual(found.headOffice && [found.headOffice.uscc, found.headOffice.how], [head, 'name-prefix'])
  assert.notEqual(found.enterprise, (await get(head)).enterprise)
  await deliver(
    registry,
    claim(shop, '邕城韦晓远小吃店', { legal_representative: '韦晓远', address: '邕城市锦屏路12号3单元' }),
  )
  const person = await get(shop)
  assert.equal(person.touchesNaturalPerson, true)
  assert.equal(person.kind, 'individual-business')
  assert.ok(!JSON.stringify(person).includes('韦晓远'), JSON.stringify(person))
  assert.equal(person.registration!.address, '邕城市锦屏路***')
  assert.equal(person.name, '邕城韦*远小吃店')
})

test('spellings of one name have one normal form, and it is its own normal form', () => {
  const same = [
    ['桂林三花（集团）贸易有限公司', '桂林三花(集团)贸易有限责任公司', '桂林市 三花集团 贸易有限公司'],
    ['广西壮族自治区南宁市青秀饭店', '广西南宁青秀饭店'],
    ['ＡＢＣ科技（深圳）有限公司', 'abc科技(深圳) 有限公司'],
    ['某某小吃店（个体工商户）', '某某小吃店'],
  ]
  for (const spellings of same) assert.equal(new Set(spellings.map(normalizeName)).size, 1, spellings.join())
  const different = [
    '三花股份有限公司',
    '三花有限公司',
    '好又多超市',
    '好又多',
    '广西三花有限公司',
    '三花科技有限公司',
  ]
  assert.equal(new Set(different.map(normalizeName)).size, different.length)
  const piece = fc.constantFrom(
    '桂林',
    '市',
    '广西',
    '壮族自治区',
    '省',
    '三花',
    '（',
    ')',
    ' ',
    '超',
    '有限责任公司',
    'Ａ',
    '个体工商户',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const normal = normalizeName(pieces.join(''))
      assert.equal(normalizeName(normal), normal)
    }),
  )
})
