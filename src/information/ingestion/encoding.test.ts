import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { detectEncoding } from './encoding.ts'
import { readHeader } from './header.ts'
import { normalizedLines } from './line-breaks.ts'
import { sniff } from './readers/sniff.ts'

test('every text in UTF-8 is told as such, cut anywhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), (text, cut) => {
      const bytes = new TextEncoder().encode(`a${text.replaceAll('\uFEFF', '').replaceAll('\uFFFE', '')}`)
      assert.equal(detectEncoding(bytes.subarray(0, 1 + (cut % bytes.length))), 'utf-8')
    }),
  )
})

test('a byte order mark decides; other formats are told by their beginning', () => {
  assert.equal(detectEncoding(Uint8Array.of(0xff, 0xfe, 0x61, 0)), 'utf-16le')
  assert.equal(detectEncoding(Uint8Array.of(0xef, 0xbb, 0xbf, 0xff)), 'utf-8')
  // 企业 in GB18030.
  assert.equal(detectEncoding(Uint8Array.of(0xc6, 0xf3, 0xd2, 0xb5)), 'gb18030')
  assert.equal(sniff(new TextEncoder().encode('PAR1...')), 'parquet')
  assert.equal(sniff(new TextEncoder().encode('uscc,name')), 'text')
})

test('the separator is the one under which the header has the most columns', () => {
  assert.deepEqual(readHeader('a;b,c;d\n', 'f'), { titles: ['a', 'b,c', 'd'], delimiter: ';' })
  assert.deepEqual(readHeader('\uFEFFa\tb\n1\t2', 'f'), { titles: ['a', 'b'], delimiter: '\t' })
  assert.deepEqual(readHeader('"a\nb",c', 'f'), { titles: ['a\nb', 'c'], delimiter: ',' })
  assert.equal(readHeader(' \n', 'f'), undefined)
})

test('evening out line breaks does not depend on where the blocks are cut, and keeps every record', () => {
  const cell = fc.constantFrom('a', '"b\r\nc"', '"d""\n\n"', '')
  const line = fc.array(cell, { minLength: 2, maxLength: 3 }).map((cells) => cells.join(','))
  const breaks = fc.constantFrom('\n', '\r\n', '\r', '\n\n', '\r\n\r\n')
  const file = fc.array(fc.tuple(line, breaks), { minLength: 1 })
  return fc.assert(
    fc.asyncProperty(file, fc.integer({ min: 1, max: 7 }), async (lines, size) => {
      const bytes = Buffer.from(lines.flat().join(''))
      async function* blocks() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
      }
      const out: Buffer[] = []
      for await (const block of normalizedLines(blocks())) out.push(block)
      assert.equal(Buffer.concat(out).toString(), lines.map(([text]) => `${text}\n`).join(''))
    }),
  )
})
