import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../foundation/instant.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { parseAsOf } from './as-of.ts'

const now = instant('2026-11-22T04:00:00.000Z')

test('a month is looked at from its last instant in Shanghai, a moment from its last complete month', () => {
  assert.deepEqual(parseAsOf('2026-09', now), { at: '2026-09-30T15:59:59.999Z', month: '2026-09' })
  assert.deepEqual(parseAsOf('2026-10-01T00:00+08:00', now).month, '2026-09')
  assert.deepEqual(parseAsOf('2026-09-30T23:59:59+08:00', now).month, '2026-08')
  assert.deepEqual(parseAsOf(undefined, now), { at: now, month: '2026-10' })
})

test('what is no moment, or has not come, is refused by its code', () => {
  const codeOf = (text: string) => {
    try {
      return parseAsOf(text, now).at
    } catch (error) {
      return error instanceof Refusal ? error.code : error
    }
  }
  for (const text of [
    '2026-13',
    '2026-9',
    '2026-09-30',
    '2026-09-30T10:00:00',
    'now',
    '2026-02-30T00:00:00Z',
    '2026-02-20T25:00:00Z',
    '',
    '0000-00',
  ])
    assert.equal(codeOf(text), 'as-of-malformed', text)
  for (const text of ['2026-11', '2030-01', '2026-11-22T04:00:00.001Z'])
    assert.equal(codeOf(text), 'as-of-in-future', text)
})
