import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { refuse, type Session } from './contract.ts'
import { permissionsOfRole } from './role.ts'
import { hashSecret, parseApiKey, sameHash } from './secret.ts'
import { isApiKeyLive, isSessionLive, isTouchDue } from './session.ts'
import {
  type AccountRow,
  findAccount,
  findApiKey,
  findSessionRow,
  type OrganizationTables,
  type SessionWithAccount,
  touchApiKey,
  touchSession,
} from './store.ts'

type Work = UnitOfWork<OrganizationTables>

/** Who the token stands for now. One query and no cache: signing out has effect on the very next request. */
export async function findActorBySession(work: Work, token: string): Promise<Actor | undefined> {
  const row = await findLiveSession(work, token)
  return row && userActor(row)
}

export async function getActorBySession(work: Work, token: string): Promise<Actor> {
  return (await findActorBySession(work, token)) ?? refuse('session-ended')
}

export async function getSession(work: Work, token: string): Promise<Session> {
  return sessionOf((await findLiveSession(work, token)) ?? refuse('session-ended'))
}

async function findLiveSession(work: Work, token: string): Promise<SessionWithAccount | undefined> {
  const row = await findSessionRow(work.db, hashSecret(token))
  if (!row || !isSessionLive(row, work.now)) return undefined
  if (isTouchDue(row.lastSeenAt, work.now)) await touchSession(work.db, row.tokenHash, work.now)
  return row
}

/** Who the API key stands for now. One query and no cache: revoking has effect on the very next request. */
export async function findActorByKey(work: Work, key: string): Promise<Actor | undefined> {
  const parsed = parseApiKey(key)
  const row = parsed && (await findApiKey(work.db, parsed.id))
  if (!row || !sameHash(hashSecret(parsed.secret), row.secretHash) || !isApiKeyLive(row, work.now))
    return undefined
  if (isTouchDue(row.lastUsedAt, work.now)) await touchApiKey(work.db, row.id, work.now)
  const permissions = new Set(row.permissions)
  return { account: `key:${row.id}`, organization: row.organization, kind: 'key', permissions }
}

export async function getActorByKey(work: Work, key: string): Promise<Actor> {
  return (await findActorByKey(work, key)) ?? refuse('api-key-refused')
}

/** The account without its password, for the local operator's `--as`: whoever owns the data folder could do all anyway. */
export async function getActorByAccount(work: Work, name: string): Promise<Actor> {
  if (work.actor.kind !== 'operator') refuse('permission-missing', { account: work.actor.account })
  const row = await findAccount(work.db, name)
  if (!row || row.closedAt !== null) return refuse('account-unknown', { account: name })
  return userActor(row)
}

function userActor({ name, organization, role }: AccountRow): Actor {
  return { account: name, organization, kind: 'user', permissions: permissionsOfRole(role), role }
}

export function sessionOf(row: SessionWithAccount): Session {
  return {
    account: row.name,
    displayName: row.displayName,
    role: row.role,
    organization: {
      id: row.organization,
      kind: row.kind,
      name: row.organizationName,
      enterprise: row.enterprise,
    },
    permissions: [...permissionsOfRole(row.role)],
    expiresAt: row.expiresAt,
  }
}
