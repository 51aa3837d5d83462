import type { DuckDBConnection } from '@duckdb/node-api'
import { relationKinds } from './graph.contract.ts'
import { nodeNumber, relationNumber } from './relation-number.ts'

const { shareholding, investment, position, guarantee, trade } = relationNumber

/**
 * Makes the tables `node`, `edge` and `version` out of `claim`, `traded` and `entity` (key, enterprise): keys become
 * nodes, all keys of one enterprise the same one, and what enterprises say of themselves after a merge falls away.
 */
export async function composeGraph(engine: DuckDBConnection, day: string): Promise<void> {
  await composeNodes(engine)
  await engine.run(`CREATE TABLE version AS
    SELECT near.number AS from_node, far.number AS to_node, claim.kind, ratio_bps, amount, roles, part, since, "until",
      known, known_to
    FROM claim JOIN named near ON near.key = from_key JOIN named far ON far.key = to_key
    WHERE near.number <> far.number`)
  const inForce = `known_to IS NULL AND (since IS NULL OR since <= DATE '${day}')
    AND ("until" IS NULL OR "until" > DATE '${day}')`
  const ended = 'CASE WHEN count("until") = count(*) THEN max("until") END'
  const pair = 'from_node, to_node, kind'
  const latest = (column: string) => `arg_max(${column}, (known, coalesce(${column}, 0)))`
  // Of several numbers of one enterprise that name the same holder the latest counts; guarantees are several indeed.
  await engine.run(`CREATE TABLE edge AS
    SELECT ${pair}, ${latest('ratio_bps')} AS ratio_bps,
      CASE WHEN kind = ${investment} THEN coalesce(${latest('amount')}, 0) END::BIGINT AS amount_from,
      CASE WHEN kind = ${shareholding} THEN coalesce(${latest('amount')}, 0) END::BIGINT AS amount_to,
      NULL::SMALLINT AS roles, min(since) AS since, ${ended} AS "until"
    FROM version WHERE kind IN (${shareholding}, ${investment}) AND ${inForce} GROUP BY ${pair}
    UNION ALL
    SELECT ${pair}, NULL, NULL, 0, bit_or(roles), min(since), ${ended}
    FROM version WHERE kind = ${position} AND ${inForce} GROUP BY ${pair}
    UNION ALL
    SELECT ${pair}, NULL, sum(amount)::BIGINT, NULL, NULL, min(since), ${ended}
    FROM (SELECT DISTINCT ON (from_node, to_node, part) * FROM version
      WHERE kind = ${guarantee} AND ${inForce} ORDER BY known DESC) GROUP BY ${pair}
    UNION ALL
    SELECT near.number, far.number, ${trade}::TINYINT, NULL, sum(amount_from)::BIGINT, sum(amount_to)::BIGINT,
      NULL, NULL, NULL
    FROM traded JOIN named near ON near.key = from_key JOIN named far ON far.key = to_key
    WHERE near.number <> far.number GROUP BY near.number, far.number`)
}

async function composeNodes(engine: DuckDBConnection): Promise<void> {
  const enterprise = nodeNumber.enterprise
  await engine.run(`CREATE TABLE spoken AS
    SELECT from_key AS key, from_kind AS kind, from_name AS name, known FROM claim
    UNION ALL SELECT to_key, ${enterprise}, to_name, known FROM claim
    UNION ALL SELECT from_key, ${enterprise}, from_name, NULL FROM traded
    UNION ALL SELECT to_key, ${enterprise}, to_name, NULL FROM traded`)
  // A local number that no enterprise claims names nobody: what is said of it is left out.
  await engine.run(`CREATE TABLE called AS
    SELECT key, kind, name, CASE WHEN kind <> ${enterprise} THEN key WHEN enterprise IS NOT NULL THEN enterprise
        WHEN regexp_full_match(key, '[0-9A-Z]{18}') THEN 'uscc:' || key END AS ref
    FROM (SELECT key, any_value(kind) AS kind, arg_max(name, coalesce(known, TIMESTAMP '1900-01-01')) AS name
      FROM spoken GROUP BY key) LEFT JOIN entity USING (key)`)
  await engine.run('DROP TABLE spoken')
  await engine.run(`CREATE TABLE node AS
    SELECT (row_number() OVER (ORDER BY ref) - 1)::INTEGER AS number, ref, min(kind) AS kind,
      min(key) FILTER (WHERE kind = ${enterprise} AND regexp_full_match(key, '[0-9A-Z]{18}')) AS uscc,
      coalesce(min(name) FILTER (WHERE name <> ''), min(key)) AS name
    FROM called WHERE ref IS NOT NULL GROUP BY ref`)
  await engine.run('CREATE TABLE named AS SELECT key, number FROM called JOIN node USING (ref)')
  await engine.run('DROP TABLE called')
}

/** By which an end ranks the edges of a kind: the share, the office held, the amount as it says itself or hears. */
function rankSql(own: string, other: string): string {
  return `CASE kind WHEN ${position} THEN 100 - log2(greatest(roles & -roles, 1))
    WHEN ${guarantee} THEN amount_from WHEN ${trade} THEN coalesce(${own}, ${other})
    ELSE coalesce(ratio_bps, 0) + ln(1 + coalesce(amount_from, amount_to, 0)) / 100 END::REAL`
}

/** Neighbors of a node by kind, both ways; then, by kind again, those that its own records name. */
const degreesSql = `SELECT number, [${relationKinds.map((_, kind) => `count(*) FILTER (WHERE kind = ${kind})`).join(', ')},
    ${relationKinds.map((_, kind) => `count(*) FILTER (WHERE kind = ${kind} AND own)`).join(', ')}] AS degrees
  FROM (SELECT from_node AS number, kind, amount_from IS NOT NULL AS own FROM edge
    UNION ALL SELECT to_node, kind, amount_to IS NOT NULL FROM edge) GROUP BY number`

/** The files that a slot is loaded from, in the columns of its tables. Edges lie together by where they begin. */
export async function writeGraph(
  engine: DuckDBConnection,
  path: (table: 'node' | 'edge' | 'version') => string,
): Promise<{ nodes: number; edges: number }> {
  const csv = '(FORMAT csv, HEADER false)'
  await engine.run(`COPY (SELECT number, ref, kind, uscc, name,
      '{' || coalesce(array_to_string(degrees, ','), '${relationKinds.map(() => '0,0').join(',')}') || '}'
    FROM node LEFT JOIN (${degreesSql}) USING (number) ORDER BY number) TO '${path('node')}' ${csv}`)
  await engine.run(`COPY (SELECT from_node, to_node, kind, ratio_bps, amount_from, amount_to, roles, since, "until",
      ${rankSql('amount_from', 'amount_to')}, ${rankSql('amount_to', 'amount_from')}
    FROM edge ORDER BY from_node, kind, to_node) TO '${path('edge')}' ${csv}`)
  await engine.run(`COPY (SELECT from_node, to_node, kind, ratio_bps, amount, roles, since, "until",
      strftime(known, '%Y-%m-%d %H:%M:%S.%f') || 'Z', strftime(known_to, '%Y-%m-%d %H:%M:%S.%f') || 'Z'
    FROM version ORDER BY from_node, kind, to_node, known) TO '${path('version')}' ${csv}`)
  const counted = await engine.runAndReadAll(
    'SELECT (SELECT count(*)::INTEGER FROM node), (SELECT count(*)::DOUBLE FROM edge)',
  )
  const [nodes, edges] = counted.getRows()[0] as [number, number]
  return { nodes, edges }
}
