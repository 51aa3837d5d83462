import type { ColumnMapping, Field, RecordType } from '../../trust/catalog/index.ts'
import { capitalCellPattern, capitalSql, latinNamePattern } from './capital-text.ts'
import type { reasons } from './contract.ts'
import { blanks, fenMax, sqlText } from './sql-text.ts'

export { sqlText }

type Reasons = typeof reasons
export type QuarantineReason = {
  [Code in keyof Reasons]: Reasons[Code]['kind'] extends 'quarantine' ? Code : never
}[keyof Reasons]
/** A rule between fields may quarantine or warn, as its definition says. */
export type WarningReason = Exclude<keyof Reasons, QuarantineReason> | 'rule-broken'

/** One way in which a row can be wrong; its place in the list is what the checking query answers. */
export interface Problem {
  field: string
  reason: QuarantineReason
  /** The column of the file that holds the value, from 0. */
  column: number | undefined
  personal: boolean
}

/** A field as the columns of a query: what it reads, what it becomes, and when that is wrong. */
export interface FieldCheck {
  field: Field
  /** SQL of the text as delivered, null where it says that there is none. */
  raw: string
  /** SQL of the value in the form of the lake, null when the text does not say one. */
  value: string
  /** The same for a table in which no value has white space around it. */
  unpadded: string
  problems: { when: string; reason: QuarantineReason }[]
  /** What is told to the source and sets no row aside: the value is null where its text says nothing certain. */
  warnings: { when: string; reason: WarningReason }[]
  /** SQL that is true of every row with one of the problems, and quick to tell of a row without. */
  suspect: string
}

/** Columns of the staged table are named by their field with a letter before it, so that no name is a keyword. */
export function valueColumn(field: string): string {
  return `v_${field}`
}

/**
 * Amounts: yuan with at most two decimals and a sign, `1,234.50` too; never `1e3`. The first arm covers what
 * nearly every file has, in 64-bit decimals; the second covers the rest in 128 bits.
 */
function fenOf(x: string): string {
  const bare = `trim(${x}, ${blanks})`
  const digits = `replace(${bare}, ',', '')`
  const wide = `CASE WHEN regexp_full_match(${bare}, '[-+]?([0-9]{1,34}|[0-9]{1,3}(,[0-9]{3}){1,10})(\\.[0-9]{1,2}0*)?')
    THEN TRY_CAST(TRY_CAST(${digits} AS DECIMAL(38, 2)) * 100 AS HUGEINT) END`
  // What is too great stays just beyond the bound, where the check of the bound finds it.
  const bounded = `CASE WHEN ${wide} > ${fenMax} THEN ${fenMax + 1n} WHEN ${wide} < ${-fenMax} THEN ${-fenMax - 1n}
    ELSE TRY_CAST(${wide} AS BIGINT) END`
  const plain = `(CAST(${x} AS DECIMAL(15, 2)) * CAST(100 AS DECIMAL(3, 0)))::BIGINT`
  // What the engine reads and writes back unchanged is such an amount; it would also read 1e3 and round 1.005.
  return `CASE WHEN TRY_CAST(${x} AS DECIMAL(15, 2))::VARCHAR = ${x}
      OR regexp_full_match(${x}, '-?[0-9]{1,12}(\\.[0-9]{1,2})?') THEN ${plain}
    ELSE ${bounded} END`
}

/** Text without white space around it. Nearly no text has any, and telling so is four times as fast as trimming. */
function textOf(x: string): string {
  const padded = `${x} < '!' OR suffix(${x}, ' ') OR suffix(${x}, chr(9)) OR suffix(${x}, chr(12288)) OR suffix(${x}, chr(160))
    OR starts_with(${x}, chr(12288)) OR starts_with(${x}, chr(160))`
  return `CASE WHEN ${padded} THEN nullif(trim(${x}, ${blanks}), '') ELSE ${x} END`
}

function dateOf(x: string): string {
  const bare = `trim(${x}, ${blanks})`
  const other = `coalesce(
    CASE WHEN length(${bare}) = 8 THEN try_strptime(${bare}, '%Y%m%d')::DATE END,
    TRY_CAST(${bare} AS DATE),
    try_strptime(${bare}, ['%Y年%m月%d日', '%Y.%m.%d'])::DATE)`
  // The comparison keeps out what the engine would also take for a date: 'epoch', 'infinity', years of two digits.
  const date = `CASE WHEN ${x} >= '1' AND ${x} < '3' THEN coalesce(TRY_CAST(${x} AS DATE), ${other})
    WHEN ${bare} >= '1' AND ${bare} < '3' THEN ${other} END`
  return `(${date})`
}

function monthOf(x: string): string {
  const bare = `trim(${x}, ${blanks})`
  const first = `CASE
    WHEN regexp_full_match(${bare}, '(19|20|21)[0-9]{2}-[0-9]{1,2}') THEN TRY_CAST(${bare} || '-01' AS DATE)
    WHEN regexp_full_match(${bare}, '(19|20|21)[0-9]{2}/[0-9]{1,2}') THEN TRY_CAST(${bare} || '/01' AS DATE)
    WHEN regexp_full_match(${bare}, '(19|20|21)[0-9]{4}') THEN try_strptime(${bare} || '01', '%Y%m%d')::DATE
    WHEN regexp_full_match(${bare}, '(19|20|21)[0-9]{2}年[0-9]{1,2}月') THEN try_strptime(${bare}, '%Y年%m月')::DATE END`
  return `(datepart('year', ${first}) * 12 + datepart('month', ${first}) - 1)::SMALLINT`
}

function integerOf(x: string): string {
  // What the engine reads and writes back unchanged is a whole number; it would also read 1.5 and 1e3 as one.
  return `CASE WHEN TRY_CAST(${x} AS BIGINT)::VARCHAR = ${x} AND length(${x}) <= 16 THEN TRY_CAST(${x} AS BIGINT)
    WHEN regexp_full_match(${x}, '\\s*[-+]?[0-9]{1,15}(\\.0+)?\\s*') THEN TRY_CAST(${x} AS BIGINT) END`
}

/** Positions in the code list, by code, by either name and by the synonyms; white space and case do not matter. */
function codeOf(x: string, field: Field, stored: (position: number) => string): string {
  const spellings = new Map<string, number>()
  for (const [position, code] of field.codes!.entries()) {
    for (const spelling of [code.code, code.zh, code.en, ...code.synonyms]) {
      const plain = spelling.toLowerCase()
      if (!spellings.has(plain)) spellings.set(plain, position)
    }
  }
  const arms = [...spellings].map(([text, at]) => `WHEN ${sqlText(text)} THEN ${stored(at)}`).join(' ')
  return `CASE ${x} ${arms} ELSE CASE lower(trim(${x}, ${blanks})) ${arms} END END`
}

function readAs(
  recordType: RecordType,
  field: Field,
  x: string,
  currencyWithin: boolean,
): { sql: string; reason: QuarantineReason } {
  if (currencyWithin) return { sql: capitalSql(x, field.codes!).currency, reason: 'code-unknown' }
  switch (field.type) {
    case 'capital':
      return { sql: capitalSql(x, currenciesOf(recordType, field)).amount, reason: 'amount-invalid' }
    case 'identifier':
      return { sql: x, reason: 'value-missing' }
    case 'text':
      return { sql: textOf(x), reason: 'value-missing' }
    case 'fen':
      return { sql: fenOf(x), reason: 'amount-invalid' }
    case 'integer':
      return { sql: integerOf(x), reason: 'integer-invalid' }
    case 'date':
      return { sql: dateOf(x), reason: 'date-invalid' }
    case 'month':
      return { sql: monthOf(x), reason: 'month-invalid' }
    case 'code':
      return { sql: codeOf(x, field, (position) => `${position}::UTINYINT`), reason: 'code-unknown' }
    case 'boolean':
      return {
        sql: codeOf(x, field, (position) => (field.codes![position]!.code === 'true' ? 'TRUE' : 'FALSE')),
        reason: 'code-unknown',
      }
  }
}

/** The currencies that the text of a capital may name: those of the field that takes the currency from it. */
function currenciesOf(recordType: RecordType, capital: Field): NonNullable<Field['codes']> {
  return recordType.fields.find((field) => field.currencyOf === capital.name)?.codes ?? []
}

/** Whether the text, once read, is allowed; in the order in which a person would say it. */
function problemsOf(
  recordType: RecordType,
  field: Field,
  reason: QuarantineReason,
  today: string,
  lenient: boolean,
): FieldCheck['problems'] {
  const raw = `r_${field.name}`
  const value = valueColumn(field.name)
  const problems: FieldCheck['problems'] = []
  if (field.required) problems.push({ when: `${raw} IS NULL`, reason: 'value-missing' })
  if (!lenient && field.type !== 'identifier' && (field.required || reason !== 'value-missing')) {
    problems.push({ when: `${value} IS NULL AND ${raw} IS NOT NULL`, reason })
  }
  const least = field.min ?? (field.type === 'fen' ? -fenMax : undefined)
  const most = field.max ?? (field.type === 'fen' ? fenMax : undefined)
  if (least !== undefined) problems.push({ when: `${value} < ${least}`, reason: 'value-below-minimum' })
  if (most !== undefined) problems.push({ when: `${value} > ${most}`, reason: 'value-above-maximum' })
  if (field.pattern) {
    problems.push({
      when: `NOT regexp_matches(${value}, ${sqlText(field.pattern)})`,
      reason: 'pattern-mismatch',
    })
  }
  if (field.list !== undefined) {
    problems.push({
      when: `${value} NOT IN (SELECT code FROM listed_code WHERE list = ${sqlText(field.list)})`,
      reason: 'code-not-listed',
    })
  }
  if (field.type === 'date') {
    problems.push({
      when: `${value} < DATE '1900-01-01' OR ${value} > DATE '2200-12-31'`,
      reason: 'date-invalid',
    })
  }
  if (field.name === recordType.eventTime) {
    const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))]
    const latest = field.type === 'month' ? String(year * 12 + month - 1) : `DATE ${sqlText(today)}`
    problems.push({ when: `${value} > ${latest}`, reason: 'event-future' })
  }
  return problems
}

/** The check of one field. `today` is the day in Shanghai after which nothing can have happened. */
export function checkOf(
  recordType: RecordType,
  field: Field,
  mapping: ColumnMapping,
  today: string,
): FieldCheck {
  const origin = mapping.origins[field.name]!
  const raw =
    'column' in origin
      ? `${mapping.emptyWords.length > 0 ? 's' : 'c'}${origin.column}`
      : 'constant' in origin
        ? sqlText(origin.constant)
        : 'NULL::VARCHAR'
  const currencyWithin = 'column' in origin && origin.currencyWithin === true
  const { sql, reason } = readAs(recordType, field, raw, currencyWithin)
  const lenient = field.type === 'capital' || currencyWithin
  const problems = [
    ...problemsOf(recordType, field, reason, today, lenient),
    ...(field.type === 'capital' ? shiftedProblems(recordType, field) : []),
  ]
  const warnings = field.type === 'capital' ? capitalWarnings(field) : []
  const unpadded = field.type === 'text' ? raw : sql
  return {
    field,
    raw,
    value: sql,
    unpadded,
    problems,
    warnings,
    suspect: suspectOf(field, problems, lenient),
  }
}

/**
 * Where the capital is somebody's name, or stands in another cell, the cells of the row are not under their titles:
 * the row has as many as the header, and no way to put them back is certain.
 */
function shiftedProblems(recordType: RecordType, capital: Field): FieldCheck['problems'] {
  const raw = `r_${capital.name}`
  const others = recordType.fields.filter((field) => field.type === 'text').map((field) => `r_${field.name}`)
  const elsewhere = others.map((x) => `regexp_full_match(${x}, ${sqlText(capitalCellPattern)})`)
  const shifted = [`regexp_full_match(${raw}, ${sqlText(latinNamePattern)})`, ...elsewhere].join(' OR ')
  return [
    {
      when: `${raw} IS NOT NULL AND NOT (${valueColumn(capital.name)} IS NOT NULL) AND (${shifted})`,
      reason: 'columns-shifted',
    },
  ]
}

/** An enterprise whose capital nobody can read is still known for certain. */
function capitalWarnings(field: Field): FieldCheck['warnings'] {
  const unread = `${valueColumn(field.name)} IS NULL AND r_${field.name} IS NOT NULL`
  const { bare } = capitalSql(`r_${field.name}`, [])
  return [
    { when: `${unread} AND ${bare}`, reason: 'capital-unit-missing' },
    { when: unread, reason: 'capital-unreadable' },
  ]
}

/**
 * A required value that is missing and one that cannot be read are both null: one look finds either. Comparisons
 * with a null are null, which is not true, so they need no guard.
 */
function suspectOf(field: Field, problems: FieldCheck['problems'], lenient: boolean): string {
  const raw = `r_${field.name}`
  const value = field.type === 'identifier' || lenient ? raw : valueColumn(field.name)
  const missing = field.required ? `${value} IS NULL` : `(${value} IS NULL AND ${raw} IS NOT NULL)`
  const others = problems.filter(({ when }) => !when.includes('IS NULL')).map(({ when }) => when)
  return [missing, ...others].join(' OR ')
}
