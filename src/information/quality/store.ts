import { type Kysely, type SqlBool, sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { BatchMeasures, Consistency, Finding, MonthQuality, Outcome, Scores } from './contract.ts'
import type { CaseTables } from './store-cases.ts'
import type { ThresholdTables } from './store-thresholds.ts'

export interface StoredMeasures {
  batch: string
  recordType: string
  source: string
  at: Instant
  outcome: Outcome
  partial: boolean
  measures: BatchMeasures
  findings: Finding[]
  thresholds: string
  enterprisesKnown: bigint | null
}

/** What the overview shows beside the freshness, which changes by the day. */
export interface LineSummary {
  scores: Scores
  rows: number
  quarantineShareBps: number
  duplicateShareBps: number
  coverageBps: number | null
  lagDays: { p50: number; p90: number } | null
  lagDaysStated: number
  rowsTrend: number[]
}

export interface StoredLine {
  recordType: string
  source: string
  organization: string
  owner: string
  deliveries: number
  lastDeliveredOn: string | null
  coveredTo: string | null
  dueOn: string | null
  missingAfter: string | null
  summary: LineSummary
}

interface LineKey {
  recordType: string
  source: string
}

/** All tables of the room. */
export type QualityTables = LineTables & CaseTables & ThresholdTables

export interface LineTables {
  'quality.delivery': Omit<StoredMeasures, 'measures' | 'findings'> & { measures: unknown; findings: unknown }
  'quality.line': Omit<StoredLine, 'summary'> & { summary: unknown }
  'quality.lakeMeasure': LineKey & { asOf: Instant; months: unknown; consistency: unknown }
}

type Db = Store<LineTables>

export async function insertMeasures(db: Db, row: StoredMeasures): Promise<void> {
  await tables(db)
    .insertInto('quality.delivery')
    .values({ ...row, measures: JSON.stringify(row.measures), findings: JSON.stringify(row.findings) })
    .execute()
}

/** The last whole deliveries, newest first; with `live` only those that were published. */
export async function selectDeliveries(
  db: Db,
  line: LineKey,
  wish: { limit: number; live: boolean },
): Promise<StoredMeasures[]> {
  let query = tables(db)
    .selectFrom('quality.delivery')
    .selectAll()
    .where('recordType', '=', line.recordType)
    .where('source', '=', line.source)
    .where('partial', '=', false)
    .orderBy('at', 'desc')
    .orderBy('batch', 'desc')
    .limit(wish.limit)
  if (wish.live) query = query.where('outcome', 'in', ['published', 'released'])
  return (await query.execute()) as StoredMeasures[]
}

/** When the last delivery came that anybody can read, a part or a whole one. */
export async function findLastAt(db: Db, line: LineKey): Promise<Instant | undefined> {
  const row = await tables(db)
    .selectFrom('quality.delivery')
    .select('at')
    .where('recordType', '=', line.recordType)
    .where('source', '=', line.source)
    .where('outcome', 'in', ['published', 'released'])
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

export async function findLine(db: Db, line: LineKey): Promise<StoredLine | undefined> {
  const row = await tables(db)
    .selectFrom('quality.line')
    .selectAll()
    .where('recordType', '=', line.recordType)
    .where('source', '=', line.source)
    .executeTakeFirst()
  return row as StoredLine | undefined
}

export async function findMeasures(db: Db, batch: string): Promise<StoredMeasures | undefined> {
  const row = await tables(db)
    .selectFrom('quality.delivery')
    .selectAll()
    .where('batch', '=', batch)
    .executeTakeFirst()
  return row as StoredMeasures | undefined
}

export async function selectHeld(
  db: Db,
  filter: { organization?: string | undefined; recordType?: string | undefined; source?: string | undefined },
): Promise<(StoredMeasures & { organization: string })[]> {
  let query = tables(db)
    .selectFrom('quality.delivery as delivery')
    .innerJoin('quality.line as line', (join) =>
      join.onRef('line.recordType', '=', 'delivery.recordType').onRef('line.source', '=', 'delivery.source'),
    )
    .selectAll('delivery')
    .select('line.organization')
    .where('outcome', '=', 'held')
    .orderBy('batch')
    .limit(heldMax)
  if (filter.organization !== undefined) query = query.where('line.organization', '=', filter.organization)
  if (filter.recordType !== undefined) query = query.where('delivery.recordType', '=', filter.recordType)
  if (filter.source !== undefined) query = query.where('delivery.source', '=', filter.source)
  return (await query.execute()) as (StoredMeasures & { organization: string })[]
}

/** More that wait for a person than anybody looks through; the oldest are shown first. */
const heldMax = 500

/** A held delivery is released or rejected, one that was published is withdrawn; false when it is neither. */
export async function updateOutcome(
  db: Db,
  batch: string,
  outcome: 'released' | 'rejected' | 'withdrawn',
): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('quality.delivery')
    .set({ outcome })
    .where('batch', '=', batch)
    .where('outcome', 'in', outcome === 'withdrawn' ? ['published', 'released'] : ['held'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Deletes measures of parts from before a moment, but for the last part of a line and those that a case is about. */
export async function deleteOldParts(db: Db, before: Instant, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`DELETE FROM quality.delivery WHERE batch IN (
    SELECT part.batch FROM quality.delivery part
    WHERE part.partial AND part.at < ${before}::timestamptz AND part.outcome <> 'held'
      AND NOT EXISTS (SELECT 1 FROM quality.quality_case c WHERE c.batch = part.batch)
      AND EXISTS (SELECT 1 FROM quality.delivery later WHERE later.record_type = part.record_type
        AND later.source = part.source AND later.outcome IN ('published', 'released') AND later.at > part.at)
    LIMIT ${limit})`.execute(tables(db))
  return Number(numAffectedRows ?? 0)
}

/** Counts a part of a line that has heard of its source on that day already; false where it has not. */
export async function countPart(db: Db, line: LineKey, day: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(db)
    .updateTable('quality.line')
    .set((now) => ({ deliveries: now('deliveries', '+', 1) }))
    .where('recordType', '=', line.recordType)
    .where('source', '=', line.source)
    .where('lastDeliveredOn', '=', day)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function saveLine(db: Db, line: StoredLine): Promise<void> {
  const row = { ...line, summary: JSON.stringify(line.summary) }
  const { recordType: _, source: __, ...changes } = row
  await tables(db)
    .insertInto('quality.line')
    .values(row)
    .onConflict((conflict) => conflict.columns(['source', 'recordType']).doUpdateSet(changes))
    .execute()
}

export interface LineFilter {
  recordType?: string | undefined
  source?: string | undefined
  organization?: string | undefined
  state?: 'on-time' | 'late' | 'missing' | 'not-expected' | undefined
  today: string
  after?: LineKey | undefined
  limit: number
}

export type LineSeen = StoredLine & { held: number; casesOpen: number }

export async function selectLines(db: Db, filter: LineFilter): Promise<LineSeen[]> {
  let query = tables(db)
    .selectFrom('quality.line as line')
    .selectAll()
    .select(heldSql.as('held'))
    .select(casesOpenSql.as('casesOpen'))
    .orderBy('source')
    .orderBy('recordType')
    .limit(filter.limit)
  if (filter.recordType !== undefined) query = query.where('recordType', '=', filter.recordType)
  if (filter.source !== undefined) query = query.where('source', '=', filter.source)
  if (filter.organization !== undefined) query = query.where('organization', '=', filter.organization)
  if (filter.state !== undefined) query = query.where(stateSql(filter.state, filter.today))
  if (filter.after !== undefined)
    query = query.where(
      sql<SqlBool>`(line.source, line.record_type) > (${filter.after.source}, ${filter.after.recordType})`,
    )
  return (await query.execute()) as LineSeen[]
}

const heldSql = sql<number>`(select count(*)::integer from quality.delivery d where d.record_type = line.record_type
  and d.source = line.source and d.outcome = 'held')`
const casesOpenSql = sql<number>`(select count(*)::integer from quality.quality_case c where c.source = line.source
  and c.record_type = line.record_type and c.closed_at is null)`

function stateSql(state: NonNullable<LineFilter['state']>, today: string) {
  switch (state) {
    case 'not-expected':
      return sql<SqlBool>`line.due_on is null`
    case 'on-time':
      return sql<SqlBool>`line.due_on >= ${today}::date`
    case 'late':
      return sql<SqlBool>`line.due_on < ${today}::date and line.missing_after >= ${today}::date`
    case 'missing':
      return sql<SqlBool>`line.missing_after < ${today}::date`
  }
}

/** Lines whose next delivery is missing and for whose due date no case was raised yet. */
export async function selectMissing(db: Db, today: string, limit: number): Promise<StoredLine[]> {
  const rows = await tables(db)
    .selectFrom('quality.line as line')
    .selectAll()
    .where('missingAfter', '<', sql<string>`${today}::date`)
    .where(
      sql<SqlBool>`not exists (select 1 from quality.quality_case c where c.source = line.source
        and c.record_type = line.record_type and c.missed_on = line.due_on)`,
    )
    .orderBy('source')
    .orderBy('recordType')
    .limit(limit)
    .execute()
  return rows as StoredLine[]
}

export interface LakeMeasure extends LineKey {
  asOf: Instant
  months: MonthQuality[]
  consistency: Consistency[]
}

export async function saveLakeMeasure(db: Db, measure: LakeMeasure): Promise<void> {
  const { recordType, source, asOf } = measure
  const changes = {
    asOf,
    months: JSON.stringify(measure.months),
    consistency: JSON.stringify(measure.consistency),
  }
  await tables(db)
    .insertInto('quality.lakeMeasure')
    .values({ recordType, source, ...changes })
    .onConflict((conflict) => conflict.columns(['source', 'recordType']).doUpdateSet(changes))
    .execute()
}

export async function findLakeMeasure(db: Db, line: LineKey): Promise<LakeMeasure | undefined> {
  const row = await tables(db)
    .selectFrom('quality.lakeMeasure')
    .selectAll()
    .where('recordType', '=', line.recordType)
    .where('source', '=', line.source)
    .executeTakeFirst()
  return row as LakeMeasure | undefined
}

/** Deliveries of one line are kept one after the other: each looks at those before it. */
export async function lockLine(db: Db, line: LineKey): Promise<void> {
  await sql`select pg_advisory_xact_lock(726190521, hashtext(${`${line.recordType} ${line.source}`}))`.execute(
    tables(db) as Kysely<unknown>,
  )
}

/** The lines of a record type, in the order in which they are locked. */
export async function selectLinesOf(db: Db, recordType: string): Promise<{ source: string }[]> {
  return tables(db)
    .selectFrom('quality.line')
    .select('source')
    .where('recordType', '=', recordType)
    .orderBy('source')
    .execute()
}

/** Record types with a delivery since the lake was last counted, that was not counted after the moment. */
export async function selectUncounted(db: Db, countedBefore: Instant): Promise<string[]> {
  const { rows } = await sql<{ recordType: string }>`select distinct line.record_type from quality.line line
    left join quality.lake_measure lake using (source, record_type)
    where lake.as_of is null or (lake.as_of < ${countedBefore}::timestamptz and exists (
      select 1 from quality.delivery d where d.record_type = line.record_type and d.source = line.source
        and d.at > lake.as_of))
    order by 1`.execute(tables(db))
  return rows.map(({ recordType }) => recordType)
}
