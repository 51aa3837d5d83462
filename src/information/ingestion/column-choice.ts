import { digestOf } from '../../foundation/canonical-json.ts'
import type { RecordType, Source } from '../../trust/catalog/index.ts'
import { refuse } from './contract.ts'
import { plainTitle } from './readers/header-row.ts'

/** What a person said about columns: the field that a title means, or null for a column that is left out. */
export type ColumnChoice = Readonly<Record<string, string | null>>

/** A source that reads its files by the choice first, and by what it has registered otherwise. */
export function withChoice(
  source: Source,
  recordType: RecordType,
  choice: ColumnChoice | null | undefined,
): Source {
  const entries = Object.entries(choice ?? {})
  if (entries.length === 0) return source
  const unknown = entries.find(([, field]) => field !== null && !isField(recordType, field))
  if (unknown) refuse('mapping-field-unknown', { column: unknown[0], field: unknown[1] })
  const said = new Set(entries.map(([title]) => plainTitle(title)))
  const columns = Object.fromEntries(
    entries.flatMap(([title, field]) => (field === null ? [] : [[title, field] as const])),
  )
  const ignored = entries.flatMap(([title, field]) => (field === null ? [title] : []))
  const own = source.layouts.filter((layout) => layout.recordType === recordType.id)
  const bare = { recordType: recordType.id, header: [], columns: {}, constants: {}, ignored: [] }
  const layouts = [...own, bare].map((layout) => {
    const others = Object.entries(layout.columns).filter(([title]) => !said.has(plainTitle(title)))
    return {
      ...layout,
      columns: { ...Object.fromEntries(others), ...columns },
      ignored: [...layout.ignored.filter((title) => !said.has(plainTitle(title))), ...ignored],
    }
  })
  return { ...source, layouts }
}

function isField(recordType: RecordType, name: string): boolean {
  return recordType.fields.some((field) => field.name === name)
}

/** Equal for headers with the same titles, in whatever order. */
export function headerDigest(titles: readonly string[]): string {
  return digestOf([...titles].map(plainTitle).sort())
}
