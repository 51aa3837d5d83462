import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Compile } from 'typebox/compile'
import { ReferenceList } from './contract.ts'
import { codesInForce, lintReferenceList } from './reference-list.ts'
import { findStandardReferenceList, standardReferenceListIds } from './standard-reference-lists.ts'

test('the lists that come with the platform are sound, and know codes that are no more', () => {
  const schema = Compile(ReferenceList)
  assert.deepEqual([...standardReferenceListIds].sort(), ['industries', 'regions'])
  for (const id of standardReferenceListIds) {
    const list = findStandardReferenceList(id)!
    assert.ok(schema.Check(list), JSON.stringify([...schema.Errors(list)][0]))
    assert.deepEqual(lintReferenceList(list), [])
    assert.ok(list.codes.length > 1000)
  }
  const regions = findStandardReferenceList('regions')!
  // 崇文区 became a part of 东城区 in 2010.
  assert.ok(codesInForce(regions).has('110103'))
  assert.ok(codesInForce(regions, '2005-01-01').has('110103'))
  assert.ok(!codesInForce(regions, '2020-01-01').has('110103'))
  assert.ok(codesInForce(findStandardReferenceList('industries')!).has('C3360'))
  assert.equal(findStandardReferenceList('constructor'), undefined)
})

test('a list that says a code twice or ends it before it begins is faulty', () => {
  const code = { code: 'A', zh: '甲', en: 'A' }
  const list = (codes: ReferenceList['codes']) => ({
    id: 'grades',
    version: 1,
    zh: '等级',
    en: 'Grades',
    codes,
  })
  assert.deepEqual(
    lintReferenceList(list([code, { ...code, zh: '乙' }])).map(({ rule }) => rule),
    ['code-repeated'],
  )
  assert.deepEqual(
    lintReferenceList(list([{ ...code, validFrom: '2026-02-01', validTo: '2026-01-31' }])).map(
      ({ rule }) => rule,
    ),
    ['code-days'],
  )
})
