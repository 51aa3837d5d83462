import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { patternFault } from './pattern.ts'

const patterns = [
  '^[A-T]\\d{0,4}$',
  '^[一-龥]{2,4}$',
  '[\\u4e00-\\u9fa5]',
  '^\\p{Script=Han}+$',
  '^\\p{Lu}\\p{L}+$',
  '[^]',
  '[]',
  '\\cA',
  '\\u{4e00}',
  '\\0',
  '^(?:a|b)\\.\\/-?$',
  '[\\w.\\-]{2}',
  '[\\b]',
  '[[:alpha:]]',
  "it's",
  '^\\s?\\S\\D\\W$',
]

test('a pattern that is accepted is one that the checking engine runs', async () => {
  const instance = await DuckDBInstance.create(':memory:')
  const engine = await instance.connect()
  let accepted = 0
  for (const pattern of patterns) {
    const query = `SELECT regexp_matches('中文 Ab-1', '${pattern.replaceAll("'", "''")}')`
    const runs = await engine.run(query).then(
      () => true,
      () => false,
    )
    if (patternFault(pattern) !== undefined) continue
    accepted++
    assert.ok(runs, pattern)
  }
  assert.equal(accepted, 7)
  engine.closeSync()
  instance.closeSync()
})
