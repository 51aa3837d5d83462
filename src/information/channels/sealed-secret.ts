import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from './contract.ts'

/**
 * Connection strings at rest: AES-256-GCM (NIST SP 800-38D) under a key that lies beside the store, not in it, so
 * that a copy of the database alone opens nothing. Sealed: 12 bytes of nonce, 16 of tag, then the text. The name of
 * the channel is authenticated with it: a secret cannot be moved to another channel.
 */
export function seal(dataFolder: string, channel: string, text: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(dataFolder), nonce)
  cipher.setAAD(Buffer.from(channel))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

export function unseal(dataFolder: string, channel: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(dataFolder), sealed.subarray(0, 12))
  decipher.setAAD(Buffer.from(channel))
  decipher.setAuthTag(sealed.subarray(12, 28))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return refuse('channel-key-damaged', { channel })
  }
}

/** The key of the data folder, mode 0600; the first use makes it, and of two at once both get the same. */
function keyOf(dataFolder: string): Buffer {
  const folder = join(dataFolder, 'channels')
  const file = join(folder, 'sealing-key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    const draft = `${file}.${randomBytes(8).toString('hex')}`
    writeFileSync(draft, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true })
    try {
      linkSync(draft, file)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      unlinkSync(draft)
    }
  }
  const key = readFileSync(file)
  return key.length === 32 ? key : refuse('channel-key-damaged', { file: 'sealing-key' })
}
