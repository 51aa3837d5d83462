import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseUscc, usccAlphabet, usccCheckCharacter } from './uscc.ts'

test('the example of the standard and codes checked by hand are read', () => {
  const valid = [
    '91350100M000100Y43', // GB 32100-2015, annex A
    '914403001922038216',
    '9144030071526726XG',
    '91330100799655058B',
    '91110000802100433B',
    '91440300708461136T',
  ]
  for (const uscc of valid) assert.deepEqual(parseUscc(uscc), { uscc })
  assert.equal(usccCheckCharacter('91350100M000100Y4'), '3')
  assert.deepEqual(parseUscc('91350100M000100Y4Z'), { problem: 'identifier-malformed' })
  assert.deepEqual(parseUscc('91310115MA1H8R7C6D'), { problem: 'identifier-check-digit', expected: '7' })
  assert.deepEqual(parseUscc(' 9144030071526726xg\t'), { uscc: '9144030071526726XG' })
})

test('letters count by their position: the letters that are left out shift the ones behind them', () => {
  const body = 'HJKLMNPQRTUWXY000'
  const sum = [...body].reduce(
    (total, letter, place) => total + usccAlphabet.indexOf(letter) * (3 ** place % 31),
    0,
  )
  assert.equal(usccCheckCharacter(body), usccAlphabet[(31 - (sum % 31)) % 31])
})

const body = fc.string({ unit: fc.constantFrom(...usccAlphabet), minLength: 17, maxLength: 17 })

test('a check character always exists, and every change of one character is found', () => {
  // 31 is prime and no weight is 0 modulo 31, so one changed character always changes the sum.
  fc.assert(
    fc.property(body, fc.nat(17), fc.constantFrom(...usccAlphabet), (seventeen, place, other) => {
      const uscc = seventeen + usccCheckCharacter(seventeen)
      assert.deepEqual(parseUscc(uscc), { uscc })
      if (uscc[place] === other) return
      const changed = uscc.slice(0, place) + other + uscc.slice(place + 1)
      assert.ok('problem' in parseUscc(changed), changed)
    }),
  )
})

test('every swap of two different neighbors is found', () => {
  // The weights of neighbors differ modulo 31 (each is three times the other), so a swap changes the sum.
  fc.assert(
    fc.property(body, fc.nat(16), (seventeen, place) => {
      const uscc = seventeen + usccCheckCharacter(seventeen)
      if (uscc[place] === uscc[place + 1]) return
      const swapped = uscc.slice(0, place) + uscc[place + 1] + uscc[place] + uscc.slice(place + 2)
      assert.ok('problem' in parseUscc(swapped), swapped)
    }),
  )
})
