import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/**
 * scrypt with N = 2^15, r = 8, p = 3: one of the settings of equal strength in the OWASP Password Storage Cheat
 * Sheet, at 32 MiB of memory an attempt. Hashes name their settings, so that they can be raised later.
 */
const cost = { log2N: 15, r: 8, p: 3 }
const [saltLength, keyLength] = [16, 32]

export const passwordLengthMin = 12

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)

function deriveKey(password: string, salt: Buffer, settings: typeof cost): Promise<Buffer> {
  const { log2N, r, p } = settings
  const N = 2 ** log2N
  return derive(password.normalize('NFKC'), salt, keyLength, { N, r, p, maxmem: 256 * N * r })
}

/** `$scrypt$ln=15,r=8,p=3$salt$key`, both in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltLength)
  const key = await deriveKey(password, salt, cost)
  return `$scrypt$ln=${cost.log2N},r=${cost.r},p=${cost.p}$${salt.toString('base64')}$${key.toString('base64')}`
}

/** Takes the same time whether the account exists or not: without a stored hash it works on one that nothing fits. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(stored ?? '')
  if (!match) {
    await deriveKey(password, Buffer.alloc(saltLength), cost)
    return false
  }
  const settings = { log2N: Number(match[1]), r: Number(match[2]), p: Number(match[3]) }
  const key = await deriveKey(password, Buffer.from(match[4]!, 'base64'), settings)
  return timingSafeEqual(key, Buffer.from(match[5]!, 'base64'))
}

/** Without 0 o 1 l i, which are read wrongly from a terminal. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

/** Sixteen characters in groups of four: 79 bits. */
export function generatePassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}
