import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from '../../foundation/canonical-json.ts'
import { instant } from '../../foundation/instant.ts'
import { leafOf, storable } from './leaf.ts'

test('the leaf is the canonical JSON of the whole entry', () => {
  const text = fc.string({ unit: 'binary' }).map(storable)
  const detail = fc.dictionary(text, fc.jsonValue())
  fc.assert(
    fc.property(text, text, text, text, text, detail, (id, account, organization, kind, subject, content) => {
      const entry = { id, at: instant('2026-11-22T03:00:00.123Z'), account, organization, kind, subject }
      const leaf = leafOf({ ...entry, detail: canonicalJson(content) })
      assert.equal(leaf, canonicalJson({ ...entry, detail: content }))
    }),
  )
})

test('what PostgreSQL cannot hold as text is replaced, all else is kept', () => {
  assert.equal(storable('a\0b\ud800c'), 'a\uFFFDb\uFFFDc')
  fc.assert(fc.property(fc.string(), (text) => storable(text).length === text.length))
  assert.equal(storable('永城银行'), '永城银行')
})
