import assert from 'node:assert/strict'
import type { Instant } from '../../foundation/instant.ts'
import { type Basis, type FieldGroup, type Purpose, refuse } from './contract.ts'

/** Covers every enterprise: bulk computation, and public registration data. */
export const everyEnterprise = '*'

export interface Scope {
  /** Whose data; `*` for all. */
  enterprise: string
  purpose: Purpose | 'platform-processing' | 'public-information'
  /** Opened as groups. */
  fieldGroups: readonly FieldGroup[]
  /** Record types that are opened because they are public, whatever their group. */
  publicTypes: readonly string[]
  basis: Basis
  /** The consents that it rests on, when that is its basis. */
  consents: readonly string[]
  account: string
  organization: string
  mintedAt: Instant
}

/** Known to this file alone: who holds an Authorization cannot make another by way of its constructor. */
const mint = Symbol('mint')

/**
 * The proof that one use is covered. Only this folder makes one: the face of the room exports the type alone,
 * the constructor wants a key that never leaves this file, and an object that is built, cast, copied or
 * revived elsewhere lacks the private field. It lives for one unit of work and never crosses a process.
 */
export class Authorization {
  readonly #scope: Scope

  constructor(key: symbol, scope: Scope) {
    assert(key === mint, 'only trust/consent mints an Authorization')
    this.#scope = Object.freeze({
      ...scope,
      fieldGroups: Object.freeze([...scope.fieldGroups]),
      publicTypes: Object.freeze([...scope.publicTypes]),
      consents: Object.freeze([...scope.consents]),
    })
    Object.freeze(this)
  }

  get scope(): Scope {
    return this.#scope
  }

  static isGenuine(this: void, value: unknown): value is Authorization {
    return typeof value === 'object' && value !== null && #scope in value
  }

  /** Reads the field itself: what a caller could put before it does not count. */
  static scopeOf(this: void, value: Authorization): Scope {
    return value.#scope
  }
}
Object.freeze(Authorization)
Object.freeze(Authorization.prototype)

export const isGenuine: (value: unknown) => value is Authorization = Authorization.isGenuine

/** For the verbs of this room, after they have put the use on record. */
export function mintAuthorization(scope: Scope): Authorization {
  return new Authorization(mint, scope)
}

export function covers(authorization: Authorization, enterprise: string, fieldGroup: string): boolean {
  if (!isGenuine(authorization)) return false
  const scope = Authorization.scopeOf(authorization)
  return isOf(scope, enterprise) && (scope.fieldGroups as readonly string[]).includes(fieldGroup)
}

/** By its group, or because it is public. */
export function coversRecordType(
  authorization: Authorization,
  enterprise: string,
  recordType: { id: string; fieldGroup: string },
): boolean {
  if (covers(authorization, enterprise, recordType.fieldGroup)) return true
  if (!isGenuine(authorization)) return false
  const scope = Authorization.scopeOf(authorization)
  return isOf(scope, enterprise) && scope.publicTypes.includes(recordType.id)
}

function isOf(scope: Scope, enterprise: string): boolean {
  return scope.enterprise === everyEnterprise || scope.enterprise === enterprise
}

/** Before every read. A forged authorization is a fault in the code; a read beyond a genuine one is refused. */
export function requireCovers(
  authorization: Authorization,
  enterprise: string,
  recordType: { id: string; fieldGroup: string },
): void {
  assert(isGenuine(authorization), 'the Authorization was minted by trust/consent')
  if (coversRecordType(authorization, enterprise, recordType)) return
  const { purpose } = Authorization.scopeOf(authorization)
  refuse('consent-not-covered', { enterprise, purpose, missing: [recordType.fieldGroup] })
}
