import { createHash } from 'node:crypto'

/**
 * RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, numbers as ECMAScript prints
 * them, no white space. What is hashed, signed or replayed is this text. A bigint is written as a decimal
 * string (money on the wire); undefined members are left out; anything else that JSON cannot say (a lone surrogate,
 * a Date, a Map) is a bug: silently it would be hashed as something else.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'bigint') return `"${value}"`
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`not a JSON number: ${value}`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalItem).join(',')}]`
  if (typeof value === 'object' && isPlain(value)) return canonicalObject(value as Record<string, unknown>)
  throw new TypeError(`not a JSON value: ${Object.prototype.toString.call(value)}`)
}

/** `map` passes a place too. */
function canonicalItem(item: unknown): string {
  return canonicalJson(item)
}

function canonicalObject(value: Record<string, unknown>): string {
  let text = ''
  // The default order of sort is that of UTF-16 code units.
  for (const name of Object.keys(value).sort()) {
    const member = value[name]
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** Text without anything to escape, which is nearly all of it, needs no more than its marks. */
const plainText = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

function quoted(text: string): string {
  if (plainText.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new TypeError('not Unicode text: a lone surrogate')
  return JSON.stringify(text)
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

/** SHA-256 of the canonical text, as `sha256:` and 64 hexadecimal digits. */
export function digestOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`
}
