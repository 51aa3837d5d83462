import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Role } from '../../trust/organizations/contract.ts'

/** An account of the sample city. */
export interface DemonstrationAccount {
  account: string
  password: string
  organization: string
  role: Role
  zh: string
  en: string
}

const fileName = 'demonstration-accounts.json'

/** Without the characters that people confuse: 0 O 1 l I. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** 16 characters of 55: some 92 bits. */
export function randomPassword(): string {
  return Array.from({ length: 16 }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/**
 * The passwords of the sample city are random. They are kept in a file that only its owner may read, so that a
 * second start can print them again; the store itself has only their hashes.
 */
export function keepAccounts(dataFolder: string, accounts: readonly DemonstrationAccount[]): void {
  writeFileSync(join(dataFolder, fileName), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
}

export function readAccounts(dataFolder: string): DemonstrationAccount[] {
  const file = join(dataFolder, fileName)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemonstrationAccount[]) : []
}
