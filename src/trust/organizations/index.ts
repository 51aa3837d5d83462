/**
 * Organizations: banks, enterprises, agencies and the platform; their users, sessions and API keys, and what
 * each may do. It does not say whose data may be used: that is consent.
 * Invariant: no secret is stored or logged, only its hash; signing out, closing an account and revoking a key
 * have effect on the very next request.
 */
export { closeAccount, createUser, resetPassword } from './accounts.ts'
export { actsFor, anonymousActor, operatorActor, platformOrganization, requirePermission } from './actor.ts'
export { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts'
export {
  ApiKey,
  currentSessionContract,
  endSessionContract,
  Organization,
  OrganizationKind,
  Permission,
  Role,
  refusals,
  Session,
  StartSession,
  startSessionContract,
} from './contract.ts'
export { createOrganization } from './create-organization.ts'
export { organizationsEndpoints } from './endpoints.ts'
export {
  findActorByKey,
  findActorBySession,
  getActorByAccount,
  getActorByKey,
  getActorBySession,
  getSession,
} from './find-actor.ts'
export {
  findOrganization,
  getOrganization,
  listOrganizations,
  organizationNames,
} from './list-organizations.ts'
export { permissionsOfRole, roles } from './role.ts'
export { signIn, signOut } from './sign-in.ts'
export type { OrganizationTables } from './store.ts'
