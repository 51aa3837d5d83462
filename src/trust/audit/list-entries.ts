import type { Instant } from '../../foundation/instant.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditEntry, entryPageSizeMax, type ListEntries, refuse } from './contract.ts'
import { type AuditTables, type EntryQuery, findEntries, type PlacedEntry } from './store.ts'

/** Entries as an auditor reads them: the platform sees all, an organization its own. */
export async function listEntries(
  work: UnitOfWork<AuditTables>,
  query: ListEntries,
): Promise<{ items: AuditEntry[] }> {
  requireAuditor(work.actor)
  const items = await readEntries(work, {
    subjects: query.subject === undefined ? undefined : [query.subject],
    kinds: query.kind === undefined ? undefined : [query.kind],
    organization: seesAll(work.actor) ? undefined : work.actor.organization,
    before: query.before,
    pageSize: query.pageSize ?? 50,
  })
  return { items }
}

/** For rooms that answer from the log and decide themselves who may see it. Newest first. */
export async function readEntries(work: UnitOfWork<AuditTables>, query: EntryQuery): Promise<AuditEntry[]> {
  const pageSize = Math.min(query.pageSize, entryPageSizeMax)
  return (await findEntries(work.db, { ...query, pageSize })).map(asEntry)
}

export function requireAuditor(actor: Actor): void {
  if (!actor.permissions.has('audit:read')) refuse('audit-not-permitted', { permission: 'audit:read' })
}

export function seesAll(actor: Actor): boolean {
  return actor.kind === 'operator' || actor.organization === 'platform'
}

function asEntry(row: PlacedEntry): AuditEntry {
  return {
    id: row.id,
    sequence: row.sequence === null ? null : Number(row.sequence),
    at: row.at satisfies Instant,
    account: row.account,
    organization: row.organization,
    kind: row.kind,
    subject: row.subject,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
  }
}
