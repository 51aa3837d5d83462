import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operatorActor } from './actor.ts'
import { OrganizationKind, Permission, Role } from './contract.ts'
import { keyPermissionsOf, permissionsOfRole, roles, rolesOf } from './role.ts'
import { formatApiKey, newKeyId, newSecret, parseApiKey } from './secret.ts'

test('every role and every permission of the contract is in use, and the local operator has them all', () => {
  assert.deepEqual([...roles].sort(), [...Role.enum].sort())
  const used = new Set(roles.flatMap((role) => [...permissionsOfRole(role)]))
  assert.deepEqual([...used].sort(), [...Permission.enum].sort())
  assert.deepEqual([...operatorActor().permissions].sort(), [...Permission.enum].sort())
})

test('who makes keys holds what a key can hold, so that nobody hands out more than they have', () => {
  for (const kind of OrganizationKind.enum)
    for (const role of rolesOf(kind)) {
      if (!permissionsOfRole(role).has('key:manage') || kind === 'platform') continue
      for (const permission of keyPermissionsOf(kind)) assert(permissionsOfRole(role).has(permission))
    }
})

test('no key makes keys or organizations, grants consents or reads the log', () => {
  for (const kind of OrganizationKind.enum)
    for (const permission of keyPermissionsOf(kind)) assert.doesNotMatch(permission, /manage|grant|audit/)
})

test('the staff of the platform reads no data and decides nothing; an enterprise decides nothing', () => {
  for (const permission of [
    'score:read',
    'enterprise:read',
    'decision:make',
    'decision:read',
    'consent:grant',
  ] as const)
    assert(!permissionsOfRole('platform-operator').has(permission))
  assert(!permissionsOfRole('enterprise-user').has('decision:make'))
  assert(!permissionsOfRole('post-loan-manager').has('decision:make'))
  for (const permission of [
    'score:read',
    'decision:read',
    'consent:read',
    'batch:read',
    'audit:read',
  ] as const)
    assert(!permissionsOfRole('supervisor').has(permission))
})

test('a key is read back as it was written, and nothing else is a key', () => {
  const [id, secret] = [newKeyId(), newSecret()]
  assert.deepEqual(parseApiKey(formatApiKey(id, secret)), { id, secret })
  for (const wrong of [
    '',
    'sx_',
    `sx_${id}`,
    `sx_${id}_${secret}x`,
    `SX_${id}_${secret}`,
    ` sx_${id}_${secret}`,
    `sx_${id}_${secret}\n`,
  ])
    assert.equal(parseApiKey(wrong), undefined)
})
