import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../foundation/refusal.ts'
import { languageOf, problemOf } from './problem.ts'

test('the language is the preferred one of the two, Chinese when neither is named', () => {
  assert.equal(languageOf(undefined), 'zh')
  assert.equal(languageOf('fr-FR'), 'zh')
  assert.equal(languageOf('en-US,en;q=0.9'), 'en')
  assert.equal(languageOf('en;q=0.5, zh-CN;q=0.8'), 'zh')
  assert.equal(languageOf('zh;q=0, en;q=0.1'), 'en')
})

test('a refusal becomes problem+json with its place in the sentence and what to do', () => {
  const entry = {
    kind: 'missing',
    zh: '没有。',
    en: 'There is none.',
    todo: { zh: '找。', en: 'Look.' },
  } as const
  const problem = problemOf(new Refusal('thing-unknown', entry, { file: 'a.csv', row: 12 }), 'en')
  assert.equal(problem.status, 404)
  assert.equal(problem.detail, 'There is none. (file: a.csv, row: 12)')
  assert.equal(problem.todo, 'Look.')
  assert.equal(problem.code, 'thing-unknown')
})
