import { canonicalJson } from '../../foundation/canonical-json.ts'
import type { Instant } from '../../foundation/instant.ts'

/** An entry as it is stored: the detail is canonical JSON already. */
export interface StoredEntry {
  id: string
  at: Instant
  account: string
  organization: string
  kind: string
  subject: string
  detail: string
}

/**
 * The bytes that are hashed: canonical JSON (RFC 8785) of the entry, members in the order of their names. The
 * stored detail goes in as it is, so that a change of any of its bytes changes the leaf, even one that JSON
 * would read as equal.
 */
export function leafOf(entry: StoredEntry): string {
  const text = (value: string) => canonicalJson(value)
  return (
    `{"account":${text(entry.account)},"at":${text(entry.at)},"detail":${entry.detail},"id":${text(entry.id)},` +
    `"kind":${text(entry.kind)},"organization":${text(entry.organization)},"subject":${text(entry.subject)}}`
  )
}

/** PostgreSQL text holds no U+0000 and no lone surrogate; both become U+FFFD, and the leaf is of what is stored. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** The same for every text within a detail: canonical JSON is of Unicode text, and a typed-in name may not be. */
export function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(wellFormed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name.toWellFormed(), wellFormed(member)]),
  )
}
