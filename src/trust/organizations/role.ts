import type { OrganizationKind, Permission, Role } from './contract.ts'

const postLoanManager: readonly Permission[] = [
  'enterprise:search',
  'enterprise:read',
  'score:read',
  'decision:read',
  'product:read',
  'consent:read',
]
const bankOfficer: readonly Permission[] = [...postLoanManager, 'decision:make']

/**
 * What each role may do. A permission opens an operation; whose data may be used in it is decided by consent.
 * The platform's own staff run the platform and read the log: they may not read an enterprise's data or decide. A
 * supervisor finds enterprises and reads what is public of them; consent keeps the rest from it.
 */
const permissionsByRole: Readonly<Record<Role, readonly Permission[]>> = {
  'bank-officer': bankOfficer,
  'bank-risk-manager': [...bankOfficer, 'product:manage', 'audit:read', 'key:manage'],
  'credit-approver': bankOfficer,
  'post-loan-manager': postLoanManager,
  'bank-system': bankOfficer,
  'agency-officer': ['batch:ingest', 'batch:read', 'job:read', 'quality:read', 'quality:answer'],
  supervisor: ['enterprise:search', 'enterprise:read'],
  'agency-system': ['batch:ingest', 'batch:read', 'job:read', 'quality:read'],
  'enterprise-user': ['enterprise:read', 'score:read', 'product:read', 'consent:read', 'consent:grant'],
  'platform-operator': [
    'enterprise:search',
    'product:read',
    'consent:read',
    'batch:ingest',
    'batch:read',
    'audit:read',
    'audit:verify',
    'organization:manage',
    'key:manage',
    'job:read',
    'identity:propose',
    'identity:review',
    'quality:read',
    'quality:answer',
    'quality:manage',
    'catalog:manage',
    'channel:manage',
    'catalog:review',
  ],
}

/** Roles that a person may sign in with, by the kind of their organization. */
const rolesByKind: Readonly<Record<OrganizationKind, readonly Role[]>> = {
  bank: ['bank-officer', 'bank-risk-manager', 'credit-approver', 'post-loan-manager'],
  enterprise: ['enterprise-user'],
  agency: ['agency-officer', 'supervisor'],
  platform: ['platform-operator'],
}

/** The role whose permissions bound those of an API key. */
const keyRoleByKind: Readonly<Partial<Record<OrganizationKind, Role>>> = {
  bank: 'bank-system',
  agency: 'agency-system',
}

export const everyPermission: readonly Permission[] = [
  ...new Set(Object.values(permissionsByRole).flat()),
].sort()

export const roles = Object.keys(permissionsByRole) as readonly Role[]

export function permissionsOfRole(role: Role): ReadonlySet<Permission> {
  return new Set(permissionsByRole[role])
}

export function rolesOf(kind: OrganizationKind): readonly Role[] {
  return rolesByKind[kind]
}

export function keyPermissionsOf(kind: OrganizationKind): readonly Permission[] {
  const role = keyRoleByKind[kind]
  return role === undefined ? [] : permissionsByRole[role]
}
