import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append } from '../audit/index.ts'
import { requirePermission } from './actor.ts'
import { type Role, refuse } from './contract.ts'
import { getOrganization } from './list-organizations.ts'
import { generatePassword, hashPassword, passwordLengthMin } from './password.ts'
import { rolesOf } from './role.ts'
import {
  type AccountRow,
  deleteSessionsOf,
  findAccount,
  insertAccount,
  type OrganizationTables,
  updateAccount,
} from './store.ts'

type Work = UnitOfWork<OrganizationTables>

export interface CreateUser {
  account: string
  organization: string
  role: Role
  displayName: string
  /** Without one a random password is made and given back, once. */
  password?: string
}

const accountName = /^[a-z0-9][a-z0-9._-]{1,62}$/

export async function createUser(
  work: Work,
  wish: CreateUser,
): Promise<{ account: string; password: string | null }> {
  requirePermission(work.actor, 'organization:manage')
  const { account, role } = wish
  const displayName = wish.displayName.trim()
  const organization = await getOrganization(work, wish.organization)
  if (!accountName.test(account)) refuse('account-invalid', { field: 'account', value: account })
  if (displayName.length === 0 || displayName.length > 100)
    refuse('account-invalid', { field: 'displayName' })
  if (!rolesOf(organization.kind).includes(role))
    refuse('account-invalid', { field: 'role', role, kind: organization.kind })
  if (wish.password !== undefined && wish.password.length < passwordLengthMin)
    refuse('account-invalid', { field: 'password', lengthMin: passwordLengthMin })

  const password = wish.password ?? generatePassword()
  const row: AccountRow = {
    name: account,
    organization: organization.id,
    role,
    displayName,
    passwordHash: await hashPassword(password),
    createdAt: work.now,
    closedAt: null,
  }
  if (!(await insertAccount(work.db, row))) refuse('account-exists', { account })
  await append(work, {
    kind: 'account-created',
    subject: account,
    detail: { organization: organization.id, role },
  })
  return { account, password: wish.password === undefined ? password : null }
}

/** A new random password; the sessions of the old one end. */
export async function resetPassword(
  work: Work,
  wish: { account: string },
): Promise<{ account: string; password: string }> {
  requirePermission(work.actor, 'organization:manage')
  const { name } = await getAccount(work, wish.account)
  const password = generatePassword()
  await updateAccount(work.db, name, { passwordHash: await hashPassword(password) })
  await deleteSessionsOf(work.db, name)
  await append(work, { kind: 'password-reset', subject: name, detail: {} })
  return { account: name, password }
}

/** The account signs in no more; its sessions end at once. It stays, because the log names it. */
export async function closeAccount(work: Work, wish: { account: string }): Promise<void> {
  requirePermission(work.actor, 'organization:manage')
  const { name, closedAt } = await getAccount(work, wish.account)
  if (closedAt !== null) return
  await updateAccount(work.db, name, { closedAt: work.now })
  await deleteSessionsOf(work.db, name)
  await append(work, { kind: 'account-closed', subject: name, detail: {} })
}

async function getAccount(work: Work, name: string): Promise<AccountRow> {
  return (await findAccount(work.db, name)) ?? refuse('account-unknown', { account: name })
}
