import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/**
 * Signed notes (C2SP signed-note) with Ed25519: a text, an empty line, and a line `— name base64` for each
 * signature, which begins with four bytes that name the key. Keys have the text forms that the Go tools read.
 */
export interface Signer {
  name: string
  /** `name+hash+base64(0x01 || public key)`. */
  verifierKey: string
  /** Signs a text that ends with a line feed and returns the whole note. */
  signNote: (text: string) => string
}

const algorithm = 1
const keyLength = 32
const signaturePrefix = '— '
// DER headers of RFC 8410 section 7: node:crypto takes raw Ed25519 keys only so wrapped.
const privateHeader = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHeader = Buffer.from('302a300506032b6570032100', 'hex')

/** The first four bytes of SHA-256 over the name, a line feed, the algorithm and the public key. */
function keyHash(name: string, publicKey: Buffer): Buffer {
  const text = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.of(algorithm), publicKey])
  return hash('sha256', text, 'buffer').subarray(0, 4)
}

function encodeKey(name: string, publicKey: Buffer, key: Buffer): string {
  return `${name}+${keyHash(name, publicKey).toString('hex')}+${Buffer.concat([Buffer.of(algorithm), key]).toString('base64')}`
}

/** A new private key in the text form `PRIVATE+KEY+name+hash+base64(0x01 || seed)`. */
export function generateSignerKey(name: string): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privateHeader.length)
  return `PRIVATE+KEY+${encodeKey(name, rawPublicKey(privateKey), seed)}`
}

function rawPublicKey(privateKey: KeyObject): Buffer {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(publicHeader.length)
}

interface ParsedKey {
  name: string
  hash: string
  key: Buffer
}

function parseKey(text: string): ParsedKey | undefined {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text)
  if (!match) return undefined
  const bytes = Buffer.from(match[3]!, 'base64')
  if (bytes.length !== 1 + keyLength || bytes[0] !== algorithm) return undefined
  return { name: match[1]!, hash: match[2]!, key: bytes.subarray(1) }
}

/** The signer of a private key in text form; undefined when it is damaged. */
export function parseSignerKey(text: string): Signer | undefined {
  const prefix = 'PRIVATE+KEY+'
  const parsed = text.startsWith(prefix) ? parseKey(text.slice(prefix.length)) : undefined
  if (!parsed) return undefined
  const privateKey = createPrivateKey({
    key: Buffer.concat([privateHeader, parsed.key]),
    format: 'der',
    type: 'pkcs8',
  })
  const publicKey = rawPublicKey(privateKey)
  const short = keyHash(parsed.name, publicKey)
  if (short.toString('hex') !== parsed.hash) return undefined
  return {
    name: parsed.name,
    verifierKey: encodeKey(parsed.name, publicKey, publicKey),
    signNote: (body) => {
      const signature = Buffer.concat([short, sign(null, Buffer.from(body, 'utf8'), privateKey)])
      return `${body}\n${signaturePrefix}${parsed.name} ${signature.toString('base64')}\n`
    },
  }
}

/** The signed text of a note when one of its signatures is by the key; undefined otherwise. */
export function openNote(note: string, verifierKey: string): string | undefined {
  const parsed = parseKey(verifierKey)
  if (!parsed || keyHash(parsed.name, parsed.key).toString('hex') !== parsed.hash) return undefined
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return undefined
  const text = note.slice(0, end + 1)
  const key = createPublicKey({ key: Buffer.concat([publicHeader, parsed.key]), format: 'der', type: 'spki' })
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const match = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line)
    if (!match) return undefined
    const bytes = Buffer.from(match[2]!, 'base64')
    if (bytes.toString('base64') !== match[2]) return undefined
    if (match[1] !== parsed.name || bytes.subarray(0, 4).toString('hex') !== parsed.hash) continue
    return verify(null, Buffer.from(text, 'utf8'), key, bytes.subarray(4)) ? text : undefined
  }
  return undefined
}
