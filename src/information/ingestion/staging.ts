import {
  type ColumnMapping,
  type Field,
  type FieldOrigin,
  identifierField,
  knownAtTitle,
  type RecordType,
} from '../../trust/catalog/index.ts'
import { rawSql, shownSql } from './bad-row-text.ts'
import { checkOf, type FieldCheck, type Problem, valueColumn, type WarningReason } from './check.ts'
import { ruleSql } from './check-rules.ts'
import type { Header } from './header.ts'
import { type PlainForm, plainForms, plainTypes } from './plain-value.ts'
import type { ReceivedFile } from './receive.ts'
import { blanks, sqlText } from './sql-text.ts'

/** The stages of a batch inside the engine: every accepted row of every file, read once, checked by column. */
export interface Staging {
  recordType: RecordType
  /** Its position, from 1, is what the column `problem` holds. */
  problems: Problem[]
  /** What only warns; the place of each, from 0, is its bit in the column `warned`. */
  warnings: Warning[]
  /** Some table says when its rows were delivered. */
  known: boolean
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

/**
 * The table of staged rows, and what queries read of it: a column that is null in every row costs a fortieth of the
 * whole reading, so those that no table of the delivery fills are added by the view.
 */
export function createStagedSql({ recordType, known, warnings }: Staging): string {
  const columns = valueFields(recordType).map((field) => `${valueColumn(field.name)} ${sqlTypes[field.type]}`)
  const kept = [...(known ? ['known TIMESTAMP'] : []), ...(warnings.length > 0 ? ['warned UBIGINT'] : [])]
  const added = [
    ...(known ? [] : ['NULL::TIMESTAMP AS known']),
    ...(warnings.length > 0 ? [] : ['0::UBIGINT AS warned']),
  ]
  return `CREATE OR REPLACE TABLE staged_row (file USMALLINT, row INTEGER, id VARCHAR, ${columns.join(', ')},
      key_hash UBIGINT, problem USMALLINT, shown VARCHAR${kept.map((column) => `, ${column}`).join('')});
    CREATE OR REPLACE VIEW staged AS SELECT *${added.map((column) => `, ${column}`).join('')} FROM staged_row`
}

/**
 * The rows of one table in one bucket: their number, and every column as text or in its plain form. They are rows of
 * their table already; should the engine think otherwise of one, it is set aside and counted.
 */
export function readPartSql(
  header: Header,
  path: string,
  rejects: string,
  forms: readonly PlainForm[] = [],
): string {
  const columns = header.titles
    .map((_, column) => `'c${column}': '${plainTypes[forms[column] ?? 'text']}'`)
    .join(', ')
  return `read_csv(${sqlText(path)}, auto_detect = false, header = false, delim = ${sqlText(header.delimiter)},
    quote = '"', escape = '"', columns = {'row': 'INTEGER', ${columns}}, store_rejects = true,
    rejects_table = '${rejects}', rejects_scan = '${rejects}_scan', max_line_size = 4194304)`
}

function knownSql(mapping: ColumnMapping): string {
  if (mapping.knownAtColumn === undefined) return 'NULL::TIMESTAMP'
  const x = `c${mapping.knownAtColumn}`
  const zoned = `regexp_matches(${x}, '(Z|[+-][0-9]{2}:?[0-9]{2})\\s*$')`
  return `CASE WHEN ${zoned} THEN make_timestamp(epoch_us(TRY_CAST(${x} AS TIMESTAMPTZ))) END`
}

/** How the rows of one table are read, converted and checked. */
export interface TableReading {
  file: ReceivedFile & { header: Header }
  number: number
  /** Where the identifier comes from. */
  origin: FieldOrigin
  personalColumns: number[]
  /** The field that a column fills. */
  fieldAt: (column: number) => Field | undefined
  /** What its columns are in rows of plain values. */
  forms: PlainForm[]
  /** Stages what a query on a part gives, looking only for what the division saw in the table. */
  stageSql: (part: string, seen: { garbled: boolean; padded: boolean }, plain: boolean) => string
}

/** Works out how a table is read. Adds to `staging.problems` what can be wrong. */
export function tableReading(
  staging: Staging,
  file: ReceivedFile & { header: Header },
  number: number,
  mapping: ColumnMapping,
  when: { now: string; today: string },
): TableReading {
  const { recordType } = staging
  const checks = recordType.fields.map((field) => checkOf(recordType, field, mapping, when.today))
  const values = checks.filter((check) => check.field.type !== 'identifier')
  const identifier = checks.find((check) => check.field.type === 'identifier')!
  const first = staging.problems.length
  const garbledArm = garbledArmOf(staging, file)
  const arms = [...problemArms(staging, checks, mapping, when.now), ...ruleArms(staging)]
  const personalColumns = recordType.fields.flatMap((field) => {
    const { personal, column } = placeOf(field, mapping)
    return personal && column !== undefined ? [column] : []
  })
  const warned = warnedSql(staging, checks)
  staging.known ||= mapping.knownAtColumn !== undefined
  const columns = staging.problems.slice(first).map(({ column }) => (column === undefined ? 0 : column + 1))
  const forms = plainForms(recordType.fields, mapping, file.header.titles.length)
  const stageSql: TableReading['stageSql'] = (part, { garbled, padded }, plain) => {
    const formOf = (column: number | undefined): PlainForm =>
      plain && column !== undefined ? forms[column]! : 'text'
    const cells = forms.map((_, column) => (formOf(column) === 'text' ? `c${column}` : writtenSql(column)))
    const value = `left(([${cells.join(', ')}])[([${columns.join(', ')}])[problem - ${first}]], 200)`
    const formed = (field: Field) => {
      const { column } = placeOf(field, mapping)
      const form = formOf(column)
      return form === 'text' ? undefined : { raw: `c${column}`, value: plainSql(form, `c${column}`) }
    }
    const raws = checks.map(({ field, raw }) => `${formed(field)?.raw ?? raw} AS r_${field.name}`)
    const typed = values.map(({ field, value, unpadded }) => {
      const text = padded ? value : unpadded
      return `${formed(field)?.value ?? text} AS ${valueColumn(field.name)}`
    })
    const all = garbled ? [garbledArm, ...arms] : arms
    const others = all.filter((arm) => arm.field === undefined).map((arm) => arm.when)
    const suspects = [...checks.map((check) => check.suspect), ...others].map((arm) => `(${arm})`)
    return `INSERT INTO staged_row BY NAME
    SELECT ${number}::USMALLINT AS file, row, r_${identifier.field.name} AS id,
      ${values.map((check) => `${valueColumn(check.field.name)}, `).join('')}
      ${keyHashSql(recordType, `r_${identifier.field.name}`)} AS key_hash, problem,
      CASE WHEN problem IS NOT NULL THEN ${shownSql(value, rawSql(cells, personalColumns))} END AS shown
      ${staging.known ? ', known' : ''}${staging.warnings.length > 0 ? `, ${warned} AS warned` : ''}
    FROM (SELECT *, CASE WHEN ${suspects.join(' OR ')}
        THEN (CASE ${all.map((arm) => `WHEN ${arm.when} THEN ${arm.number}`).join(' ')} END)::USMALLINT END AS problem
      FROM (SELECT *, ${[...typed, ...raws, `${knownSql(mapping)} AS known`].join(', ')}
        FROM (SELECT *${saidSql(mapping)} FROM ${part})))`
  }
  const fieldAt = (column: number) =>
    recordType.fields.find((field) => placeOf(field, mapping).column === column)
  const origin = mapping.origins[identifier.field.name]!
  return { file, number, origin, personalColumns, fieldAt, forms, stageSql }
}

/** The text of a plain value, as it was delivered. */
function writtenSql(column: number): string {
  return `(CAST(c${column} AS VARCHAR))`
}

/** A plain value in the form in which it lies in the lake. */
function plainSql(form: PlainForm, x: string): string {
  return form === 'amount' ? `(${x} * CAST(100 AS DECIMAL(3, 0)))::BIGINT` : x
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
  const rules = staging.recordType.rules
    .filter(({ severity }) => severity === 'warn')
    .map(({ id, when }) => {
      const bit = 2 ** placeOfWarning(staging, id, 'rule-broken')
      return `CASE WHEN ${ruleSql(staging.recordType, when)} THEN ${bit} ELSE 0 END`
    })
  return `(${['0', ...fields, ...rules].join(' + ')})::UBIGINT`
}

/** Rules between fields that quarantine: told after the fields by themselves are right. */
function ruleArms(staging: Staging): Arm[] {
  const { recordType, problems } = staging
  return recordType.rules
    .filter(({ severity }) => severity === 'quarantine')
    .map(({ id, when }) => ({
      when: ruleSql(recordType, when),
      number: problems.push({ field: id, reason: 'rule-broken', column: undefined, personal: false }),
    }))
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

function problemArms(staging: Staging, checks: FieldCheck[], mapping: ColumnMapping, now: string): Arm[] {
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
  return arms
}

/** Bytes that the encoding does not know have become U+FFFD here; those of a text in UTF-8 came so. */
function garbledArmOf(staging: Staging, file: ReceivedFile & { header: Header }): Arm {
  const columns = file.header.titles.map((_, column) => `c${column}`).join(', ')
  const number = staging.problems.push({
    field: '',
    reason: file.decoded ? 'bytes-invalid' : 'text-garbled',
    column: undefined,
    personal: false,
  })
  return { when: `contains(concat(${columns}), '\uFFFD')`, number }
}
