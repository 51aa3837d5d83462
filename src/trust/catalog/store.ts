import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { DefinitionKind, ProposalState } from './contract.ts'

export interface DefinitionRow {
  /** `sha256:` of the bytes of the content. */
  digest: string
  kind: DefinitionKind
  name: string
  /** Canonical JSON. */
  content: string
}

export interface VersionRow {
  id: string
  kind: DefinitionKind
  name: string
  version: number
  digest: string
  basedOn: string | null
  note: string
  proposedBy: string
  proposedAt: Instant
  state: ProposalState
  reviewedBy: string | null
  reviewedAt: Instant | null
  reason: string | null
  installed: boolean
}

export interface CatalogTables {
  'catalog.definition': DefinitionRow
  'catalog.version': VersionRow
  'catalog.revision': { singleton: boolean; revision: string }
}

type Db = Store<CatalogTables>

export async function readRevision(db: Db): Promise<string> {
  const row = await tables(db).selectFrom('catalog.revision').select('revision').executeTakeFirstOrThrow()
  return row.revision
}

/** Holds the revision until the transaction ends: approvals come one after the other. */
export async function lockRevision(db: Db): Promise<string> {
  const row = await tables(db)
    .selectFrom('catalog.revision')
    .select('revision')
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.revision
}

export async function saveRevision(db: Db, revision: string): Promise<void> {
  await tables(db).updateTable('catalog.revision').set({ revision }).execute()
}

export interface CurrentRow extends DefinitionRow {
  version: number
}

/** The newest approved version of everything. */
export function selectCurrent(db: Db): Promise<CurrentRow[]> {
  return tables(db)
    .selectFrom('catalog.version as version')
    .innerJoin('catalog.definition as definition', 'definition.digest', 'version.digest')
    .distinctOn(['version.kind', 'version.name'])
    .select(['version.kind', 'version.name', 'version.version', 'definition.digest', 'definition.content'])
    .where('version.state', '=', 'approved')
    .orderBy('version.kind')
    .orderBy('version.name')
    .orderBy('version.version', 'desc')
    .execute()
}

export function findDefinition(db: Db, digest: string): Promise<DefinitionRow | undefined> {
  return tables(db)
    .selectFrom('catalog.definition')
    .selectAll()
    .where('digest', '=', digest)
    .executeTakeFirst()
}

export async function saveDefinition(db: Db, row: DefinitionRow): Promise<void> {
  await tables(db)
    .insertInto('catalog.definition')
    .values(row)
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute()
}

export async function insertVersion(db: Db, row: VersionRow): Promise<void> {
  await tables(db).insertInto('catalog.version').values(row).execute()
}

export function findVersionForUpdate(db: Db, id: string): Promise<VersionRow | undefined> {
  return tables(db)
    .selectFrom('catalog.version')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function saveReview(
  db: Db,
  id: string,
  review: Pick<VersionRow, 'state' | 'reviewedBy' | 'reviewedAt' | 'reason'>,
): Promise<void> {
  await tables(db).updateTable('catalog.version').set(review).where('id', '=', id).execute()
}

export interface VersionWithContent extends VersionRow {
  content: string
  /** The content of the definition that it was to replace; null where that came with the platform or was none. */
  basedOnContent: string | null
}

function versionsWithContent(db: Db) {
  return tables(db)
    .selectFrom('catalog.version as version')
    .innerJoin('catalog.definition as definition', 'definition.digest', 'version.digest')
    .leftJoin('catalog.definition as before', 'before.digest', 'version.basedOn')
    .selectAll('version')
    .select(['definition.content', 'before.content as basedOnContent'])
}

/** Every approved version of one definition, newest first. */
export function selectHistory(db: Db, kind: DefinitionKind, name: string): Promise<VersionWithContent[]> {
  return versionsWithContent(db)
    .where('version.kind', '=', kind)
    .where('version.name', '=', name)
    .where('version.state', '=', 'approved')
    .orderBy('version.version', 'desc')
    .execute()
}

/** Proposals, newest first. */
export function selectProposals(
  db: Db,
  wish: { state?: ProposalState | undefined; name?: string | undefined; pageSize: number },
): Promise<VersionWithContent[]> {
  let query = versionsWithContent(db).where('version.installed', '=', false)
  if (wish.state !== undefined) query = query.where('version.state', '=', wish.state)
  if (wish.name !== undefined) query = query.where('version.name', '=', wish.name)
  return query
    .orderBy('version.proposedAt', 'desc')
    .orderBy('version.id', 'desc')
    .limit(wish.pageSize)
    .execute()
}

export function findVersion(db: Db, id: string): Promise<VersionWithContent | undefined> {
  return versionsWithContent(db).where('version.id', '=', id).executeTakeFirst()
}
