import { type Layout, refuse, type Source } from './contract.ts'
import { standardRecordTypes } from './record-type.ts'

/** Refuses a source whose layouts point at nothing, before the first file finds out. */
export function checkSource(source: Source): void {
  for (const layout of source.layouts) checkLayout(source.id, layout)
}

function checkLayout(source: string, layout: Layout): void {
  const recordType =
    standardRecordTypes.get(layout.recordType) ??
    refuse('source-layout-invalid', { source, recordType: layout.recordType })
  const fieldOf = (name: string) => {
    const field = recordType.fields.find((candidate) => candidate.name === name)
    return field ?? refuse('source-layout-invalid', { source, recordType: recordType.id, field: name })
  }
  for (const field of Object.values(layout.columns)) fieldOf(field)
  for (const [name, constant] of Object.entries(layout.constants)) {
    const { codes } = fieldOf(name)
    if (codes && !codes.some((code) => code.code === constant)) {
      refuse('source-layout-invalid', { source, recordType: recordType.id, field: name, code: constant })
    }
  }
}

/**
 * The key of an enterprise's rows in the lake. A unified social credit code means the same everywhere; a local
 * number only within its source, so it carries the source's name: `cumcm2020c:E1`.
 */
export function subjectPrefix(source: Source): string {
  return source.identifierScheme === 'uscc' ? '' : `${source.id}:`
}
