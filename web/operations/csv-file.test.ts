import assert from 'node:assert/strict'
import { test } from 'node:test'
import { templateOf } from './csv-file.ts'

test('a template is a header and one row, quoted where it must be', () => {
  const fields = [
    { name: 'uscc', example: '91350100M000100Y43' },
    { name: 'name', example: '甲, "乙"' },
    { name: 'note' },
  ]
  assert.equal(templateOf({ fields }), 'uscc,name,note\n91350100M000100Y43,"甲, ""乙""",\n')
})
