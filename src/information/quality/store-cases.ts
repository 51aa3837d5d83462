import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { CaseKind, CaseState, Finding, Severity } from './contract.ts'

export interface StoredCase {
  id: string
  kind: CaseKind
  state: CaseState
  severity: Severity
  recordType: string
  source: string
  organization: string
  batch: string | null
  missedOn: string | null
  owner: string
  titleZh: string
  titleEn: string
  findings: Finding[]
  openedAt: Instant
  dueOn: string
  closedAt: Instant | null
}

export interface StoredEntry {
  id: string
  qualityCase: string
  at: Instant
  account: string
  organization: string
  act: 'open' | 'acknowledge' | 'comment' | 'resolve' | 'waive' | 'reopen' | 'assign'
  state: CaseState
  comment: string | null
}

export interface CaseTables {
  'quality.qualityCase': Omit<StoredCase, 'findings'> & { findings: unknown }
  'quality.caseEntry': StoredEntry
}

type Db = Store<CaseTables>

/** False when the batch or the missed date has its case already. */
export async function insertCase(db: Db, row: StoredCase): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(db)
    .insertInto('quality.qualityCase')
    .values({ ...row, findings: JSON.stringify(row.findings) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function insertEntry(db: Db, entry: StoredEntry): Promise<void> {
  await tables(db).insertInto('quality.caseEntry').values(entry).execute()
}

export async function findCase(db: Db, id: string, lock = false): Promise<StoredCase | undefined> {
  let query = tables(db).selectFrom('quality.qualityCase').selectAll().where('id', '=', id)
  if (lock) query = query.forUpdate()
  return (await query.executeTakeFirst()) as StoredCase | undefined
}

export async function updateCase(
  db: Db,
  id: string,
  change: Partial<Pick<StoredCase, 'state' | 'owner' | 'closedAt'>>,
): Promise<void> {
  await tables(db).updateTable('quality.qualityCase').set(change).where('id', '=', id).execute()
}

export interface CaseFilter {
  state?: CaseState | undefined
  kind?: CaseKind | undefined
  recordType?: string | undefined
  source?: string | undefined
  organization?: string | undefined
  batch?: string | undefined
  /** Only those that were due before this day and are not closed. */
  dueBefore?: string | undefined
  after?: string | undefined
  limit: number
}

/** The newest first: identifiers are in the order of time. */
export async function selectCases(db: Db, filter: CaseFilter): Promise<StoredCase[]> {
  let query = tables(db)
    .selectFrom('quality.qualityCase')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit)
  if (filter.state !== undefined) query = query.where('state', '=', filter.state)
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
  if (filter.recordType !== undefined) query = query.where('recordType', '=', filter.recordType)
  if (filter.source !== undefined) query = query.where('source', '=', filter.source)
  if (filter.organization !== undefined) query = query.where('organization', '=', filter.organization)
  if (filter.batch !== undefined) query = query.where('batch', '=', filter.batch)
  if (filter.dueBefore !== undefined)
    query = query.where('closedAt', 'is', null).where('dueOn', '<', filter.dueBefore)
  if (filter.after !== undefined) query = query.where('id', '<', filter.after)
  return (await query.execute()) as StoredCase[]
}

export async function selectEntries(db: Db, qualityCase: string): Promise<StoredEntry[]> {
  return tables(db)
    .selectFrom('quality.caseEntry')
    .selectAll()
    .where('qualityCase', '=', qualityCase)
    .orderBy('id')
    .execute()
}
