import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sectionIds } from '../../src/credit/profile/section.contract.ts'
import { compareSearchOf } from './compare/compare-search.ts'
import { toggled } from './compare/compared.ts'
import { eventsSearchOf } from './events/events-search.ts'
import { rowsWith } from './panels/rows-with.ts'
import { pageOf, sectionOf, tabKeys } from './section-place.ts'
import { sectionSearchOf } from './section-search.ts'

test('each tab has an address and a key of its own', () => {
  assert.equal(sectionOf('/app/enterprises/abc'), 'overview')
  assert.equal(sectionOf('/app/enterprises/abc/events'), 'overview')
  assert.equal(sectionOf('/app/enterprises/abc/tax'), 'tax')
  assert.equal(new Set(tabKeys).size, sectionIds.length)
})

test('the tabs of one enterprise are one page; another enterprise and its print are others', () => {
  assert.equal(pageOf('/app/enterprises/abc/tax'), pageOf('/app/enterprises/abc'))
  assert.notEqual(pageOf('/app/enterprises/abd'), pageOf('/app/enterprises/abc'))
  assert.notEqual(pageOf('/app/enterprises/abc/print'), pageOf('/app/enterprises/abc'))
  assert.notEqual(pageOf('/app/decisions'), pageOf('/app/search'))
})

test('what an address says that a page does not understand is left out', () => {
  assert.deepEqual(sectionSearchOf({ panel: 'a"]', filter: 7 }), {})
  assert.deepEqual(sectionSearchOf({ panel: 'cases', filter: '被告' }), { panel: 'cases', filter: '被告' })
  assert.deepEqual(eventsSearchOf({ kinds: 'case,penalty', tones: 'red;drop' }), { kinds: 'case,penalty' })
  assert.deepEqual(compareSearchOf({ enterprises: 'aaaa,bbbb,aaaa,x,cccc,dddd,eeee' }), {
    enterprises: 'aaaa,bbbb,cccc,dddd',
  })
})

test('four fit beside each other; a second press takes one out again', () => {
  const firm = (enterprise: string) => ({ enterprise, name: enterprise })
  const four = ['a', 'b', 'c', 'd'].map(firm)
  assert.deepEqual(toggled(four, firm('e')), four)
  assert.deepEqual(toggled(four, firm('b')), ['a', 'c', 'd'].map(firm))
  assert.deepEqual(toggled([], firm('a')), [firm('a')])
})

test('rows are found by words in either language, however wide their letters are', () => {
  const cell = (zh: string, en: string) => ({ type: 'code' as const, value: en, zh, en })
  const rows = [
    { key: '1', cells: [cell('被告', 'Defendant'), null] },
    { key: '2', cells: [cell('原告', 'Plaintiff'), { type: 'fen' as const, value: '900' }] },
  ]
  const keys = (filter: string) => rowsWith(rows, filter).map(({ key }) => key)
  assert.deepEqual(keys('被告'), ['1'])
  assert.deepEqual(keys('ＰＬＡＩＮＴＩＦＦ 900'), ['2'])
  assert.deepEqual(keys('plaintiff 被告'), [])
  assert.deepEqual(keys('  '), ['1', '2'])
})
