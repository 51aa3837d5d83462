import type { RecordType, Source } from '../../trust/catalog/index.ts'
import { plainTitle } from './readers/header-row.ts'

/** The column titles that mean something for a record type of a source: by them a header is told from a heading. */
export function knownTitles(recordType: RecordType, source: Source): Set<string> {
  const own = recordType.fields.flatMap(({ name, zh, en, synonyms }) => [name, zh, en, ...(synonyms ?? [])])
  const layouts = source.layouts.filter((layout) => layout.recordType === recordType.id)
  const given = layouts.flatMap(({ columns, ignored, header }) => [
    ...Object.keys(columns),
    ...ignored,
    ...header,
  ])
  return new Set([...own, ...given].map(plainTitle))
}
