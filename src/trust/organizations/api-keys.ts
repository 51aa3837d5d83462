import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append } from '../audit/index.ts'
import { actsFor, requirePermission } from './actor.ts'
import { type ApiKey, apiKeyDaysMax, type CreateApiKey, type Permission, refuse } from './contract.ts'
import { getOrganization } from './list-organizations.ts'
import { keyPermissionsOf } from './role.ts'
import { formatApiKey, hashSecret, newKeyId, newSecret } from './secret.ts'
import { daysAfter } from './session.ts'
import {
  type ApiKeyRow,
  findApiKey,
  insertApiKey,
  listApiKeyRows,
  type OrganizationTables,
  revokeApiKeyRow,
} from './store.ts'

type Work = UnitOfWork<OrganizationTables>

const apiKeysListedMax = 200

/** The secret is given back once and never again: only its hash is stored. */
export async function createApiKey(work: Work, wish: CreateApiKey): Promise<{ key: ApiKey; secret: string }> {
  requirePermission(work.actor, 'key:manage')
  const organization = await getOrganization(work, wish.organization ?? work.actor.organization)
  if (!actsFor(work.actor, organization.id)) refuse('permission-missing', { organization: organization.id })
  const allowed: readonly string[] = keyPermissionsOf(organization.kind)
  const refused = wish.permissions.filter((permission) => !allowed.includes(permission))
  if (refused.length > 0 || wish.permissions.length === 0) refuse('api-key-permissions', { refused, allowed })
  if (!Number.isInteger(wish.days) || wish.days < 1 || wish.days > apiKeyDaysMax)
    refuse('api-key-term', { days: wish.days })

  const [id, secret] = [newKeyId(), newSecret()]
  const row: ApiKeyRow = {
    id,
    organization: organization.id,
    label: wish.label.trim(),
    secretHash: hashSecret(secret),
    permissions: [...new Set(wish.permissions)].sort() as Permission[],
    createdBy: work.actor.account,
    createdAt: work.now,
    expiresAt: daysAfter(work.now, wish.days),
    revokedAt: null,
    lastUsedAt: null,
  }
  await insertApiKey(work.db, row)
  const { permissions, expiresAt } = row
  const detail = { organization: organization.id, permissions, expiresAt }
  await append(work, { kind: 'api-key-created', subject: id, detail })
  return { key: asApiKey(row), secret: formatApiKey(id, secret) }
}

export async function revokeApiKey(work: Work, wish: { key: string }): Promise<ApiKey> {
  requirePermission(work.actor, 'key:manage')
  const known = await findApiKey(work.db, wish.key)
  if (!known || !actsFor(work.actor, known.organization)) return refuse('api-key-unknown', { key: wish.key })
  const row =
    (await revokeApiKeyRow(work.db, wish.key, work.now)) ?? refuse('api-key-revoked', { key: wish.key })
  await append(work, { kind: 'api-key-revoked', subject: row.id, detail: { organization: row.organization } })
  return asApiKey(row)
}

export async function listApiKeys(
  work: Work,
  query: { organization?: string },
): Promise<{ items: ApiKey[] }> {
  requirePermission(work.actor, 'key:manage')
  const organization = query.organization ?? work.actor.organization
  if (!actsFor(work.actor, organization)) refuse('permission-missing', { organization })
  return { items: (await listApiKeyRows(work.db, organization, apiKeysListedMax)).map(asApiKey) }
}

function asApiKey({ secretHash: _, ...key }: ApiKeyRow): ApiKey {
  return key
}
