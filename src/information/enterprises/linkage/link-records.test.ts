import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { comparer, levelsOf } from './compare.ts'
import { describe, type LinkageRecord, pinyinInitials } from './description.ts'
import { countFrequencies } from './frequency.ts'
import { linkRecords } from './link-records.ts'
import { editDistance } from './similarity.ts'

/** Optimal string alignment as the textbook writes it. */
function naiveDistance(one: string, other: string): number {
  const of = (row: number, column: number): number => {
    if (row === 0 || column === 0) return row + column
    const same = one[row - 1] === other[column - 1]
    const cost = Math.min(
      of(row - 1, column) + 1,
      of(row, column - 1) + 1,
      of(row - 1, column - 1) + (same ? 0 : 1),
    )
    const swapped =
      row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
    return swapped ? Math.min(cost, of(row - 2, column - 2) + 1) : cost
  }
  return of(one.length, other.length)
}

test('the distance of two names is the textbook distance up to its bound', () => {
  const name = fc.string({ unit: fc.constantFrom(...'三花酒业'), maxLength: 6 })
  fc.assert(
    fc.property(name, name, fc.nat(3), (one, other, bound) => {
      assert.equal(editDistance(one, other, bound), Math.min(naiveDistance(one, other), bound + 1))
    }),
  )
  assert.equal(editDistance('花'.repeat(400), `${'花'.repeat(399)}酒`, 2), 1)
})

const record = (id: string, name: string, more: Partial<LinkageRecord> = {}): LinkageRecord => ({
  id,
  names: [name],
  region: '450103',
  legalRepresentative: null,
  registeredCapitalFen: null,
  establishedOn: null,
  address: null,
  ...more,
})

test('a branch is no slip of its head office, and what is missing tells nothing', () => {
  const [head, branch, slip] = [
    record('1', '邕城锦泉物流有限公司'),
    record('2', '邕城锦泉物流有限公司江岸分公司'),
    record('3', '邕城绵泉物流有限公司'),
  ].map(describe)
  const compare = comparer(countFrequencies([head!, branch!, slip!]))
  assert.deepEqual(levelsOf(compare(head!, branch!).pattern), [2, 3, 0, 0, 0, 0])
  assert.deepEqual(levelsOf(compare(head!, slip!).pattern), [7, 3, 0, 0, 0, 0])
  assert.deepEqual(compare(head!, slip!), compare(slip!, head!))
})

test('characters of one sound have one key', () => {
  assert.equal(pinyinInitials('锦泉'), 'jq')
  assert.equal(pinyinInitials('锦全'), 'jq')
})

test('nothing on a side gives nothing, and one record gives no links with itself asked away', () => {
  assert.deepEqual(linkRecords([], [], { weightMin: 0 }).links, [])
  const one = record('1', '邕城锦泉物流有限公司', { establishedOn: '2012-05-01' })
  assert.deepEqual(linkRecords([one], [one], { weightMin: -99, eligible: () => false }).links, [])
})
