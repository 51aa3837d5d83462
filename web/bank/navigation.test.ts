import assert from 'node:assert/strict'
import { test } from 'node:test'
import { monogramOf } from './monogram.ts'
import { homeOf, placesOf, portalOf } from './navigation.ts'

test('the rail leads only to what an account may do', () => {
  const officer = { role: 'bank-officer', permissions: ['enterprise:search', 'decision:read'] } as const
  const firm = { role: 'enterprise-user', permissions: ['enterprise:read', 'consent:grant'] } as const
  const operator = { role: 'platform-operator', permissions: ['batch:ingest', 'enterprise:search'] } as const
  const targets = (session: Parameters<typeof placesOf>[0]) => placesOf(session).map((place) => place.to)
  assert.deepEqual(targets({ ...officer, permissions: [...officer.permissions] }), [
    '/app/search',
    '/app/decisions',
    '/app/directory',
  ])
  assert.deepEqual(targets({ ...firm, permissions: [...firm.permissions] }), [
    '/app/my/credit',
    '/app/my/timeline',
    '/app/my/uses',
    '/app/my/consents',
  ])
  const held = ['batch:ingest', 'batch:read', 'identity:review', 'quality:read'] as const
  assert.deepEqual(targets({ ...operator, permissions: [...held] }), [
    '/app/operations',
    '/app/operations/upload',
    '/app/operations/batches',
    '/app/operations/identity',
    '/app/quality',
    '/app/directory',
  ])
  assert.equal(homeOf({ ...operator, permissions: [...operator.permissions] }), '/app/operations')
  assert.equal(portalOf(operator), 'operator')
  const supervisor = { role: 'supervisor', permissions: ['enterprise:search', 'enterprise:read'] } as const
  assert.deepEqual(targets({ ...supervisor, permissions: [...supervisor.permissions] }), [
    '/app/search',
    '/app/directory',
  ])
  assert.equal(portalOf(supervisor), 'government')
})

test('a monogram is the first character of the trade name, after the place', () => {
  assert.equal(monogramOf('广西壮族自治区南宁市澜江机电有限公司'), '澜')
  assert.equal(monogramOf('南宁市西乡塘区澜江机电有限公司'), '澜')
  assert.equal(monogramOf('澜江机电有限公司'), '澜')
  assert.equal(monogramOf('华联超市有限公司'), '华')
  assert.equal(monogramOf('邕城长鹏电子商务有限公司'), '长')
  assert.equal(monogramOf('长城五金有限公司'), '长')
  assert.equal(monogramOf('市'), '市')
  assert.equal(monogramOf(''), '')
})
