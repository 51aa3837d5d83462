import {
  type ColumnMapping,
  type Field,
  identifierField,
  knownAtTitle,
  type RecordType,
} from '../../trust/catalog/index.ts'
import { checkOf, type FieldCheck, type Problem, valueColumn, type WarningReason } from './check.ts'
import type { ReceivedFile } from './receive.ts'
import { blanks, sqlText } from './sql-text.ts'

/** The stages of a batch inside the engine: every accepted row of every file, read once, checked by column. */
export interface Staging {
  recordType: RecordType
  /** Its position, from 1, is what the column `problem` holds. */
  problems: Problem[]
  /** What only warns; the place of each, from 0, is its bit in the column `warned`. */
  warnings: Warning[]
}

/** A field whose text said nothing certain, and why: its value is null and the row is published. */
export interface Warning {
  field: string
  reason: WarningReason
}

const sqlTypes: Readonly<Record<string, string>> = {
  identifier: 'VARCHAR',
  text: 'VARCHAR',
  fen: 'BIGINT',
  capital: 'BIGINT',
  integer: 'BIGINT',
  date: 'DATE',
  month: 'SMALLINT',
  code: 'UTINYINT',
  boolean: 'BOOLEAN',
}

/** Fields with a column of their own: the identifier becomes the subject instead. */
export function valueFields(recordType: RecordType): RecordType['fields'] {
  return recordType.fields.filter((field) => field.type !== 'identifier')
}

/** By which keys that occur more than once are found; two identifiers are taken as different when their texts are. */
export function keyHashSql(recordType: RecordType, identifier: string): string {
  return `hash(${[identifier, ...keyColumns(recordType)].join(', ')})`
}

/** The staged columns of the key, without the identifier. */
export function keyColumns(recordType: RecordType): string[] {
  const identifier = identifierField(recordType).name
  return recordType.key.filter((name) => name !== identifier).map(valueColumn)
}

export function createStagedSql(recordType: RecordType): string {
  const columns = valueFields(recordType).map((field) => `${valueColumn(field.name)} ${sqlTypes[field.type]}`)
  return `CREATE TABLE staged (file USMALLINT, record INTEGER, id VARCHAR, ${columns.join(', ')},
    key_hash UBIGINT, known TIMESTAMP, problem USMALLINT, warned UINTEGER, raw VARCHAR)`
}

/** The reader of one file: every column as text, rows that do not fit the header set aside by the engine. */
export function readCsvSql(file: ReceivedFile, rejects: string): string {
  const columns = file.header!.titles.map((_, column) => `'c${column}': 'VARCHAR'`).join(', ')
  return `read_csv(${sqlText(file.path)}, auto_detect = false, header = true, delim = ${sqlText(file.header!.delimiter)},
    quote = '"', escape = '"', columns = {${columns}}, store_rejects = true,
    rejects_table = '${rejects}', rejects_scan = '${rejects}_scan', max_line_size = 2097152)`
}

function knownSql(mapping: ColumnMapping): string {
  if (mapping.knownAtColumn === undefined) return 'NULL::TIMESTAMP'
  const x = `c${mapping.knownAtColumn}`
  const zoned = `regexp_matches(${x}, '(Z|[+-][0-9]{2}:?[0-9]{2})\\s*$')`
  return `CASE WHEN ${zoned} THEN make_timestamp(epoch_us(TRY_CAST(${x} AS TIMESTAMPTZ))) END`
}

/** Reads, converts and checks one file into the staged table. Adds to `staging.problems` what can be wrong. */
export function stageFileSql(
  staging: Staging,
  file: ReceivedFile,
  number: number,
  mapping: ColumnMapping,
  when: { now: string; today: string },
): string {
  const checks = staging.recordType.fields.map((field) =>
    checkOf(staging.recordType, field, mapping, when.today),
  )
  const values = checks.filter((check) => check.field.type !== 'identifier')
  const identifier = checks.find((check) => check.field.type === 'identifier')!
  const raws = checks.map((check) => `${check.raw} AS r_${check.field.name}`)
  const typed = values.map((check) => `${check.value} AS ${valueColumn(check.field.name)}`)
  const arms = problemArms(staging, checks, mapping, file, when.now)
  const others = arms.filter((arm) => arm.field === undefined).map((arm) => arm.when)
  const suspects = [...checks.map((check) => check.suspect), ...others].map((when) => `(${when})`)
  const all = file.header!.titles.map((_, column) => `c${column}`).join(', ')
  return `INSERT INTO staged
    SELECT ${number}::USMALLINT, record, r_${identifier.field.name},
      ${values.map((check) => valueColumn(check.field.name)).join(', ')}${values.length > 0 ? ',' : ''}
      ${keyHashSql(staging.recordType, `r_${identifier.field.name}`)}, known, problem, ${warnedSql(staging, checks)},
      CASE WHEN problem IS NOT NULL THEN to_json([${all}])::VARCHAR END
    FROM (SELECT *, CASE WHEN ${suspects.join(' OR ')}
        THEN (CASE ${arms.map((arm) => `WHEN ${arm.when} THEN ${arm.number}`).join(' ')} END)::USMALLINT END AS problem
      FROM (SELECT *, ${[...typed, ...raws, `${knownSql(mapping)} AS known`].join(', ')}
        FROM (SELECT row_number() OVER ()::INTEGER AS record, *${saidSql(mapping)} FROM ${readCsvSql(file, `rejects_${number}`)})))`
}

/** The mapped columns once more without the words that mean an empty cell: what the fields read. */
function saidSql(mapping: ColumnMapping): string {
  if (mapping.emptyWords.length === 0) return ''
  const columns = Object.values(mapping.origins).flatMap((origin) =>
    'column' in origin ? [origin.column] : [],
  )
  const words = ['', ...mapping.emptyWords].map(sqlText).join(', ')
  const said = [...new Set(columns)].map(
    (column) => `CASE WHEN trim(c${column}, ${blanks}) NOT IN (${words}) THEN c${column} END AS s${column}`,
  )
  return ['', ...said].join(', ')
}

/** A bit for each warning; the first that holds of a field is the one that is given. */
function warnedSql(staging: Staging, checks: readonly FieldCheck[]): string {
  const fields = checks
    .filter((check) => check.warnings.length > 0)
    .map((check) => {
      const arms = check.warnings.map(
        ({ when, reason }) => `WHEN ${when} THEN ${2 ** placeOfWarning(staging, check.field.name, reason)}`,
      )
      return `CASE ${arms.join(' ')} ELSE 0 END`
    })
  return `(${['0', ...fields].join(' + ')})::UINTEGER`
}

function placeOfWarning(staging: Staging, field: string, reason: WarningReason): number {
  const known = staging.warnings.findIndex((warning) => warning.field === field && warning.reason === reason)
  return known >= 0 ? known : staging.warnings.push({ field, reason }) - 1
}

/** Where the value of a field stands in the file, for the quarantine. */
export function placeOf(field: Field, mapping: ColumnMapping): Omit<Problem, 'reason'> {
  const origin = mapping.origins[field.name]!
  return {
    field: field.name,
    column: 'column' in origin ? origin.column : undefined,
    personal: field.personal === true,
  }
}

/** A condition and the number of the problem that it means. */
interface Arm {
  /** Undefined for what is not told by the field's own quick look. */
  field?: string
  when: string
  number: number
}

function problemArms(
  staging: Staging,
  checks: FieldCheck[],
  mapping: ColumnMapping,
  file: ReceivedFile,
  now: string,
): Arm[] {
  const arms: Arm[] = checks.flatMap((check) =>
    check.problems.map(({ when, reason }) => ({
      field: check.field.name,
      when,
      number: staging.problems.push({ ...placeOf(check.field, mapping), reason }),
    })),
  )
  const known = mapping.knownAtColumn
  if (known !== undefined) {
    const place = { field: knownAtTitle, column: known, personal: false }
    arms.push(
      {
        when: `known IS NULL AND c${known} IS NOT NULL`,
        number: staging.problems.push({ ...place, reason: 'instant-invalid' }),
      },
      {
        when: `known > TIMESTAMP ${sqlText(now.replace('Z', ''))}`,
        number: staging.problems.push({ ...place, reason: 'delivered-future' }),
      },
    )
  }
  if (file.decoded || file.garbled) {
    const columns = file.header!.titles.map((_, column) => `c${column}`).join(', ')
    const number = staging.problems.push({
      field: '',
      reason: file.decoded ? 'bytes-invalid' : 'text-garbled',
      column: undefined,
      personal: false,
    })
    arms.unshift({ when: `contains(concat(${columns}), '\uFFFD')`, number })
  }
  return arms
}
