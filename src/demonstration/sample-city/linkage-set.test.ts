import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '../../foundation/random.ts'
import { parseUscc } from '../../information/enterprises/index.ts'
import { makeLinkageSet, withSlip } from './linkage-set.ts'

const set = makeLinkageSet('test', 3000)
const registry = new Map(set.registry.map((row) => [row.id, row]))
const department = new Map(set.department.map((row) => [row.id, row]))

test('the set has what makes identity hard, in the shares that it says', () => {
  const pairs = [...set.truth].map(([left, right]) => [registry.get(left)!, department.get(right)!] as const)
  const share = (holds: (pair: (typeof pairs)[number]) => boolean) =>
    pairs.filter(holds).length / pairs.length
  assert.ok(pairs.length > 2200 && pairs.length < 2600, String(pairs.length))
  const renamed = share(([one, other]) => one.name !== other.name)
  assert.ok(renamed > 0.25 && renamed < 0.45, `${renamed} are written otherwise`)
  assert.ok(share(([, other]) => other.uscc === null) > 0.6)
  assert.ok(share(([one, other]) => other.uscc !== null && other.uscc !== one.uscc) === 0)
  const branches = set.registry.filter((row) => row.name.endsWith('分公司')).length / set.registry.length
  assert.ok(branches > 0.03 && branches < 0.07, `${branches} are branches`)
  for (const row of set.registry) assert.ok('uscc' in parseUscc(row.uscc!), row.uscc!)
  for (const row of [...set.registry, ...set.department]) {
    const on = row.establishedOn
    if (on !== null) assert.equal(new Date(on).toISOString().slice(0, 10), on)
  }
})

test('the same seed gives the same set; a firm does not depend on how many there are', () => {
  assert.deepEqual(makeLinkageSet('test', 3000), set)
  const fewer = makeLinkageSet('test', 300)
  assert.deepEqual(set.registry.slice(0, fewer.registry.length), fewer.registry)
  assert.notDeepEqual(makeLinkageSet('other', 300).registry, fewer.registry)
})

test('a slip changes at most two neighboring characters', () => {
  const random = seededRandom(process.env.SANXIN_SEED ?? Date.now())
  for (let round = 0; round < 500; round++) {
    const name = '邕城锦泉贸易有限公司'
    const slipped = withSlip(name, random)
    assert.ok(Math.abs(slipped.length - name.length) <= 1)
    assert.ok(slipped.endsWith('限公司'), slipped)
  }
})
