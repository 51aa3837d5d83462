import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formatTreeHead, openCheckpoint } from './checkpoint.ts'
import { hashLeaf } from './merkle-tree.ts'
import { generateSignerKey, openNote, parseSignerKey } from './signed-note.ts'

// The example of golang.org/x/mod/sumdb/note (package documentation): key, text and signature by another program.
const goSignerKey = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const goVerifierKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const goText =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const goNote = `${goText}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`

test('notes are byte for byte those of the Go tools, and theirs are read', () => {
  const signer = parseSignerKey(goSignerKey)!
  assert.equal(signer.verifierKey, goVerifierKey)
  assert.equal(signer.signNote(goText), goNote)
  assert.equal(openNote(goNote, goVerifierKey), goText)
})

test('a checkpoint opens with its key alone, and not after any change of a byte', () => {
  const signer = parseSignerKey(generateSignerKey('sanxin.test/log'))!
  const other = parseSignerKey(generateSignerKey('sanxin.test/log'))!
  const head = { origin: 'sanxin.test/log', size: 4711, root: hashLeaf('root') }
  const note = signer.signNote(formatTreeHead(head))
  assert.deepEqual(openCheckpoint(note, signer.verifierKey), head)
  assert.equal(openCheckpoint(note, other.verifierKey), undefined)
  const bytes = Buffer.from(note, 'utf8')
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (place, mask) => {
      const changed = Buffer.from(bytes)
      changed[place] = changed[place]! ^ mask
      assert.equal(openCheckpoint(changed.toString('utf8'), signer.verifierKey), undefined)
    }),
    { numRuns: 500 },
  )
})

test('a damaged key is not taken for a key', () => {
  const key = generateSignerKey('log')
  for (const damaged of ['', key.slice(1), key.slice(0, -8), key.replace('log', 'lag'), `${key}\n`])
    assert.equal(parseSignerKey(damaged), undefined, damaged)
})
