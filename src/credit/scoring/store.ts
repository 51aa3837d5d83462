import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { IndicatorTables } from '../indicators/index.ts'
import type { Grade } from './contract.ts'

export interface ScorecardRow {
  id: string
  version: number
  digest: string
  /** jsonb: the card. */
  card: unknown
  /** jsonb */
  fittedOn: unknown
  status: 'current' | 'retired'
  publishedAt: Instant
}

export interface ScoreRow {
  enterprise: string
  month: string
  scorecard: string
  version: number
  score: number | null
  grade: string | null
  probabilityOfDefault: number | null
  notScored: string | null
  /** Section of GB/T 4754. */
  industry: string | null
}

export interface PeerFactorRow {
  month: string
  industry: string
  factor: string
  median: number
  enterprises: number
}

interface OwnTables {
  'scoring.scorecard': ScorecardRow
  'scoring.score': ScoreRow
  'scoring.peerFactor': PeerFactorRow
}

/** The tables that the verbs of this room touch: its own, and those of the rooms that they call. */
export type ScoringTables = OwnTables & IndicatorTables

type Db = Store<OwnTables>

export function findCard(db: Db, id: string, version: number): Promise<ScorecardRow | undefined> {
  return tables(db)
    .selectFrom('scoring.scorecard')
    .selectAll()
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
}

export function findCurrentCard(db: Db): Promise<ScorecardRow | undefined> {
  return tables(db)
    .selectFrom('scoring.scorecard')
    .selectAll()
    .where('status', '=', 'current')
    .executeTakeFirst()
}

/** The current card without its content: enough to know whether a copy in memory is still the one. */
export function findCurrentReference(
  db: Db,
): Promise<Pick<ScorecardRow, 'id' | 'version' | 'digest'> | undefined> {
  return tables(db)
    .selectFrom('scoring.scorecard')
    .select(['id', 'version', 'digest'])
    .where('status', '=', 'current')
    .executeTakeFirst()
}

export async function findNewestVersion(db: Db, id: string): Promise<number> {
  const row = await tables(db)
    .selectFrom('scoring.scorecard')
    .select(({ fn }) => fn.max('version').as('newest'))
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(row?.newest ?? 0)
}

/** The new card takes the place of the current one. */
export async function insertCurrentCard(db: Db, row: Omit<ScorecardRow, 'status'>): Promise<void> {
  await tables(db)
    .updateTable('scoring.scorecard')
    .set({ status: 'retired' })
    .where('status', '=', 'current')
    .execute()
  await tables(db)
    .insertInto('scoring.scorecard')
    .values({
      ...row,
      card: JSON.stringify(row.card),
      fittedOn: JSON.stringify(row.fittedOn),
      status: 'current',
    })
    .execute()
}

/** How many enterprises of the same section have a score of that month, and how many a lower one than this. */
export async function countPeers(
  db: Db,
  of: { enterprise: string; month: string; score: number },
): Promise<{ industry: string; enterprises: number; lower: number } | undefined> {
  const own = await tables(db)
    .selectFrom('scoring.score')
    .select('industry')
    .where('enterprise', '=', of.enterprise)
    .where('month', '=', of.month)
    .executeTakeFirst()
  if (!own?.industry) return undefined
  const row = await tables(db)
    .selectFrom('scoring.score')
    .select(({ fn, ref }) => [
      fn.count('score').as('enterprises'),
      fn.count('score').filterWhere(ref('score'), '<', of.score).as('lower'),
    ])
    .where('industry', '=', own.industry)
    .where('month', '=', of.month)
    .executeTakeFirstOrThrow()
  return { industry: own.industry, enterprises: Number(row.enterprises), lower: Number(row.lower) }
}

/** Rows a statement: nine parameters each, far below the limit of 65,535. */
const rowsAtOnce = 2000

/** Readers see the old scores of the month until the transaction commits. */
export async function replaceScores(
  db: Db,
  month: string,
  rows: readonly ScoreRow[],
  peers: readonly PeerFactorRow[],
): Promise<void> {
  await sql`lock table scoring.score in share row exclusive mode`.execute(tables(db))
  await tables(db).deleteFrom('scoring.score').where('month', '=', month).execute()
  await tables(db).deleteFrom('scoring.peerFactor').where('month', '=', month).execute()
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await tables(db)
      .insertInto('scoring.score')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute()
  if (peers.length > 0)
    await tables(db)
      .insertInto('scoring.peerFactor')
      .values([...peers])
      .execute()
}

/** The median points of each factor in the industry of an enterprise, by factor. */
export async function findPeerFactors(
  db: Db,
  of: { industry: string; month: string },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(db)
    .selectFrom('scoring.peerFactor')
    .select(['factor', 'median'])
    .where('industry', '=', of.industry)
    .where('month', '=', of.month)
    .execute()
  return new Map(rows.map(({ factor, median }) => [factor, median]))
}

/** The scores of an enterprise in the months up to one, oldest first. */
export async function findCourse(
  db: Db,
  of: { enterprise: string; month: string; months: number },
): Promise<{ month: string; score: number; grade: Grade }[]> {
  const rows = await tables(db)
    .selectFrom('scoring.score')
    .select(['month', 'score', 'grade'])
    .where('enterprise', '=', of.enterprise)
    .where('month', '<', of.month)
    .where('score', 'is not', null)
    .orderBy('month', 'desc')
    .limit(of.months)
    .execute()
  return rows.reverse().map(({ month, score, grade }) => ({ month, score: score!, grade: grade as Grade }))
}
