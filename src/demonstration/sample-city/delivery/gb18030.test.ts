import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gb18030Encoder } from './gb18030.ts'

const encode = gb18030Encoder()
const decoder = new TextDecoder('gb18030', { fatal: true })

test('any text comes back from its bytes, also rare characters and those beyond the first plane', () => {
  for (const text of ['邕城稻香里食品有限公司', '㐀䶮', '𠮷野家', '€ ü', 'a,"b"\n'])
    assert.equal(decoder.decode(encode(text)), text)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(decoder.decode(encode(text)), text)
    }),
    { numRuns: 500, seed: Number(process.env.SANXIN_SEED ?? 1) },
  )
})

test('characters of the standard have the bytes of the standard', () => {
  assert.deepEqual([...encode('啊')], [0xb0, 0xa1])
  assert.deepEqual([...encode('㐀')], [0x81, 0x39, 0xee, 0x39])
  assert.deepEqual([...encode('𠀀')], [0x95, 0x32, 0x82, 0x36])
})
