import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import { lastCompleteMonth, monthIndex } from '../../foundation/month.ts'
import type { Field, RecordType } from '../../trust/catalog/index.ts'
import { type ReadableFile, rowsSql } from './lake-file.ts'
import { name, text, timestamp } from './sql-text.ts'

/**
 * Everything that a read needs, as data: which files, what of them counts as known, and how versions and claims are
 * told apart. A plan is made under an Authorization and may cross to a bulk process; the Authorization never does.
 */
export interface ScanPlan {
  recordType: RecordType
  columns: string[]
  asOf: Instant
  files: PlannedFile[]
  /** Sources in the order of their strength at the moment: of several claims to one key the first one's counts. */
  precedence: string[]
  /** Two sources may speak of one key. */
  contested: boolean
  /** Whether each source's claim is wanted, or the strongest one's alone. */
  claims: 'strongest' | 'all'
  /** The subjects are lake keys of one enterprise: a record key is contested across them. */
  oneEnterprise: boolean
  /** Null for all enterprises. */
  subjects: string[] | null
}

export interface PlannedFile extends ReadableFile {
  /** Keys may have several versions: only the last one known counts. */
  supersedes: boolean
  /** Rows of this file may have become known after the moment: each is looked at. */
  checkKnown: boolean
  /** Rows of this file may have happened after the moment. */
  checkEvent: boolean
}

function happenedSql(recordType: RecordType, asOf: Instant): string | undefined {
  const field = recordType.fields.find((candidate) => candidate.name === recordType.eventTime)
  if (!field) return undefined
  const day = shanghaiDay(asOf)
  const event = name(field.name)
  // What happens in a month has happened when its last day has; what has no time has always happened.
  const last =
    field.type === 'date'
      ? `DATE ${text(day)}`
      : monthIndex(lastCompleteMonth(instant(`${day}T23:59:59.999+08:00`)))
  return `(${event} <= ${last} OR ${event} IS NULL)`
}

/** Rows that were known and had happened by the moment; `known` is the moment at which each became known. */
function countingSql(
  plan: ScanPlan,
  files: readonly PlannedFile[],
  columns: readonly string[],
  where: readonly string[],
): string {
  const happened = happenedSql(plan.recordType, plan.asOf)
  const parts: string[] = []
  for (const checkKnown of [false, true])
    for (const checkEvent of [false, true]) {
      const alike = files.filter((file) => file.checkKnown === checkKnown && file.checkEvent === checkEvent)
      if (alike.length === 0) continue
      const conditions: string[] = []
      if (checkEvent && happened) conditions.push(happened)
      if (checkKnown) conditions.push(`known <= ${timestamp(plan.asOf)}`)
      const filter = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
      parts.push(`SELECT * FROM (${rowsSql(alike, columns, where)})${filter}`)
    }
  return parts.join(' UNION ALL ')
}

const newestFirst = 'known DESC, batch_sequence DESC, file_index DESC, row_number DESC'

/** The fields of the key beside the identifier, which is the subject. */
export function keyColumns(recordType: RecordType): string[] {
  return recordType.key.filter((key) => fieldNamed(recordType, key).type !== 'identifier')
}

/** Every version known by the moment, with its number among those that its source gave of the key. */
export function versionsSql(
  plan: ScanPlan,
  files: readonly PlannedFile[],
  columns: readonly string[],
  where: readonly string[],
): string {
  const keys = keyColumns(plan.recordType)
  const needed = [...new Set([...columns, ...keys, ...eventColumns(plan.recordType)])]
  const key = ['hash8', 'subject', ...keys.map(name), 'source_id'].join(', ')
  return `SELECT *, row_number() OVER (PARTITION BY ${key}
      ORDER BY known, batch_sequence, file_index, row_number) AS version, count(*) OVER (PARTITION BY ${key}) AS versions
    FROM (${countingSql(plan, files, needed, where)})`
}

/**
 * The last version known of each key. A key belongs to its source: what two sources say are two claims, and of
 * these the claim of the strongest source counts, unless all are wanted. `counted` adds `version` and `versions`.
 */
export function latestSql(
  plan: ScanPlan,
  files: readonly PlannedFile[],
  columns: readonly string[],
  where: readonly string[],
  counted = false,
): string {
  const keys = keyColumns(plan.recordType)
  const needed = [...new Set([...columns, ...keys, ...eventColumns(plan.recordType)])]
  const versioned = files.some((file) => file.supersedes)
  const all = counted ? versionsSql(plan, files, columns, where) : countingSql(plan, files, needed, where)
  const contested = plan.contested && plan.claims === 'strongest'
  if (!versioned && !contested) return all
  const key = ['hash8', 'subject', ...keys.map(name)].join(', ')
  const strength = `list_position([${plan.precedence.map(text).join(', ')}], source_id)`
  if (!contested || plan.oneEnterprise) {
    const latest = `SELECT * FROM (${all}) QUALIFY row_number() OVER (
      PARTITION BY ${key}, source_id ORDER BY ${newestFirst}) = 1`
    if (!contested) return latest
    // One enterprise may be named by several lake keys: whoever is strongest says all there is of a record key.
    const across = keys.length > 0 ? `PARTITION BY ${keys.map(name).join(', ')}` : ''
    return `SELECT * FROM (${latest}) QUALIFY ${strength} = min(${strength}) OVER (${across})`
  }
  return `SELECT * FROM (${all}) QUALIFY row_number() OVER (
    PARTITION BY ${key} ORDER BY ${strength}, ${newestFirst}) = 1`
}

/** The field that says when a record happened, if any. */
export function eventColumns(recordType: RecordType): string[] {
  return recordType.eventTime === null ? [] : [recordType.eventTime]
}

export function fieldNamed(recordType: RecordType, wanted: string): Field {
  const field = recordType.fields.find((candidate) => candidate.name === wanted)
  if (!field) throw new TypeError(`${recordType.id} has no field ${wanted}`)
  return field
}
