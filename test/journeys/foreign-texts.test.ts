import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isForeign } from './foreign-texts.ts'

test('a sentence or a word of the other language is found', () => {
  for (const text of ['Read the score', 'Open', 'not covered (12)']) assert.ok(isForeign(text, 'zh-CN'), text)
  for (const text of ['谁看过我', '近 6 个月', '优于同行业 42% 企业']) assert.ok(isForeign(text, 'en'), text)
})

test('codes, figures, names and file formats belong to no language', () => {
  for (const text of [
    '91450105MYK5C9NK5D',
    'CSV',
    'JSON / Excel',
    'tax-payment',
    'officer.yongcheng',
    '/v1/decisions',
    'paidFen',
    '2026-10-31 08:00',
    'A',
    '¥3.45M',
    'R-207',
    '评分 v3 (score)',
  ])
    assert.ok(!isForeign(text, 'zh-CN'), text)
  for (const text of ['Score', '¥3.45M', 'R-207 · 18%', '邕城银行', 'Loan from 邕城银行'])
    assert.ok(!isForeign(text, 'en'), text)
})
