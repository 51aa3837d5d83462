import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differenceSince, type Keyed, momentOf } from './known-day.ts'

const now = Date.parse('2026-11-22T20:00:00Z') // 04:00 of the 23rd in Shanghai

test('a day is read as it ended in Shanghai; the day that runs is read as now', () => {
  assert.equal(momentOf('2026-11-22', now), '2026-11-22T23:59:59.999+08:00')
  assert.equal(momentOf('2026-11-23', now), undefined)
  assert.equal(momentOf('', now), undefined)
})

test('what was learned, corrected and withdrawn since a day is told apart', () => {
  const record = (key: string, version = 1, knownAt = '2026-01-01', source = 'a'): Keyed => ({
    key,
    version,
    provenance: { source, knownAt },
  })
  const then = [record('kept'), record('corrected'), record('gone'), record('overruled')]
  const later = [
    record('kept'),
    record('corrected', 2, '2026-02-01'),
    record('new'),
    record('overruled', 1, '2026-01-01', 'b'),
  ]
  assert.deepEqual(differenceSince(then, later), {
    unknown: ['new'],
    changed: ['corrected', 'overruled'],
    withdrawn: ['gone'],
  })
})
