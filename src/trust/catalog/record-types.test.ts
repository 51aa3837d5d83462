import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldGroupIds, fieldGroupWords } from './field-group.ts'
import { listStandardRecordTypes } from './record-type.ts'
import { listStandardSources } from './standard-sources.ts'

const recordTypes = listStandardRecordTypes()
const fields = recordTypes.flatMap((recordType) =>
  recordType.fields.map((field) => ({ recordType, field, at: `${recordType.id}.${field.name}` })),
)
const chinese = /[\u4e00-\u9fff]/

function assertWords({ zh, en }: { zh: string; en: string }, at: string): void {
  assert.ok(zh.trim() === zh && en.trim() === en && zh !== '' && en !== '', at)
  assert.doesNotMatch(en, chinese, at)
}

test('everything that is shipped has its words in both languages', () => {
  assert.ok(recordTypes.length >= 50)
  for (const recordType of recordTypes) {
    for (const words of [recordType, recordType.owner, recordType.grain, ...recordType.rules])
      assertWords(words, recordType.id)
    assert.match(recordType.zh, chinese, recordType.id)
    assert.match(recordType.legalBasis, chinese, recordType.id)
  }
  for (const { field, at } of fields) {
    assertWords(field, at)
    assert.match(field.zh, chinese, at)
    if (field.note) assertWords(field.note, at)
    for (const code of field.codes ?? []) assertWords(code, `${at}.${code.code}`)
  }
  for (const { zh, en, id } of listStandardSources()) assertWords({ zh, en }, id)
})

test('no two record types are called the same, and an owner has one name', () => {
  for (const language of ['zh', 'en'] as const) {
    const titles = recordTypes.map((recordType) => recordType[language])
    assert.deepEqual(titles.toSorted(), [...new Set(titles)].sort())
  }
  const owners = Map.groupBy(recordTypes, ({ owner }) => owner.organization)
  for (const [organization, owned] of owners)
    assert.equal(new Set(owned.map(({ owner }) => `${owner.zh} ${owner.en}`)).size, 1, organization)
})

test('every record type is of a known subject, and every subject has its words', () => {
  const used = new Set(recordTypes.map(({ fieldGroup }) => fieldGroup))
  assert.deepEqual([...used].sort(), [...fieldGroupIds].sort())
  for (const id of fieldGroupIds) assertWords(fieldGroupWords(id), id)
})

test('an amount says its unit, a name of a person is marked, and a key has none', () => {
  for (const { field, at } of fields) {
    if (field.type === 'fen') assert.equal(field.unit, 'yuan', at)
    if (['姓名', '法定代表人', '股东名称', '出质人'].includes(field.zh))
      assert.equal(field.personal, true, at)
    if (field.name.endsWith('_bps')) assert.equal(field.unit, 'basis point', at)
  }
  for (const { id, sharing, fieldGroup, retentionMonths } of recordTypes) {
    assert.equal(sharing === 'public', ['registration', 'compliance'].includes(fieldGroup), id)
    if (['penalty', 'tax-violation', 'bank-transaction'].includes(id)) assert.equal(retentionMonths, 60, id)
  }
})

test('the lists of the same thing are the same list', () => {
  const lists = (name: string, ids: readonly string[]) =>
    ids.map((id) => fields.find(({ at }) => at === `${id}.${name}`)!.field.codes!.map(({ code }) => code))
  const sameLists: [string, string[]][] = [
    ['tax_kind', ['tax-payment', 'tax-declaration', 'tax-arrears']],
    ['direction', ['vat-invoice', 'invoice', 'invoice-counterparty']],
    ['role', ['case', 'judgment']],
  ]
  for (const [name, ids] of sameLists)
    for (const list of lists(name, ids)) assert.deepEqual(list, lists(name, ids)[0], `${name} of ${ids}`)
})

test('every record type has somebody who delivers it', () => {
  const sources = listStandardSources()
  for (const { id, owner } of recordTypes)
    assert.ok(
      sources.some(
        ({ organization, layouts }) =>
          organization === owner.organization || layouts.some(({ recordType }) => recordType === id),
      ),
      id,
    )
})
