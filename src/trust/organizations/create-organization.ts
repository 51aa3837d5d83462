import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append } from '../audit/index.ts'
import { requirePermission } from './actor.ts'
import { type Organization, refuse } from './contract.ts'
import { insertOrganization, type OrganizationTables } from './store.ts'

const slug = /^[a-z0-9][a-z0-9-]{1,62}$/

export async function createOrganization(
  work: UnitOfWork<OrganizationTables>,
  wish: Omit<Organization, 'enterprise'> & { enterprise?: string | null },
): Promise<Organization> {
  requirePermission(work.actor, 'organization:manage')
  const organization = {
    id: wish.id,
    kind: wish.kind,
    name: wish.name.trim(),
    enterprise: wish.enterprise ?? null,
  }
  const { id, kind, name, enterprise } = organization
  if (!slug.test(id)) refuse('organization-invalid', { field: 'id', value: id })
  if (name.length === 0 || name.length > 200) refuse('organization-invalid', { field: 'name' })
  if ((kind === 'enterprise') !== (enterprise !== null))
    refuse('organization-invalid', { field: 'enterprise', kind })
  if (!(await insertOrganization(work.db, { ...organization, createdAt: work.now })))
    refuse('organization-exists', { id })
  await append(work, { kind: 'organization-created', subject: id, detail: { kind, name, enterprise } })
  return organization
}
