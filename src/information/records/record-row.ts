import { monthOfIndex } from '../../foundation/month.ts'
import { type Field, isPersonalIn, type RecordType } from '../../trust/catalog/index.ts'
import { maskPersonalName } from '../enterprises/index.ts'
import type { Provenance } from './contract.ts'

/** Amounts are fen as bigint, months `YYYY-MM`, days `YYYY-MM-DD`, codes the code itself. */
export type RecordValue = string | number | bigint | boolean | null

export interface RecordRow {
  recordType: string
  /** The lake key of the enterprise: a code, or a source and its local number. */
  subject: string
  /** Names the record among those of its enterprise and type, whatever its version. */
  key: string
  values: Record<string, RecordValue>
  provenance: Provenance
  /** Which of the versions that its source has given of the record by the moment, from 1, in the order of known time. */
  version: number
  versions: number
  /** The version of the record type under which it was taken in. */
  recordTypeDigest: string
}

/** A value as the lake holds it, as people and other rooms read it. */
export function valueOf(field: Field, stored: unknown): RecordValue {
  if (stored === null || stored === undefined) return null
  switch (field.type) {
    case 'month':
      return monthOfIndex(Number(stored))
    case 'code':
      return field.codes![Number(stored)]!.code
    case 'integer':
      return Number(stored)
    case 'fen':
    case 'capital':
      return BigInt(stored as bigint)
    case 'boolean':
      return Boolean(stored)
    default:
      return String(stored)
  }
}

/** The row with what touches a natural person masked. */
export function withoutPersons(recordType: RecordType, row: RecordRow): RecordRow {
  const values = { ...row.values }
  for (const field of recordType.fields) {
    const value = values[field.name]
    if (value === undefined || !isPersonalIn(field, row.values)) continue
    values[field.name] = typeof value === 'string' ? maskPersonalName(value) : null
  }
  return { ...row, values }
}

/** A record's key as one word: the stored values of its key fields beside the identifier. */
export function writeKey(stored: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(stored)).toString('base64url')
}

/** Undefined for what is no key of this many fields. */
export function readKey(key: string, fields: number): (string | null)[] | undefined {
  try {
    const stored: unknown = JSON.parse(Buffer.from(key, 'base64url').toString())
    const isKey =
      Array.isArray(stored) &&
      stored.length === fields &&
      // No stored text has U+0000, at which the engine would end its reading of the query.
      stored.every((part) => part === null || (typeof part === 'string' && !part.includes('\0')))
    return isKey ? (stored as (string | null)[]) : undefined
  } catch {
    return undefined
  }
}
