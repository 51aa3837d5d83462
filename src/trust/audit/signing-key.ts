import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from './contract.ts'
import { generateSignerKey, parseSignerKey, type Signer } from './signed-note.ts'

/**
 * What the log keeps outside the database, so that whoever can rewrite every table still cannot rewrite the
 * log: the private key (mode 0600) and the newest checkpoint, both in the folder `audit` of the data folder.
 */
export interface Evidence {
  verifierKey: string
  /** The newest checkpoint that this data folder saw, as a signed note; undefined before the first. */
  checkpoint: string | undefined
}

/** The signer of this data folder; the first start makes its key. Two processes that start at once agree on one. */
export function openSigner(dataFolder: string): Signer {
  const folder = auditFolder(dataFolder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'signing-key')
  const found = readIfThere(file)
  if (found !== undefined) return signerOf(found, file)
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  const origin = `sanxin.local/audit/${randomBytes(8).toString('hex')}`
  writeFileSync(draft, `${generateSignerKey(origin)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    // A link is made whole or not at all, and never over a key that another process made meanwhile.
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  return signerOf(readFileSync(file, 'utf8'), file)
}

function signerOf(text: string, file: string): Signer {
  return parseSignerKey(text.trimEnd()) ?? refuse('audit-key-damaged', { file })
}

export function keepCheckpoint(dataFolder: string, note: string): void {
  const file = join(auditFolder(dataFolder), 'checkpoint')
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  writeFileSync(draft, note, { mode: 0o600 })
  renameSync(draft, file)
}

/** What the data folder knows of the log, to be compared with the database; undefined when it never kept one. */
export function readEvidence(dataFolder: string): Evidence | undefined {
  const file = join(auditFolder(dataFolder), 'signing-key')
  const key = readIfThere(file)
  if (key === undefined) return undefined
  const checkpoint = readIfThere(join(auditFolder(dataFolder), 'checkpoint'))
  return { verifierKey: signerOf(key, file).verifierKey, checkpoint }
}

function auditFolder(dataFolder: string): string {
  return join(dataFolder, 'audit')
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
