import assert from 'node:assert/strict'
import { test } from 'node:test'
import { regionPathWords, resolveRegion } from '../index.ts'
import { regionTable } from './region-table.ts'

test('a code in force is named down to the county', () => {
  const region = resolveRegion('530102')
  assert.deepEqual(region.path, ['云南省', '昆明市', '五华区'])
  assert.deepEqual(regionPathWords(region), { zh: '云南省昆明市五华区', en: 'Yunnan, 昆明市五华区' })
  assert.deepEqual(regionPathWords(resolveRegion('330000')), { zh: '浙江省', en: 'Zhejiang' })
  assert.equal(regionPathWords(resolveRegion('999999')), null)
  assert.deepEqual([region.status, region.level, region.name.en], ['current', 'county', 'Yunnan'])
  assert.deepEqual(resolveRegion('469005').path, ['海南省', '文昌市'])
  assert.deepEqual(resolveRegion('110105').path, ['北京市', '朝阳区'])
  assert.deepEqual(resolveRegion('330000').path, ['浙江省'])
})

test('a code of the past is named as it was, and followed through every change to what is there now', () => {
  const panyu = resolveRegion('440126')
  assert.deepEqual(
    [panyu.status, panyu.name.zh, panyu.since, panyu.until],
    ['historic', '番禺县', 1981, 1992],
  )
  // County, then city in 1992 (440181), then district in 2000.
  assert.deepEqual(panyu.successors, [{ code: '440113', name: '番禺区' }])
  const sanya = resolveRegion('441100')
  assert.deepEqual(sanya.successors, [{ code: '460200', name: '三亚市' }])
})

test('on a day a code means what it meant then', () => {
  assert.equal(resolveRegion('440111', '1985-06-01').name.zh, '郊区')
  assert.equal(resolveRegion('440111').name.zh, '白云区')
  const early = resolveRegion('440117', '2010-01-01')
  assert.deepEqual([early.status, early.name.zh], ['historic', '从化区'])
})

test('a code that no edition has keeps its province and city, and says at which level it registers', () => {
  const city = resolveRegion('220101')
  assert.deepEqual([city.status, city.path, city.level], ['unknown', ['吉林省', '长春市'], 'city'])
  const zone = resolveRegion('610131')
  assert.deepEqual([zone.status, zone.path, zone.level], ['unknown', ['陕西省', '西安市'], null])
  for (const nonsense of ['', '999999', '3301', 'x', '３３０１０２']) {
    assert.equal(resolveRegion(nonsense).status, 'unknown', nonsense)
    assert.deepEqual(resolveRegion(nonsense).path, [], nonsense)
  }
})

test('every code of the past resolves, and what follows it is in force', () => {
  let ended = 0
  let followed = 0
  for (const [code, entries] of regionTable()) {
    const region = resolveRegion(code)
    assert.ok(region.path.length > 0 && region.path.at(-1) === region.name.zh, code)
    for (const entry of entries) {
      const then = resolveRegion(code, `${entry.since}-07-01`)
      assert.deepEqual([then.status, then.name.zh], ['current', entry.name], `${code} in ${entry.since}`)
    }
    if (region.status !== 'historic') continue
    ended += 1
    if (region.successors.length > 0) followed += 1
    for (const next of region.successors) assert.equal(resolveRegion(next.code).status, 'current', code)
  }
  assert.ok(ended > 3_000 && followed / ended > 0.9, `${followed} of ${ended} are followed`)
})
