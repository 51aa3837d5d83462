import { statfsSync } from 'node:fs'
import { Refusal } from './refusal.ts'
import { refuse } from './store-refusals.ts'

/** SQLSTATE classes and codes (PostgreSQL 18, appendix A). */
const outOfDisk = /^(53100|58030)$/
const overloaded = /^(53000|53200|53300|40001|40P01|55P03)$/
const unreachable = /^(08...|57P0[1235]|28...|3D000)$/
/** Of the operating system or of the driver, before any SQLSTATE is known. */
const notConnected = /^(ECONN\w+|ENOENT|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|EACCES)$/
const driverSays =
  /Connection terminated|timeout exceeded when trying to connect|server closed the connection|Client has encountered a connection error|Cannot use a pool after calling end/i

interface PostgresError {
  code?: string
  message: string
  errors?: unknown[]
}

/**
 * Turns what PostgreSQL or the connection to it reports into a refusal, where the user can do something about it.
 * Everything else (a wrong statement, a violated constraint) is a bug of ours and stays as it is.
 */
export function asRefusal(error: unknown, dataFolder?: string): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error
  const { code = '', message, errors } = error as PostgresError
  // A host name with several addresses fails with one error for each.
  if (Array.isArray(errors) && errors.length > 0 && message === '') return asRefusal(errors[0], dataFolder)
  const where = { cause: message, ...(code === '' ? {} : { code }) }
  if (outOfDisk.test(code) && (code === '53100' || /File too large|No space/i.test(message))) {
    return refusal('disk-full', where)
  }
  if (overloaded.test(code)) return refusal('store-busy', where)
  if (unreachable.test(code) || notConnected.test(code) || driverSays.test(message)) {
    // A server that cannot write its log of changes ends all connections at once, without naming the disk.
    return refusal(isFull(dataFolder) ? 'disk-full' : 'store-unreachable', where)
  }
  return error
}

/** Less is free than one segment of PostgreSQL's write-ahead log, 16 MiB. */
function isFull(folder: string | undefined): boolean {
  if (folder === undefined) return false
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < 16 * 1024 * 1024
  } catch {
    return false
  }
}

function refusal(code: Parameters<typeof refuse>[0], where: Record<string, unknown>): unknown {
  try {
    return refuse(code, where)
  } catch (thrown) {
    return thrown
  }
}

/** Two transactions met on the same rows: the loser may simply run again. */
export function isCollision(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === '40001' || code === '40P01'
}
