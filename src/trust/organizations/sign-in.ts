import type { Database } from '../../foundation/database.ts'
import { type Instant, instant } from '../../foundation/instant.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append } from '../audit/index.ts'
import { anonymousActor } from './actor.ts'
import { refuse, type Session, type StartSession } from './contract.ts'
import { sessionOf } from './find-actor.ts'
import { verifyPassword } from './password.ts'
import { hashSecret, newSecret } from './secret.ts'
import { daysAfter, sessionEnd } from './session.ts'
import {
  type AccountRow,
  deleteOutdated,
  deleteSession,
  findAccount,
  findSessionRow,
  insertSession,
  lockThrottles,
  type OrganizationTables,
  saveThrottle,
} from './store.ts'
import { attemptsFree, giveBack, takeAttempt } from './throttle.ts'

type Work = UnitOfWork<OrganizationTables>

/** The credentials, and where they come from. */
export type SignIn = StartSession & { address: string }

/**
 * Signs a user in and returns the token, whose hash alone is kept. Runs transactions of its own: an attempt is
 * counted and committed before the password is looked at, so neither a rollback nor a hundred attempts at once
 * pass uncounted; and no transaction is open while the hash is computed.
 */
export async function signIn(
  database: Database,
  wish: SignIn,
  options: { now?: Instant } = {},
): Promise<{ token: string; session: Session }> {
  const now = options.now ?? instant(new Date())
  const run = <Result>(actor: Actor, verb: (work: Work) => Promise<Result>) =>
    runWork(database, actor, verb, { now })
  const name = wish.account.trim().toLowerCase()
  const subjects = { account: hashSecret(`account:${name}`), address: hashSecret(`address:${wish.address}`) }

  const attempt = await run(anonymousActor(), (work) => beginAttempt(work, name, subjects))
  if (attempt.retryAfterSeconds > 0)
    refuse('sign-in-locked', { retryAfterSeconds: attempt.retryAfterSeconds })
  const right = await verifyPassword(wish.password, attempt.account?.passwordHash)
  const account = right && attempt.account?.closedAt === null ? attempt.account : undefined
  if (!account) {
    await run(anonymousOf(attempt.account), (work) => recordFailure(work, attempt.account, wish.address))
    return refuse('sign-in-refused')
  }
  return run(actorOf(account), (work) => beginSession(work, account, subjects))
}

interface Subjects {
  account: Buffer
  address: Buffer
}

async function beginAttempt(
  work: Work,
  name: string,
  subjects: Subjects,
): Promise<{ account: AccountRow | undefined; retryAfterSeconds: number }> {
  const rows = await lockThrottles(work.db, [subjects.account, subjects.address], work.now)
  let retryAfterSeconds = 0
  const counted = []
  for (const by of ['account', 'address'] as const) {
    const before = rows.find((row) => row.subject.equals(subjects[by]))
    const attempt = takeAttempt(before, work.now, attemptsFree[by])
    if (!attempt.allowed) retryAfterSeconds = Math.max(retryAfterSeconds, attempt.retryAfterSeconds)
    counted.push({ subject: subjects[by], throttle: attempt.throttle })
  }
  // Locked by one of the two, the attempt does not count for the other either: it was not made.
  if (retryAfterSeconds > 0) return { account: undefined, retryAfterSeconds }
  for (const { subject, throttle } of counted) await saveThrottle(work.db, subject, throttle)
  return { account: await findAccount(work.db, name), retryAfterSeconds }
}

/** The name that was typed is not kept unless it is an account: it may be a password in the wrong field. */
async function recordFailure(work: Work, account: AccountRow | undefined, address: string): Promise<void> {
  const detail = { address: hashSecret(address).toString('hex').slice(0, 16) }
  await append(work, { kind: 'sign-in-refused', subject: account?.name ?? 'unknown-account', detail })
}

async function beginSession(
  work: Work,
  account: AccountRow,
  subjects: Subjects,
): Promise<{ token: string; session: Session }> {
  const rows = await lockThrottles(work.db, [subjects.account, subjects.address], work.now)
  for (const row of rows) {
    const forgiven = { attempts: 0, lastAttemptAt: work.now, lockedUntil: null }
    const byAddress = row.subject.equals(subjects.address)
    await saveThrottle(work.db, row.subject, byAddress ? giveBack(row, attemptsFree.address) : forgiven)
  }
  await deleteOutdated(work.db, daysAfter(work.now, -1))
  const token = newSecret()
  const tokenHash = hashSecret(token)
  const expiresAt = sessionEnd(work.now)
  await insertSession(work.db, {
    tokenHash,
    account: account.name,
    startedAt: work.now,
    lastSeenAt: work.now,
    expiresAt,
  })
  await append(work, { kind: 'signed-in', subject: account.name, detail: {} })
  const row = await findSessionRow(work.db, tokenHash)
  // Closed, or given another password, while the old one was being checked: nothing of this transaction stays.
  if (row?.closedAt !== null || row.passwordHash !== account.passwordHash) return refuse('sign-in-refused')
  return { token, session: sessionOf(row) }
}

/** Ends the session of the token; false when it had ended before. On record as the deed of its user. */
export async function signOut(work: Work, token: string): Promise<boolean> {
  const tokenHash = hashSecret(token)
  const row = await findSessionRow(work.db, tokenHash)
  if (!row || !(await deleteSession(work.db, tokenHash))) return false
  await append({ ...work, actor: actorOf(row) }, { kind: 'signed-out', subject: row.name, detail: {} })
  return true
}

function actorOf(account: AccountRow): Actor {
  return { account: account.name, organization: account.organization, kind: 'user', permissions: new Set() }
}

/** Attempts on an account are on record with its organization, which so can see them. */
function anonymousOf(account: AccountRow | undefined): Actor {
  const anonymous = anonymousActor()
  return account ? { ...anonymous, organization: account.organization } : anonymous
}
