import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DuckDBInstance } from '@duckdb/node-api'
import { maskPersonalName } from '../enterprises/index.ts'
import { maskedSql } from './extract-claims.ts'

test('names of persons are masked in bulk as everywhere else', async () => {
  const names = ['韦明远', '李刚', '欧', ' 欧阳小明 ', '阿卜杜拉·买买提', 'Li Na', '𠮷田', '', '  ']
  const instance = await DuckDBInstance.create(':memory:')
  const engine = await instance.connect()
  try {
    for (const name of names) {
      const answer = await engine.runAndReadAll(
        `SELECT ${maskedSql('name')} FROM (SELECT $1::VARCHAR AS name)`,
        [name],
      )
      assert.equal(answer.getRows()[0]![0], maskPersonalName(name), name)
    }
  } finally {
    engine.closeSync()
    instance.closeSync()
  }
})
