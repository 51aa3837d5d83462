import { type Field, type Layout, type RecordType, refuse, type Source } from './contract.ts'

/** Where the value of one field comes from: a column of the file (from 0), a constant, or nowhere. */
export type FieldOrigin = { column: number; currencyWithin?: true } | { constant: string } | { absent: true }

export interface ColumnMapping {
  origins: Readonly<Record<string, FieldOrigin>>
  /** The column that says when the source delivered each row, if the file has one. */
  knownAtColumn: number | undefined
  /** What a cell says when it says nothing, beyond being empty. */
  emptyWords: readonly string[]
}

/** The title of the column that carries the delivery time of a row; every record type knows it. */
export const knownAtTitle = 'known_at'

/** Titles differ in case, in white space and in a byte order mark, and mean the same. */
export function plainTitle(title: string): string {
  return title
    .replace(/^\uFEFF/, '')
    .replace(/[\s\u3000]+/g, '')
    .toLowerCase()
}

export function titlesOf(field: Field): string[] {
  return [field.name, field.zh, field.en, ...(field.synonyms ?? [])]
}

function layoutFor(source: Source, recordType: RecordType, titles: ReadonlySet<string>): Layout | undefined {
  return source.layouts.find(
    (layout) =>
      layout.recordType === recordType.id && layout.header.every((title) => titles.has(plainTitle(title))),
  )
}

/**
 * Says which column fills which field: by the source's layout where one fits the header, else by the titles of
 * the record type and their synonyms. A column that nobody knows is refused, never skipped in silence.
 */
export function mapColumns(
  recordType: RecordType,
  source: Source,
  header: readonly string[],
  file: string,
): ColumnMapping {
  const titles = new Set(header.map(plainTitle))
  const layout = layoutFor(source, recordType, titles)
  const fieldByTitle = new Map<string, string>()
  for (const field of recordType.fields) {
    for (const title of titlesOf(field)) fieldByTitle.set(plainTitle(title), field.name)
  }
  for (const [title, field] of Object.entries(layout?.columns ?? {}))
    fieldByTitle.set(plainTitle(title), field)
  const ignored = new Set((layout?.ignored ?? []).map(plainTitle))
  const constants = layout?.constants ?? {}

  const origins: Record<string, FieldOrigin> = {}
  for (const [field, constant] of Object.entries(constants)) origins[field] = { constant }
  let knownAtColumn: number | undefined
  const expected = () => expectedTitles(recordType, layout)
  for (const [column, title] of header.entries()) {
    const plain = plainTitle(title)
    if (ignored.has(plain)) continue
    if (plain === knownAtTitle) {
      knownAtColumn = column
      continue
    }
    const field = fieldByTitle.get(plain)
    if (field === undefined) refuse('unknown-column', { file, column: title, expected: expected() })
    else if (origins[field]) refuse('column-repeated', { file, column: title, field })
    else origins[field] = { column }
  }
  for (const field of recordType.fields) {
    if (origins[field.name]) continue
    if (field.required) {
      refuse('missing-column', {
        file,
        column: field.name,
        title: field.zh,
        expected: expected(),
        found: [...header],
      })
    }
    origins[field.name] = { absent: true }
  }
  // An amount and its currency often stand in one cell: without a column of its own the currency is read from there.
  for (const { name, currencyOf } of recordType.fields) {
    if (currencyOf === undefined || !('absent' in origins[name]!)) continue
    const capital = origins[currencyOf]!
    if ('column' in capital) origins[name] = { column: capital.column, currencyWithin: true }
  }
  return { origins, knownAtColumn, emptyWords: layout?.emptyWords ?? [] }
}

function expectedTitles(recordType: RecordType, layout: Layout | undefined): string[] {
  const given = Object.fromEntries(
    Object.entries(layout?.columns ?? {}).map(([title, field]) => [field, title]),
  )
  return recordType.fields
    .filter((field) => layout?.constants[field.name] === undefined)
    .map((field) => given[field.name] ?? field.name)
}
