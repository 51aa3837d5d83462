import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeCsv, templateOf } from './csv-file.ts'

test('UTF-8 and GB18030 files read the same', () => {
  const text = '统一社会信用代码,名称\n9135,澜江'
  assert.equal(decodeCsv(new TextEncoder().encode(text)), text)
  assert.equal(decodeCsv(new TextEncoder().encode(`\ufeff${text}`)), text)
  const gb18030 = Uint8Array.from([0xc0, 0xbd, 0xbd, 0xad]) // 澜江
  assert.equal(decodeCsv(gb18030), '澜江')
})

test('a template is a header and one row, quoted where it must be', () => {
  const fields = [
    { name: 'uscc', example: '91350100M000100Y43' },
    { name: 'name', example: '甲, "乙"' },
    { name: 'note' },
  ]
  assert.equal(templateOf({ fields }), 'uscc,name,note\n91350100M000100Y43,"甲, ""乙""",\n')
})
