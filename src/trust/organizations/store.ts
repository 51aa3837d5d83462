import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { AuditTables } from '../audit/index.ts'
import type { OrganizationKind, Permission, Role } from './contract.ts'
import type { Throttle } from './throttle.ts'

/** The tables of this room. */
export interface OwnTables {
  'organizations.organization': {
    id: string
    kind: OrganizationKind
    name: string
    enterprise: string | null
    createdAt: Instant
  }
  'organizations.account': {
    name: string
    organization: string
    role: Role
    displayName: string
    passwordHash: string
    createdAt: Instant
    closedAt: Instant | null
  }
  'organizations.session': {
    tokenHash: Buffer
    account: string
    startedAt: Instant
    lastSeenAt: Instant
    expiresAt: Instant
  }
  'organizations.apiKey': {
    id: string
    organization: string
    label: string
    secretHash: Buffer
    permissions: Permission[]
    createdBy: string
    createdAt: Instant
    expiresAt: Instant
    revokedAt: Instant | null
    lastUsedAt: Instant | null
  }
  'organizations.signInThrottle': Throttle & { subject: Buffer }
}

/** What a verb of this room may touch: its own tables, and the audit log by way of its room. */
export type OrganizationTables = OwnTables & AuditTables

type Db = Store<OwnTables>
export type OrganizationRow = OwnTables['organizations.organization']
export type AccountRow = OwnTables['organizations.account']
export type SessionRow = OwnTables['organizations.session']
export type ApiKeyRow = OwnTables['organizations.apiKey']

/** False when the identifier is taken. */
export async function insertOrganization(db: Db, row: OrganizationRow): Promise<boolean> {
  const inserted = await tables(db)
    .insertInto('organizations.organization')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export function findOrganizations(db: Db, ids: readonly string[]): Promise<OrganizationRow[]> {
  if (ids.length === 0) return Promise.resolve([])
  return tables(db)
    .selectFrom('organizations.organization')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
}

export function listOrganizationRows(
  db: Db,
  query: { kind: OrganizationKind | undefined; after: string | undefined; pageSize: number },
): Promise<OrganizationRow[]> {
  let found = tables(db).selectFrom('organizations.organization').selectAll()
  if (query.kind !== undefined) found = found.where('kind', '=', query.kind)
  if (query.after !== undefined) found = found.where('id', '>', query.after)
  return found.orderBy('id').limit(query.pageSize).execute()
}

/** False when the name is taken. */
export async function insertAccount(db: Db, row: AccountRow): Promise<boolean> {
  const inserted = await tables(db)
    .insertInto('organizations.account')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('name')
    .executeTakeFirst()
  return inserted !== undefined
}

export function findAccount(db: Db, name: string): Promise<AccountRow | undefined> {
  return tables(db)
    .selectFrom('organizations.account')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst()
}

export async function updateAccount(
  db: Db,
  name: string,
  change: Partial<Pick<AccountRow, 'passwordHash' | 'closedAt'>>,
): Promise<void> {
  await tables(db).updateTable('organizations.account').set(change).where('name', '=', name).execute()
}

export async function insertSession(db: Db, row: SessionRow): Promise<void> {
  await tables(db).insertInto('organizations.session').values(row).execute()
}

export type SessionWithAccount = SessionRow &
  AccountRow &
  Pick<OrganizationRow, 'kind' | 'enterprise'> & { organizationName: string }

/** One query by primary keys; whether it still lives is decided in session.ts. */
export function findSessionRow(db: Db, tokenHash: Buffer): Promise<SessionWithAccount | undefined> {
  return (
    tables(db)
      .selectFrom('organizations.session as session')
      .innerJoin('organizations.account as account', 'account.name', 'session.account')
      .innerJoin('organizations.organization as organization', 'organization.id', 'account.organization')
      .selectAll(['session', 'account'])
      .select(['organization.kind', 'organization.enterprise', 'organization.name as organizationName'])
      // Both tables have columns of these names: the account's are meant.
      .select(['account.name as name', 'account.createdAt as createdAt'])
      .where('session.tokenHash', '=', tokenHash)
      .executeTakeFirst()
  )
}

export async function touchSession(db: Db, tokenHash: Buffer, at: Instant): Promise<void> {
  await tables(db)
    .updateTable('organizations.session')
    .set({ lastSeenAt: at })
    .where('tokenHash', 'in', (free) =>
      free
        .selectFrom('organizations.session')
        .select('tokenHash')
        .where('tokenHash', '=', tokenHash)
        .where('lastSeenAt', '<', at)
        // A request does not wait for another that moves the same row.
        .forUpdate()
        .skipLocked(),
    )
    .execute()
}

/** False when it was deleted before. */
export async function deleteSession(db: Db, tokenHash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await tables(db)
    .deleteFrom('organizations.session')
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteSessionsOf(db: Db, account: string): Promise<void> {
  await tables(db).deleteFrom('organizations.session').where('account', '=', account).execute()
}

/** Sessions that ended by time and throttles that are forgotten. */
export async function deleteOutdated(db: Db, before: Instant): Promise<void> {
  await tables(db).deleteFrom('organizations.session').where('expiresAt', '<', before).execute()
  await tables(db).deleteFrom('organizations.signInThrottle').where('lastAttemptAt', '<', before).execute()
}

/** The rows of both subjects, held until the transaction ends; always in one order, so that two never deadlock. */
export async function lockThrottles(
  db: Db,
  subjects: readonly Buffer[],
  now: Instant,
): Promise<OwnTables['organizations.signInThrottle'][]> {
  const ordered = [...subjects].sort(Buffer.compare)
  await tables(db)
    .insertInto('organizations.signInThrottle')
    .values(ordered.map((subject) => ({ subject, attempts: 0, lastAttemptAt: now, lockedUntil: null })))
    .onConflict((conflict) => conflict.column('subject').doNothing())
    .execute()
  return tables(db)
    .selectFrom('organizations.signInThrottle')
    .selectAll()
    .where('subject', 'in', ordered)
    .orderBy('subject')
    .forUpdate()
    .execute()
}

export async function saveThrottle(db: Db, subject: Buffer, throttle: Throttle): Promise<void> {
  const { attempts, lastAttemptAt, lockedUntil } = throttle
  await tables(db)
    .updateTable('organizations.signInThrottle')
    .set({ attempts, lastAttemptAt, lockedUntil })
    .where('subject', '=', subject)
    .execute()
}

export async function insertApiKey(db: Db, row: ApiKeyRow): Promise<void> {
  await tables(db).insertInto('organizations.apiKey').values(row).execute()
}

export function findApiKey(db: Db, id: string): Promise<ApiKeyRow | undefined> {
  return tables(db).selectFrom('organizations.apiKey').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Undefined when it was revoked before: of two that revoke at once, one does. */
export function revokeApiKeyRow(db: Db, id: string, at: Instant): Promise<ApiKeyRow | undefined> {
  return tables(db)
    .updateTable('organizations.apiKey')
    .set({ revokedAt: at })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
}

export function listApiKeyRows(db: Db, organization: string, limit: number): Promise<ApiKeyRow[]> {
  return tables(db)
    .selectFrom('organizations.apiKey')
    .selectAll()
    .where('organization', '=', organization)
    .orderBy('createdAt', 'desc')
    .limit(limit)
    .execute()
}

export async function touchApiKey(db: Db, id: string, at: Instant): Promise<void> {
  await tables(db)
    .updateTable('organizations.apiKey')
    .set({ lastUsedAt: at })
    .where('id', 'in', (free) =>
      free.selectFrom('organizations.apiKey').select('id').where('id', '=', id).forUpdate().skipLocked(),
    )
    .execute()
}
