import assert from 'node:assert/strict'
import { test } from 'node:test'
import { definitionBeforeVersions } from './before-versions.ts'
import known from './definitions-before-versions.json' with { type: 'json' }
import { identifierField } from './record-type.ts'

test('every definition of the time before versions is found by its digest, with the fields that it had', () => {
  assert.equal(known.length, 7)
  for (const { digest, id, fields } of known) {
    const definition = definitionBeforeVersions(digest)!
    assert.deepEqual([definition.id, definition.digest], [id, digest])
    assert.deepEqual(
      definition.fields.map(({ name }) => name),
      fields,
    )
    assert.ok(identifierField(definition))
  }
  assert.equal(definitionBeforeVersions('sha256:0'), undefined)
})
