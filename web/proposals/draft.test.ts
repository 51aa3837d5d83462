import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeLines, codesOf } from './code-lines.ts'
import { draftOf, emptyDraft, isRecordTypeDraft, lacking, parseDraft } from './draft.ts'

test('an empty definition says what it lacks, and nothing once that is written', () => {
  const draft = emptyDraft('record-type')
  assert.ok(isRecordTypeDraft(draft))
  assert.deepEqual(lacking('record-type', draft).slice(0, 3), ['id', 'zh', 'en'])
  const owner = { organization: 'water-company', zh: '自来水公司', en: 'Water company' }
  const written = {
    id: 'water',
    zh: '用水',
    en: 'Water',
    owner,
    legalBasis: '授权',
    grain: { zh: '月', en: 'month' },
  }
  assert.deepEqual(lacking('record-type', { ...draft, ...written }), [])
  const fields = [...draft.fields, { name: 'tons', zh: '', en: 'Tons', type: 'integer', required: true }]
  assert.deepEqual(lacking('record-type', { ...draft, ...written, fields }), ['fields'])
})

test('the next version starts from the current one without what the platform gives', () => {
  const current = { id: 'a', version: 3, digest: 'sha256:1', eventTime: null, contact: null, zh: '甲' }
  assert.deepEqual(draftOf(current), { id: 'a', eventTime: null, zh: '甲' })
})

test('text that is no object is no definition', () => {
  for (const text of ['', '[]', '3', '{"a":', 'null']) assert.equal(parseDraft(text), undefined)
  assert.deepEqual(parseDraft('{"id":"a"}'), { id: 'a' })
})

test('codes are read as people write them and written as they were read', () => {
  const codes = codesOf('industrial, 工业, Industrial, 工业用水|工业用\nspecial，特种，Special\n\nplain')
  assert.deepEqual(codes, [
    { code: 'industrial', zh: '工业', en: 'Industrial', synonyms: ['工业用水', '工业用'] },
    { code: 'special', zh: '特种', en: 'Special', synonyms: [] },
    { code: 'plain', zh: 'plain', en: 'plain', synonyms: [] },
  ])
  assert.deepEqual(codesOf(codeLines(codes)), codes)
})
