import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { CatalogTables } from '../catalog/index.ts'
import type { OrganizationTables } from '../organizations/index.ts'
import type { FieldGroup, Purpose, Stage } from './contract.ts'

/** The tables of this room. */
export interface OwnTables {
  'consent.grant': {
    id: string
    enterprise: string
    organization: string
    purpose: Purpose
    fieldGroups: FieldGroup[]
    stages: Stage[] | null
    grantedAt: Instant
    expiresAt: Instant
    grantedBy: string
    onBehalf: boolean
    revokedAt: Instant | null
    revokedBy: string | null
  }
}

/** What a verb of this room may touch: its own tables, organizations, the catalogue and the audit log by way of their rooms. */
export type ConsentTables = OwnTables & OrganizationTables & CatalogTables

type Db = Store<OwnTables>
export type GrantRow = OwnTables['consent.grant']

/** Any number of grants in one statement. */
export async function insertGrants(db: Db, rows: readonly GrantRow[]): Promise<void> {
  await sql`
    insert into consent.grant (id, enterprise, organization, purpose, field_groups, granted_at, expires_at,
      granted_by, on_behalf, stages)
    select id, enterprise, organization, purpose, "fieldGroups", "grantedAt", "expiresAt", "grantedBy", "onBehalf",
      stages
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, enterprise text, organization text,
      purpose text, "fieldGroups" text[], "grantedAt" timestamptz, "expiresAt" timestamptz, "grantedBy" text,
      "onBehalf" boolean, stages text[])`.execute(tables(db))
}

/** All grants by the enterprises to one organization for a purpose, live or not: liveness is decided in grant.ts. */
export async function findGrants(
  db: Db,
  between: { enterprises: readonly string[]; organization: string; purpose: Purpose },
): Promise<GrantRow[]> {
  if (between.enterprises.length === 0) return []
  return tables(db)
    .selectFrom('consent.grant')
    .selectAll()
    .where('enterprise', 'in', between.enterprises)
    .where('organization', '=', between.organization)
    .where('purpose', '=', between.purpose)
    .execute()
}

export function findGrant(db: Db, id: string): Promise<GrantRow | undefined> {
  return tables(db).selectFrom('consent.grant').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Newest first. */
export function listGrants(
  db: Db,
  query: {
    enterprise?: string | undefined
    organization?: string | undefined
    before?: string | undefined
    pageSize: number
  },
): Promise<GrantRow[]> {
  let found = tables(db).selectFrom('consent.grant').selectAll()
  if (query.enterprise !== undefined) found = found.where('enterprise', '=', query.enterprise)
  if (query.organization !== undefined) found = found.where('organization', '=', query.organization)
  if (query.before !== undefined) found = found.where('id', '<', query.before)
  return found.orderBy('id', 'desc').limit(query.pageSize).execute()
}

/** Undefined when it was revoked meanwhile: of two that revoke at once, one does. */
export function revokeGrant(
  db: Db,
  id: string,
  revocation: { revokedAt: Instant; revokedBy: string },
): Promise<GrantRow | undefined> {
  return tables(db)
    .updateTable('consent.grant')
    .set(revocation)
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
}
