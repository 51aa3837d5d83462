import type { Field, RecordType, Source } from '../../trust/catalog/index.ts'
import { knownAtTitle } from '../../trust/catalog/index.ts'
import type { ColumnChoice } from './column-choice.ts'
import type { PreviewColumn, PreviewTable } from './deliveries/contract.ts'
import { annotationTitles } from './fix-columns.ts'
import type { LookedTable } from './look.ts'
import { plainTitle } from './readers/header-row.ts'
import { maskText } from './rejected-rows.ts'

/** How a table would be read: each column with its field and how that was found, and what is not there yet. */
export function mapPreview(
  table: LookedTable,
  line: { recordType: RecordType; source: Source; remembered: ColumnChoice | undefined },
): PreviewTable {
  const { recordType } = line
  const find = finder(line, table.titles)
  const found = table.titles.map((title) => ({ title, ...find(title) }))
  const taken = new Set(found.map(({ field }) => field))
  const free = recordType.fields.filter(({ name }) => !taken.has(name))
  const constants = Object.assign({}, ...layoutsOf(line.source, recordType).map((layout) => layout.constants))
  const columns: PreviewColumn[] = found.map((column) => ({
    ...column,
    suggestions: column.found === 'asked' ? similarFields(column.title, free) : [],
  }))
  const personal = new Set(recordType.fields.flatMap((field) => (field.personal ? [field.name] : [])))
  const isMasked = columns.map(({ field }) => field !== null && personal.has(field))
  const { name, format, encoding, delimiter } = table
  return {
    name,
    format,
    encoding,
    delimiter,
    columns,
    missing: free
      .filter((field) => field.required && !(field.name in constants))
      .map(({ name, zh, en }) => ({ field: name, zh, en })),
    rows: table.rows.map(({ row, cells }) => ({
      row,
      cells: cells.map((cell, at) => (isMasked[at] || looksPersonal(cell) ? maskText(cell) : cell)),
    })),
  }
}

type Found = Pick<PreviewColumn, 'field' | 'found'>

function layoutsOf(source: Source, recordType: RecordType) {
  return source.layouts.filter((layout) => layout.recordType === recordType.id)
}

function finder(
  { recordType, source, remembered }: Parameters<typeof mapPreview>[1],
  titles: readonly string[],
): (title: string) => Found {
  const found = new Map<string, Found>()
  const say = (title: string, field: string | null, how: PreviewColumn['found']) =>
    found.set(plainTitle(title), { field, found: how })
  for (const field of recordType.fields) {
    for (const synonym of field.synonyms ?? []) say(synonym, field.name, 'synonym')
    for (const title of [field.name, field.zh, field.en]) say(title, field.name, 'exact')
  }
  say(knownAtTitle, knownAtTitle, 'exact')
  const there = new Set(titles.map(plainTitle))
  const layout = layoutsOf(source, recordType).find(({ header }) =>
    header.every((title) => there.has(plainTitle(title))),
  )
  for (const [title, field] of Object.entries(layout?.columns ?? {})) say(title, field, 'synonym')
  for (const title of [...annotationTitles, ...(layout?.ignored ?? [])]) say(title, null, 'ignored')
  for (const [title, field] of Object.entries(remembered ?? {})) say(title, field, 'remembered')
  return (title) => found.get(plainTitle(title)) ?? { field: null, found: 'asked' }
}

/** Resident identity numbers (GB 11643) and mobile numbers are masked wherever they stand. */
function looksPersonal(cell: string): boolean {
  return /^\s*([1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])\d{5}[\dXx]|1[3-9]\d{9})\s*$/.test(cell)
}

const suggestionsMax = 3
const likenessMin = 0.3

/** Fields whose titles share the most pairs of characters with a title (Dice's coefficient). */
export function similarFields(title: string, fields: readonly Field[]): string[] {
  return fields
    .map((field) => {
      const titles = [field.name, field.zh, field.en, ...(field.synonyms ?? [])]
      return { name: field.name, likeness: Math.max(...titles.map((other) => likeness(title, other))) }
    })
    .filter((found) => found.likeness >= likenessMin)
    .sort((left, right) => right.likeness - left.likeness)
    .slice(0, suggestionsMax)
    .map(({ name }) => name)
}

function likeness(one: string, other: string): number {
  const [left, right] = [pairsOf(one), pairsOf(other)]
  const rest = [...right]
  let both = 0
  for (const pair of left) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    rest.splice(at, 1)
    both++
  }
  return (2 * both) / (left.length + right.length)
}

/** With the edges, so that single characters count and beginnings weigh more. */
function pairsOf(title: string): string[] {
  const characters = ['^', ...plainTitle(title).replaceAll('_', '').slice(0, 60), '$']
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`)
}
