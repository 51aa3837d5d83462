import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../src/foundation/database.ts'

/** Rows of one statement; the server sorts none of them. */
const clonesAtOnce = 50_000

/**
 * Makes of a small store a large one: each enterprise is there many times, under identifiers of its own, with its own
 * copy of names, codes, registration, dossier, figures, scores and consents. The lake is left as it is, for a page is
 * read from the store. Copies are not logged, so that what is measured is reading and not the disk of the writer.
 */
export async function replicate(database: Database, enterprises: number): Promise<void> {
  const { kysely } = database
  const run = (statement: RawBuilder<unknown>) => statement.execute(kysely)
  const { rows } = await sql<{
    count: number
  }>`SELECT count(*)::integer AS count FROM profile.dossier`.execute(kysely)
  const originals = rows[0]!.count
  const present = await sql<{
    count: number
  }>`SELECT count(*)::integer AS count FROM enterprises.enterprise`.execute(kysely)
  if (present.rows[0]!.count >= enterprises) return
  for (const table of ['profile.dossier', 'indicators.vector', 'scoring.score'])
    await run(sql.raw(`ALTER TABLE ${table} SET UNLOGGED`))
  await run(sql`CREATE TABLE IF NOT EXISTS public.original AS SELECT enterprise FROM profile.dossier`)
  const rounds = Math.ceil(enterprises / originals) - 1
  const roundsAtOnce = Math.max(1, Math.floor(clonesAtOnce / originals))
  for (let from = 1; from <= rounds; from += roundsAtOnce) {
    const to = Math.min(rounds, from + roundsAtOnce - 1)
    console.error(`copies ${from} to ${to} of ${rounds}`)
    await run(sql`DROP TABLE IF EXISTS public.copy`)
    await run(sql`CREATE UNLOGGED TABLE public.copy AS SELECT o.enterprise AS original, gen_random_uuid() AS enterprise,
      lpad(round::text, 6, '0') AS mark FROM public.original AS o, generate_series(${sql.lit(from)}, ${sql.lit(to)}) AS round`)
    for (const statement of copies) await run(sql.raw(statement))
  }
  await run(sql`DROP TABLE public.copy`)
  for (const table of [
    'enterprises.enterprise',
    'enterprises.identifier',
    'enterprises.name',
    'enterprises.registration',
    'profile.dossier',
    'indicators.vector',
    'scoring.score',
    'consent.grant',
  ])
    await run(sql.raw(`VACUUM ANALYZE ${table}`))
}

const copies = [
  `INSERT INTO enterprises.enterprise (id, created_at) SELECT enterprise, now() FROM public.copy`,
  `INSERT INTO enterprises.identifier (scheme, value, enterprise, valid_from, valid_to)
    SELECT scheme, left(value, 8) || mark || right(value, 4), copy.enterprise, valid_from, valid_to
    FROM public.copy JOIN enterprises.identifier AS old ON old.enterprise = copy.original
    WHERE known_to IS NULL ON CONFLICT DO NOTHING`,
  `INSERT INTO enterprises.name (enterprise, name, valid_from, former, normal_name)
    SELECT copy.enterprise, name || mark, valid_from, former, normal_name || mark
    FROM public.copy JOIN enterprises.name AS old ON old.enterprise = copy.original`,
  `INSERT INTO enterprises.registration (enterprise, uscc, name, normal_name, legal_representative,
      registered_capital_fen, established_on, status, industry, region, address, effective_on, source, known_at)
    SELECT copy.enterprise, left(uscc, 8) || mark || right(uscc, 4), name || mark, normal_name || mark,
      legal_representative, registered_capital_fen, established_on, status, industry, region, address, effective_on,
      source, known_at
    FROM public.copy JOIN enterprises.registration AS old ON old.enterprise = copy.original`,
  `INSERT INTO profile.dossier (enterprise, as_of, subjects, next_event, packed)
    SELECT copy.enterprise, as_of, subjects, next_event, packed
    FROM public.copy JOIN profile.dossier AS old ON old.enterprise = copy.original`,
  `INSERT INTO indicators.vector (enterprise, refresh, packed, series)
    SELECT copy.enterprise, refresh, packed, series
    FROM public.copy JOIN indicators.vector AS old ON old.enterprise = copy.original`,
  `INSERT INTO scoring.score (enterprise, month, scorecard, version, score, grade, probability_of_default, not_scored, industry)
    SELECT copy.enterprise, month, scorecard, version, score, grade, probability_of_default, not_scored, industry
    FROM public.copy JOIN scoring.score AS old ON old.enterprise = copy.original`,
  `INSERT INTO consent.grant (id, enterprise, organization, purpose, field_groups, granted_at, expires_at, granted_by,
      on_behalf, stages)
    SELECT gen_random_uuid(), copy.enterprise::text, organization, purpose, field_groups, granted_at, expires_at,
      granted_by, on_behalf, stages
    FROM public.copy JOIN consent.grant AS old ON old.enterprise = copy.original::text WHERE revoked_at IS NULL`,
]
