import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolveIndustry } from '../index.ts'
import { industryTable } from './industry-table.ts'

test('an industry code is named from the section down, with its letter or without', () => {
  const industry = resolveIndustry('C3360')
  assert.deepEqual(industry.path, [
    '制造业',
    '金属制品业',
    '金属表面处理及热处理加工',
    '金属表面处理及热处理加工',
  ])
  assert.deepEqual([industry.level, industry.name.en], ['class', 'Manufacturing'])
  assert.deepEqual(resolveIndustry('3360').path, industry.path)
  assert.equal(resolveIndustry('i65').name.zh, '软件和信息技术服务业')
  assert.equal(resolveIndustry('S91').status, 'listed')
})

test('a code that the table lacks is unknown, not wrong: its section is still named', () => {
  const industry = resolveIndustry('S9100')
  assert.deepEqual([industry.status, industry.code, industry.level], ['unknown', 'S9100', null])
  assert.equal(industry.path.length, 2)
  for (const nonsense of ['', 'Z99', '99999', '行业']) {
    assert.deepEqual(
      [resolveIndustry(nonsense).status, resolveIndustry(nonsense).path],
      ['unknown', []],
      nonsense,
    )
  }
})

test('a code of 2011 is followed to 2017 by its name alone', () => {
  assert.equal(resolveIndustry('C1364', '2011').successor, 'C1363')
  // 0511 was machinery services and is seeds now: the number alone would mislead.
  assert.notEqual(resolveIndustry('A0511', '2011').successor, 'A0511')
  let followed = 0
  const { names } = industryTable('2011')
  for (const [code, name] of names) {
    const { successor } = resolveIndustry(code, '2011')
    if (successor === null) continue
    followed += 1
    assert.equal(resolveIndustry(successor).name.zh, name)
  }
  assert.ok(followed > 1_200 && followed < names.size, `${followed} of ${names.size}`)
})
