import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Compile } from 'typebox/compile'
import { digestOf } from '../../foundation/canonical-json.ts'
import { type Field, type RecordType, RecordTypeData } from './contract.ts'
import { lintRecordType } from './lint-record-type.ts'

const schema = Compile(RecordTypeData)

/** A definition that is known to be sound. Throws a TypeError that says what is wrong: this one comes from no user. */
export function recordTypeOf(data: unknown): RecordType {
  if (!schema.Check(data)) {
    const [first] = schema.Errors(data)
    throw new TypeError(`not a record type: ${first?.instancePath} ${first?.message}`)
  }
  const [fault] = lintRecordType(data as RecordTypeData)
  if (fault) throw new TypeError(`${data.id}, ${fault.at}: ${fault.en}`)
  return asRecordType(data as RecordTypeData)
}

/** A definition with its digest. */
export function asRecordType(data: RecordTypeData): RecordType {
  return { ...data, digest: digestOf(data) }
}

const folder = join(import.meta.dirname, 'record-types')

/** The record types that come with the platform, as data; a version registered under the same name takes precedence. */
export const standardRecordTypes: ReadonlyMap<string, RecordType> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => recordTypeOf(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
    .map((recordType) => [recordType.id, recordType]),
)

export function listStandardRecordTypes(): RecordType[] {
  return [...standardRecordTypes.values()]
}

/** For code that is about one standard record type, such as a generator of its files. */
export function standardRecordType(id: string): RecordType {
  return standardRecordTypes.get(id) ?? assert.fail(`no record type ${id} comes with the platform`)
}

/** The field that names the enterprise. */
export function identifierField(recordType: RecordType): Field {
  return recordType.fields.find((field) => field.type === 'identifier')!
}
