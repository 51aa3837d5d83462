import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Session tokens and API keys are 256 random bits, and only their SHA-256 is stored: at that strength a slow
 * hash adds nothing, and a copy of the database signs nobody in.
 */
const secretLength = 32

export function newSecret(): string {
  return randomBytes(secretLength).toString('base64url')
}

export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

export function sameHash(left: Buffer, right: Buffer): boolean {
  return left.length === right.length && timingSafeEqual(left, right)
}

export function newKeyId(): string {
  return randomBytes(8).toString('hex')
}

/** `sx_<id>_<secret>`: the prefix lets a scanner find a leaked key, the id is the way to its row. */
export function formatApiKey(id: string, secret: string): string {
  return `sx_${id}_${secret}`
}

export function parseApiKey(text: string): { id: string; secret: string } | undefined {
  const match = /^sx_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/.exec(text)
  return match ? { id: match[1]!, secret: match[2]! } : undefined
}
