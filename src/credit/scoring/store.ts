import { sql } from 'kysely'
import type { Instant } from '../../foundation/instant.ts'
import { type Store, tables } from '../../foundation/unit-of-work.ts'
import type { IndicatorTables } from '../indicators/index.ts'

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

/** What is stored of an enterprise beside its present score. */
export interface Placed {
  /** Section in which it was scored in the month; null where it was not. */
  industry: string | null
  /** Enterprises of the section with a score, and with a lower one than this; null before the month was refreshed. */
  enterprises: number | null
  lower: number | null
  /** The median points of each factor in the section. */
  medians: Record<string, number> | null
  /** The scores of the months before, oldest first. */
  course: { month: string; score: number; grade: string }[] | null
}

/** Where a score stands in its month and what it was before: one statement, none of which counts enterprises. */
export async function findPlace(
  db: Db,
  of: { enterprise: string; month: string; score: number | null; courseMonths: number },
): Promise<Placed> {
  const { rows } = await sql<Placed>`
    WITH own AS (SELECT industry FROM scoring.score WHERE enterprise = ${of.enterprise} AND month = ${of.month}),
    step AS (SELECT own.industry, enterprises, scores, lower, width_bucket(${of.score}::double precision, scores) AS at
      FROM own JOIN scoring.standing AS standing ON standing.industry = own.industry AND standing.month = ${of.month})
    SELECT own.industry, step.enterprises,
      CASE WHEN step.scores[step.at] = ${of.score}::double precision THEN step.lower[step.at]
        ELSE coalesce(step.lower[step.at + 1], step.enterprises) END AS lower,
      (SELECT jsonb_object_agg(factor, median) FROM scoring.peer_factor
        WHERE industry = own.industry AND month = ${of.month}) AS medians,
      (SELECT jsonb_agg(jsonb_build_object('month', month, 'score', score, 'grade', grade) ORDER BY month)
        FROM (SELECT month, score, grade FROM scoring.score
          WHERE enterprise = ${of.enterprise} AND month < ${of.month} AND score IS NOT NULL
          ORDER BY month DESC LIMIT ${of.courseMonths}) AS earlier) AS course
    FROM (SELECT) AS one LEFT JOIN own ON true LEFT JOIN step ON true`.execute(tables(db))
  return rows[0]!
}

/** Of more enterprises than this a place is right to one in as many. */
const standingSteps = 2000

/** Reckons how many of each industry have a lower score, by steps, from the scores of a month. */
async function replaceStanding(db: Db, month: string): Promise<void> {
  await sql`DELETE FROM scoring.standing WHERE month = ${month}`.execute(tables(db))
  await sql`INSERT INTO scoring.standing (month, industry, enterprises, scores, lower)
    SELECT ${month}, industry, max(enterprises), array_agg(score ORDER BY score), array_agg(lower ORDER BY score)
    FROM (
      SELECT DISTINCT ON (industry, lower::bigint * ${sql.lit(standingSteps)} / enterprises) industry, enterprises, score, lower
      FROM (
        SELECT industry, score, sum(count(*)) OVER (PARTITION BY industry)::integer AS enterprises,
          (sum(count(*)) OVER (PARTITION BY industry ORDER BY score) - count(*))::integer AS lower
        FROM scoring.score WHERE month = ${month} AND score IS NOT NULL AND industry IS NOT NULL
        GROUP BY industry, score
      ) AS ranked
      ORDER BY industry, lower::bigint * ${sql.lit(standingSteps)} / enterprises, score
    ) AS steps
    GROUP BY industry`.execute(tables(db))
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
  await replaceStanding(db, month)
}
