import type { DuckDBConnection } from '@duckdb/node-api'
import type { ScanPlan } from '../records/index.ts'
import { believedSql, codeNumber, type RelationRecordType } from './record-sql.ts'
import { nodeNumber, relationNumber, roles } from './relation-number.ts'

export type Plans = Partial<Record<RelationRecordType, ScanPlan>>

export interface TradeMonths {
  /** Counted from the year 0, both included. */
  from: number
  to: number
}

/** Words that make a foreign holder an organization; without one it may be a natural person and is treated as one. */
const organizationForm =
  '(公司|集团|企业|合伙|基金|银行|大学|政府|委员会|[Ll]td|LTD|[Ll]imited|LIMITED|[Ii]nc\\b|INC\\b|GmbH|LLC|L\\.P\\.|[Ff]und|[Cc]orp|Co\\.)'

const hidden = (kind: string, token: string) => `'${kind}:' || left(sha256('relations ' || ${token}), 24)`

/**
 * What each record says, as an edge between keys: lake keys and codes of enterprises, opaque identifiers of persons.
 * Full names of persons go no further than this.
 */
function claimSql(recordType: RelationRecordType, plan: ScanPlan): string {
  const believed = believedSql(plan)
  switch (recordType) {
    case 'shareholder': {
      // The number of an identity card has the form of a code too: of a natural person nothing is one.
      const isCode = `(kind <> ${codeNumber(plan, 'kind', 'person')} AND regexp_full_match(holder_id, '[0-9A-Z]{18}'))`
      const isPerson = `NOT ${isCode} AND (kind = ${codeNumber(plan, 'kind', 'person')} OR
        (kind = ${codeNumber(plan, 'kind', 'foreign')} AND NOT regexp_matches(holder_name, '${organizationForm}')))`
      return `SELECT ${relationNumber.shareholding} AS kind,
          CASE WHEN ${isCode} THEN holder_id WHEN ${isPerson} THEN ${hidden('person', 'holder_id')}
            ELSE ${hidden('institution', 'holder_id')} END AS from_key,
          CASE WHEN ${isCode} THEN ${nodeNumber.enterprise} WHEN ${isPerson} THEN ${nodeNumber.person}
            ELSE ${nodeNumber.institution} END AS from_kind,
          CASE WHEN ${isPerson} THEN ${maskedSql('holder_name')} ELSE holder_name END AS from_name,
          subject AS to_key, NULL AS to_name, ratio_bps, subscribed AS amount, NULL AS roles, NULL AS part,
          since, "until", known, known_to FROM (${believed})`
    }
    case 'investment':
      return `SELECT ${relationNumber.investment} AS kind, subject AS from_key, ${nodeNumber.enterprise} AS from_kind,
          NULL AS from_name, target_uscc AS to_key, target_name AS to_name, ratio_bps, amount, NULL AS roles,
          NULL AS part, invested_on AS since,
          CASE WHEN target_status <> ${codeNumber(plan, 'target_status', 'active')} THEN known::DATE END AS "until",
          known, known_to FROM (${believed})`
    case 'key-person': {
      const bits = roles
        .map((role, place) => `WHEN ${codeNumber(plan, 'role', role)} THEN ${1 << place}`)
        .join(' ')
      return `SELECT ${relationNumber.position} AS kind, ${hidden('person', 'person_id')} AS from_key,
          ${nodeNumber.person} AS from_kind, ${maskedSql('name')} AS from_name, subject AS to_key, NULL AS to_name,
          NULL AS ratio_bps, NULL AS amount, CASE role ${bits} END AS roles, NULL AS part, started_on AS since,
          ended_on AS "until", known, known_to FROM (${believed})`
    }
    case 'guarantee':
      return `SELECT ${relationNumber.guarantee} AS kind, subject AS from_key, ${nodeNumber.enterprise} AS from_kind,
          NULL AS from_name, borrower_uscc AS to_key, borrower_name AS to_name, NULL AS ratio_bps, amount,
          NULL AS roles, guarantee_number AS part, started_on AS since, ended_on AS "until", known, known_to
        FROM (${believed})`
    case 'invoice-counterparty':
      throw new TypeError('trade is added up, not claimed one by one')
  }
}

/** As `maskPersonalName` writes it; a test holds the two together. */
export function maskedSql(field: string): string {
  const name = `trim(${field})`
  return `CASE WHEN length(${name}) <= 1 THEN '*' WHEN length(${name}) = 2 THEN left(${name}, 1) || '*'
    ELSE left(${name}, 1) || repeat('*', (length(${name}) - 2)::BIGINT) || right(${name}, 1) END`
}

const empty = `SELECT NULL::TINYINT AS kind, NULL::VARCHAR AS from_key, NULL::TINYINT AS from_kind,
  NULL::VARCHAR AS from_name, NULL::VARCHAR AS to_key, NULL::VARCHAR AS to_name, NULL::INTEGER AS ratio_bps,
  NULL::BIGINT AS amount, NULL::SMALLINT AS roles, NULL::VARCHAR AS part, NULL::DATE AS since, NULL::DATE AS "until",
  NULL::TIMESTAMP AS known, NULL::TIMESTAMP AS known_to WHERE false`

/** Makes the tables `claim` and `traded`, and says which twelve months the latter adds up. */
export async function extractClaims(
  engine: DuckDBConnection,
  plans: Plans,
  lastMonth: number,
): Promise<TradeMonths | null> {
  const { 'invoice-counterparty': trade, ...others } = plans
  await engine.run(`CREATE TABLE claim AS ${empty}`)
  for (const [recordType, plan] of Object.entries(others) as [RelationRecordType, ScanPlan][])
    if (plan.files.length > 0) await engine.run(`INSERT INTO claim ${claimSql(recordType, plan)}`)
  return extractTrade(engine, trade, lastMonth)
}

async function extractTrade(
  engine: DuckDBConnection,
  plan: ScanPlan | undefined,
  lastMonth: number,
): Promise<TradeMonths | null> {
  await engine.run(`CREATE TABLE traded (from_key VARCHAR, to_key VARCHAR, from_name VARCHAR, to_name VARCHAR,
    amount_from BIGINT, amount_to BIGINT)`)
  if (plan === undefined || plan.files.length === 0) return null
  const believed = `SELECT * FROM (${believedSql(plan)}) WHERE known_to IS NULL`
  const isSale = `direction = ${codeNumber(plan, 'direction', 'sale')}`
  await engine.run(`CREATE TABLE month AS SELECT subject, ${isSale} AS is_sale, period, counterparty,
      counterparty_uscc, amount FROM (${believed}) WHERE counterparty_uscc IS NOT NULL AND period <= ${lastMonth}`)
  const newest = await engine.runAndReadAll('SELECT max(period)::INTEGER FROM month')
  const to = newest.getRows()[0]![0] as number | null
  if (to === null) return null
  const from = to - 11
  await engine.run(`INSERT INTO traded
    SELECT CASE WHEN is_sale THEN subject ELSE counterparty_uscc END AS seller,
      CASE WHEN is_sale THEN counterparty_uscc ELSE subject END AS buyer,
      any_value(counterparty) FILTER (WHERE NOT is_sale), any_value(counterparty) FILTER (WHERE is_sale),
      sum(amount) FILTER (WHERE is_sale), sum(amount) FILTER (WHERE NOT is_sale)
    FROM month WHERE period >= ${from} GROUP BY seller, buyer`)
  await engine.run('DROP TABLE month')
  return { from, to }
}
