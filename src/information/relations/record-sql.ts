import { type ScanPlan, versionsSql } from '../records/index.ts'

/** The record types that relations are made of. */
export const relationRecordTypes = [
  'shareholder',
  'investment',
  'key-person',
  'guarantee',
  'invoice-counterparty',
] as const
export type RelationRecordType = (typeof relationRecordTypes)[number]

/** By record type, what is read of it. */
export const relationColumns: Readonly<Record<RelationRecordType, readonly string[]>> = {
  shareholder: ['holder_id', 'holder_name', 'kind', 'subscribed', 'ratio_bps', 'since', 'until'],
  investment: ['target_uscc', 'target_name', 'amount', 'ratio_bps', 'invested_on', 'target_status'],
  'key-person': ['person_id', 'name', 'role', 'started_on', 'ended_on'],
  guarantee: ['guarantee_number', 'borrower_uscc', 'borrower_name', 'amount', 'started_on', 'ended_on'],
  'invoice-counterparty': ['direction', 'period', 'counterparty', 'counterparty_uscc', 'amount'],
}

/**
 * Every version of every record with the moments from and to which it was the platform's belief: until its source
 * gave another, or a stronger source spoke of the same record. What is believed now has no end.
 */
export function believedSql(plan: ScanPlan): string {
  const keys = plan.recordType.key
    .filter((key) => plan.recordType.fields.find((field) => field.name === key)?.type !== 'identifier')
    .map((key) => `"${key}"`)
  const key = ['subject', ...keys].join(', ')
  const ended = `SELECT *, lead(known) OVER (PARTITION BY ${key}, source_id
      ORDER BY known, batch_sequence, file_index, row_number) AS known_to
    FROM (${versionsSql(plan, plan.files, plan.columns, [])})`
  if (!plan.contested) return ended
  const strength = `list_position([${plan.precedence.map((source) => `'${source}'`).join(', ')}], source_id)`
  return `WITH said AS (SELECT *, ${strength} AS strength FROM (${ended})),
      spoke AS (SELECT ${key}, strength, min(known) AS first FROM said GROUP BY ALL),
      yielding AS (SELECT * EXCLUDE (first), min(first) OVER (PARTITION BY ${key} ORDER BY strength
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS yields FROM spoke)
    SELECT * REPLACE (least(known_to, yields) AS known_to) FROM said JOIN yielding USING (${key}, strength)
    WHERE yields IS NULL OR known < yields`
}

/** The number under which the lake holds a code. */
export function codeNumber(plan: ScanPlan, field: string, code: string): number {
  const codes = plan.recordType.fields.find((candidate) => candidate.name === field)?.codes ?? []
  const place = codes.findIndex((candidate) => candidate.code === code)
  if (place < 0) throw new TypeError(`${plan.recordType.id}.${field} has no code ${code}`)
  return place
}
