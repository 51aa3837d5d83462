import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { Refusal } from '../../foundation/refusal.ts'
import { inputCheck, splitInput } from './input.ts'

const input = Type.Object({
  decision: Type.String(),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
  kinds: Type.Optional(Type.Array(Type.String())),
})

test('a contract is split into path, query and body', () => {
  const reading = splitInput({ method: 'GET', path: '/v1/decisions/:decision', input })
  assert.deepEqual(Object.keys(reading.params.properties), ['decision'])
  assert.deepEqual(Object.keys(reading.querystring.properties), ['pageSize', 'kinds'])
  const writing = splitInput({ method: 'POST', path: '/v1/decisions/:decision/replay', input })
  assert.deepEqual(Object.keys(writing.body.properties), ['pageSize', 'kinds'])
})

test('text of a query is read as what the schema wants, and only there', () => {
  const { querystring, body } = splitInput({ method: 'GET', path: '/v1/decisions/:decision', input })
  assert.deepEqual(inputCheck('querystring', querystring)({ pageSize: '3', kinds: 'a,b' }), {
    pageSize: 3,
    kinds: ['a', 'b'],
  })
  assert.deepEqual(Object.keys(body.properties), [])
  const posted = splitInput({ method: 'POST', path: '/v1/decisions', input }).body
  assert.throws(() => inputCheck('body', posted)({ decision: 'x', pageSize: '3' }), Refusal)
})

test('unknown keys, wrong types and values out of bounds are refused with their place', () => {
  const { querystring } = splitInput({ method: 'GET', path: '/v1/decisions/:decision', input })
  const check = inputCheck('querystring', querystring)
  for (const wrong of [{ pageSize: '0' }, { pageSize: 'many' }, { stranger: '1' }])
    assert.throws(
      () => check(wrong),
      (error) =>
        error instanceof Refusal &&
        error.code === 'input-invalid' &&
        JSON.stringify(error.where).includes(Object.keys(wrong)[0]!),
    )
})
