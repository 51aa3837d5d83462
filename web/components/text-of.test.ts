import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filledIn, joined, textAt } from './text-of.ts'

const texts = { shell: { back: 'Back', nav: { search: 'Search' } } }

test('a key leads to a text, never to a group of texts or to what every object has', () => {
  assert.equal(textAt(texts, 'shell.nav.search'), 'Search')
  for (const key of ['shell', 'shell.nav', 'shell.back.more', 'shell.constructor', 'shell.back.length', '']) {
    assert.equal(textAt(texts, key), undefined, key)
  }
})

test('values are put in as they are: neither a pattern nor a place of their own', () => {
  assert.equal(filledIn('{{a}} of {{b}}', { a: '$&', b: '{{a}}' }), '$& of {{a}}')
  assert.equal(filledIn('{{days}} days', { days: 0 }), '0 days')
  assert.equal(filledIn('until {{day}}', {}), 'until {{day}}')
})

test('texts that come later are added to those of the same file', () => {
  const both = joined(texts, { shell: { close: 'Close' }, other: { one: '1' } })
  assert.equal(textAt(both, 'shell.nav.search'), 'Search')
  assert.equal(textAt(both, 'shell.close'), 'Close')
  assert.equal(textAt(both, 'other.one'), '1')
})
