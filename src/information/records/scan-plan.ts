import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import { lastCompleteMonth, monthIndex } from '../../foundation/month.ts'
import type { Field, RecordType } from '../../trust/catalog/index.ts'
import { refuse } from './contract.ts'
import { lakeFolder } from './lake-folder.ts'
import type { SequencedBatch } from './store.ts'

/**
 * Everything that a read needs, as data: which files, what of them counts as known, and how versions are told
 * apart. A plan is made under an Authorization and may cross to a bulk process; the Authorization never does.
 */
export interface ScanPlan {
  recordType: RecordType
  columns: string[]
  asOf: Instant
  files: PlannedFile[]
  /** Keys may have several versions among the files: only the last one known counts. */
  versioned: boolean
  /** Null for all enterprises. */
  subjects: string[] | null
}

export interface PlannedFile {
  path: string
  batch: string
  source: string
  names: string[]
  sequence: number
  publishedAt: Instant
  /** Rows of this file may have become known after the moment: each is looked at. */
  checkKnown: boolean
  /** Rows of this file may have happened after the moment. */
  checkEvent: boolean
}

export interface ScanWish {
  recordType: RecordType
  columns: readonly string[]
  asOf: Instant
  subjects: readonly string[] | null
}

/** Chooses the files that can hold a row known and happened by the moment. */
export function planScanOf(batches: readonly SequencedBatch[], wish: ScanWish, dataFolder: string): ScanPlan {
  const day = shanghaiDay(wish.asOf)
  const files: PlannedFile[] = []
  let versioned = false
  for (const batch of batches) {
    const live = batch.knownMin === null
    if (batch.path === null) continue
    // Rows without a known time of their own are known since the batch is; history since its own earlier times.
    if (live && batch.publishedAt > wish.asOf) continue
    if (!live && batch.knownMin! > wish.asOf) continue
    if (batch.eventMin !== null && batch.eventMin > day) continue
    const path = join(lakeFolder(dataFolder), batch.path)
    if (!existsSync(path)) refuse('lake-file-damaged', { file: batch.path, batch: batch.id })
    versioned ||= batch.supersedes
    files.push({
      path,
      batch: batch.id,
      source: batch.source,
      names: batch.files,
      sequence: Number(batch.sequence),
      publishedAt: batch.publishedAt,
      checkKnown: !live && (batch.knownMax! > wish.asOf || batch.publishedAt > wish.asOf),
      checkEvent: batch.eventMax !== null && batch.eventMax > day,
    })
  }
  return {
    recordType: wish.recordType,
    columns: [...wish.columns],
    asOf: wish.asOf,
    files,
    versioned,
    subjects: wish.subjects === null ? null : [...wish.subjects],
  }
}

export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

export function name(field: string): string {
  return `"${field}"`
}

export function timestamp(at: Instant): string {
  return `TIMESTAMP '${at.replace('Z', '')}'`
}

function happenedSql(recordType: RecordType, asOf: Instant): string | undefined {
  const field = recordType.fields.find((candidate) => candidate.name === recordType.eventTime)
  if (!field) return undefined
  const day = shanghaiDay(asOf)
  if (field.type === 'date') return `${name(field.name)} <= DATE ${text(day)}`
  // What happens in a month has happened when its last day has.
  return `${name(field.name)} <= ${monthIndex(lastCompleteMonth(instant(`${day}T23:59:59.999+08:00`)))}`
}

/** Rows of one file that were known and had happened by the moment; `known` is the moment at which each became known. */
export function fileSql(
  plan: ScanPlan,
  file: PlannedFile,
  columns: readonly string[],
  where: readonly string[],
): string {
  const published = timestamp(file.publishedAt)
  const conditions = [...where]
  const happened = happenedSql(plan.recordType, plan.asOf)
  if (file.checkEvent && happened) conditions.push(happened)
  if (file.checkKnown) conditions.push(`coalesce(known_at, ${published}) <= ${timestamp(plan.asOf)}`)
  const filter = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : ''
  const known = `coalesce(known_at, ${published}) AS known, ${file.sequence} AS batch_sequence`
  const order = `file AS file_index, row AS row_number`
  return `SELECT ${['hash8', 'subject', ...columns].join(', ')}, ${known}, ${order}
    FROM read_parquet(${text(file.path)})${filter}`
}

/** The last version known of each key. A key belongs to its source: what two sources say are two claims. */
export function latestSql(plan: ScanPlan, where: readonly string[]): string {
  const keys = plan.recordType.key
    .filter((key) => fieldNamed(plan.recordType, key).type !== 'identifier')
    .map(name)
  const needed = [...new Set([...plan.columns.map(name), ...keys, ...eventColumn(plan.recordType)])]
  const parts = plan.files.map((file) => {
    const source = `${text(file.source)} AS source_id`
    return `SELECT *, ${source} FROM (${fileSql(plan, file, needed, where)})`
  })
  const all = parts.join(' UNION ALL ')
  if (!plan.versioned) return all
  return `SELECT * FROM (${all}) QUALIFY row_number() OVER (
    PARTITION BY hash8, subject, ${[...keys, 'source_id'].join(', ')}
    ORDER BY known DESC, batch_sequence DESC, file_index DESC, row_number DESC) = 1`
}

export function eventColumn(recordType: RecordType): string[] {
  return recordType.eventTime === null ? [] : [name(recordType.eventTime)]
}

export function fieldNamed(recordType: RecordType, wanted: string): Field {
  const field = recordType.fields.find((candidate) => candidate.name === wanted)
  if (!field) throw new TypeError(`${recordType.id} has no field ${wanted}`)
  return field
}
