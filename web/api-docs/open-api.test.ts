import assert from 'node:assert/strict'
import { test } from 'node:test'
import { curlOf, entriesByTag, exampleOf, membersOf, type OpenApi, requiredOf, typeText } from './open-api.ts'

const body = {
  type: 'object',
  required: ['amountFen', 'term'],
  properties: {
    amountFen: { type: 'string' },
    term: { type: 'integer', minimum: 3, maximum: 24 },
    note: { type: 'string' },
  },
}
const openApi: OpenApi = {
  info: { title: 't', version: '1' },
  paths: {
    '/v1/decisions': {
      post: {
        operationId: 'decide',
        tags: ['decisions'],
        requestBody: { content: { 'application/json': { schema: body } } },
      },
    },
    '/v1/enterprises/{enterprise}/uses': {
      get: {
        operationId: 'listUses',
        tags: ['consent'],
        parameters: [{ name: 'text', in: 'query', required: true }],
      },
    },
  },
}

test('operations are grouped by tag', () => {
  const groups = entriesByTag(openApi)
  assert.deepEqual([...groups.keys()], ['decisions', 'consent'])
  assert.equal(groups.get('consent')![0]!.id, 'listUses')
})

test('a type is told in a few characters', () => {
  assert.equal(typeText(body.properties.term), 'integer 3..24')
  assert.equal(typeText({ anyOf: [{ type: 'string' }, { type: 'null' }] }), 'string | null')
  assert.equal(typeText({ type: 'array', items: { enum: ['a', 'b'] } }), '("a" | "b")[]')
  assert.equal(typeText(undefined), 'any')
})

test('members are seen through arrays and unions', () => {
  const wrapped = { anyOf: [{ type: 'array', items: body }, { type: 'null' }] }
  assert.deepEqual(Object.keys(membersOf(wrapped)!), ['amountFen', 'term', 'note'])
  assert.deepEqual(requiredOf(wrapped), ['amountFen', 'term'])
})

test('a command can be pasted: path and query in place, a body that the schema accepts', () => {
  const [decide, uses] = [...entriesByTag(openApi).values()].flat()
  assert.match(curlOf(decide!, 'http://x'), /-d '\{"amountFen":"…","term":3\}'/)
  assert.match(curlOf(uses!, 'http://x'), /^curl 'http:\/\/x\/v1\/enterprises\/ENTERPRISE\/uses\?text=TEXT'/)
  assert.deepEqual(exampleOf({ type: 'array', items: { const: 'k' } }), ['k'])
})
