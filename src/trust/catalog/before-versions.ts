import type { RecordType } from './contract.ts'
import known from './definitions-before-versions.json' with { type: 'json' }
import { standardRecordTypes } from './record-type.ts'

/**
 * The definition of a batch that was taken in before definitions were kept with their versions: only its digest stands
 * in the store. What it said in words is lost; its fields are those of the same name today, because fields and codes
 * are only ever added. Undefined for any other digest.
 */
export function definitionBeforeVersions(digest: string): RecordType | undefined {
  const found = known.find((definition) => definition.digest === digest)
  const now = found && standardRecordTypes.get(found.id)
  if (!found || !now) return undefined
  const fields = now.fields.filter(({ name }) => found.fields.includes(name))
  return { ...now, version: 1, fields, digest }
}
