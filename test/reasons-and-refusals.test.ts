import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonTable } from '../scripts/reference-pages.ts'
import { refusalTable } from '../src/entrances/refusal-table.ts'

test('every refusal code is used by one room, and says in both languages what is wrong and what to do', () => {
  assert.ok(refusalTable.length > 60)
  const codes = refusalTable.map(({ code }) => code)
  assert.deepEqual(
    codes.filter((code, place) => codes.indexOf(code) !== place),
    [],
  )
  for (const { code, entry } of refusalTable) {
    assert.match(code, /^[a-z]+(-[a-z0-9]+)+$/)
    complete(code, entry)
  }
})

test('every reason code is used by one room, and says in both languages what it means and what to do', () => {
  const entries = reasonTable.flatMap((catalogue) => Object.entries(catalogue))
  assert.ok(entries.length > 30)
  const codes = entries.map(([code]) => code)
  assert.deepEqual(
    codes.filter((code, place) => codes.indexOf(code) !== place),
    [],
  )
  for (const [code, reason] of entries) complete(code, reason)
})

function complete(code: string, words: { zh: string; en: string; todo: { zh: string; en: string } }): void {
  for (const chinese of [words.zh, words.todo.zh])
    assert.match(chinese, /[\u4e00-\u9fff]/, `${code}: ${chinese}`)
  for (const english of [words.en, words.todo.en])
    assert.match(english, /^[\x20-\x7e–’“”≥≤×·…-]+$/, `${code}: ${english}`)
}
