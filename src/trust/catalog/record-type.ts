import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Compile } from 'typebox/compile'
import { digestOf } from '../../foundation/canonical-json.ts'
import { type Field, type RecordType, RecordTypeData } from './contract.ts'

const schema = Compile(RecordTypeData)

/** Checks a definition beyond its shape: what it refers to must be there. Throws a TypeError that says what is wrong. */
export function recordTypeOf(data: unknown): RecordType {
  if (!schema.Check(data)) {
    const [first] = schema.Errors(data)
    throw new TypeError(`not a record type: ${first?.instancePath} ${first?.message}`)
  }
  const fieldOf = (name: string): Field => {
    const found = data.fields.find((field) => field.name === name)
    if (!found) throw new TypeError(`${data.id} names a field ${name} that it does not have`)
    return found
  }
  const identifiers = data.fields.filter((field) => field.type === 'identifier')
  if (identifiers.length !== 1) throw new TypeError(`${data.id} needs exactly one identifier`)
  if (!data.key.includes(identifiers[0]!.name))
    throw new TypeError(`the key of ${data.id} lacks its identifier`)
  for (const name of data.key) fieldOf(name)
  if (data.eventTime !== null && !['date', 'month'].includes(fieldOf(data.eventTime).type)) {
    throw new TypeError(`the event time of ${data.id} is neither a date nor a month`)
  }
  for (const field of data.fields) {
    if ((field.type === 'code' || field.type === 'boolean') !== (field.codes !== undefined)) {
      throw new TypeError(`${data.id}.${field.name}: codes belong to a code or a boolean, and only there`)
    }
  }
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
