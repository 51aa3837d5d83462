import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type Organization, type OrganizationKind, organizationsPageSizeMax, refuse } from './contract.ts'
import {
  findOrganizations,
  listOrganizationRows,
  type OrganizationRow,
  type OrganizationTables,
} from './store.ts'

type Work = UnitOfWork<OrganizationTables>

/** Names and kinds are open to whoever is signed in: an enterprise chooses from them whom to give a consent. */
export async function listOrganizations(
  work: Work,
  query: { kind?: OrganizationKind; pageSize?: number; after?: string },
): Promise<{ items: Organization[] }> {
  const pageSize = Math.min(query.pageSize ?? 50, organizationsPageSizeMax)
  const rows = await listOrganizationRows(work.db, { kind: query.kind, after: query.after, pageSize })
  return { items: rows.map(asOrganization) }
}

export async function getOrganization(work: Work, id: string): Promise<Organization> {
  return (await findOrganization(work, id)) ?? refuse('organization-unknown', { organization: id })
}

export async function findOrganization(work: Work, id: string): Promise<Organization | undefined> {
  const [row] = await findOrganizations(work.db, [id])
  return row && asOrganization(row)
}

/** The names by identifier, for lists that mention organizations. */
export async function organizationNames(work: Work, ids: Iterable<string>): Promise<Map<string, string>> {
  const rows = await findOrganizations(work.db, [...new Set(ids)])
  return new Map(rows.map((row) => [row.id, row.name]))
}

function asOrganization({ id, kind, name, enterprise }: OrganizationRow): Organization {
  return { id, kind, name, enterprise }
}
