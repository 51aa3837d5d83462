import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { problemOf, requestOf } from './call.ts'
import { placeLines } from './place-lines.ts'

test('path parameters go into the path, the rest into the query of a GET', () => {
  const request = requestOf(
    { method: 'GET', path: '/v1/enterprises/:enterprise/profile' },
    { enterprise: '湘 A/B?c', asOf: '2026-09', only: undefined },
  )
  assert.equal(request.url, '/v1/enterprises/%E6%B9%98%20A%2FB%3Fc/profile?asOf=2026-09')
  assert.equal(request.body, undefined)
})

test('what is not in the path is the body of a POST', () => {
  const request = requestOf({ method: 'POST', path: '/v1/consents/:consent/revocation' }, { consent: 'c1' })
  assert.deepEqual(request, { url: '/v1/consents/c1/revocation', body: '{}' })
})

test('no identifier can leave its place in the path', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (enterprise) => {
      const { url } = requestOf({ method: 'GET', path: '/v1/enterprises/:enterprise/uses' }, { enterprise })
      const parts = url.split('/')
      assert.equal(parts.length, 5)
      assert.equal(decodeURIComponent(parts[3]!), enterprise)
    }),
  )
})

test('a problem keeps its code, its place and what to do', () => {
  const body = {
    code: 'consent-revoked',
    title: '企业已撤销授权。',
    where: { enterprise: 'e1' },
    todo: '重新申请。',
  }
  const problem = problemOf(403, body)
  assert.equal(problem.code, 'consent-revoked')
  assert.deepEqual(problem.where, { enterprise: 'e1' })
  assert.equal(problem.todo, '重新申请。')
})

test('the place of a fault is read line by line, amounts as amounts', () => {
  const where = {
    amountFen: '1000000000',
    row: 12,
    candidates: [{ name: '甲', uscc: '9135' }, { name: '乙' }],
    reference: 'x',
    missing: null,
    fieldGroups: ['tax', 'loans'],
  }
  assert.deepEqual(placeLines(where, 'zh-CN'), [
    'amountFen 1,000 万元 · row 12',
    '甲 · 9135',
    '乙',
    'fieldGroups tax, loans',
  ])
  assert.deepEqual(placeLines({}, 'en'), [])
})

test('whatever a proxy answers, there is a code and no page of HTML', () => {
  assert.equal(problemOf(502, undefined).code, 'server-fault')
  assert.equal(problemOf(404, '<html>').code, 'http-404')
  assert.equal(problemOf(500, { title: 12, where: 'x' }).title, '')
})
