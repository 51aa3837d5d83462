import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import type { Consent, FieldGroup, GrantStatus, Stage } from './contract.ts'

/** The part of a consent that decides whether it covers something. */
export type Grant = Pick<Consent, 'id' | 'fieldGroups' | 'stages' | 'grantedAt' | 'expiresAt' | 'revokedAt'>

const dayMs = 86_400_000

/** Those on which somebody of a stage may rest; who has none rests on what is for every stage. */
export function atStage(grants: readonly Grant[], stage: Stage | null): Grant[] {
  return grants.filter(({ stages }) => stages === null || (stage !== null && stages.includes(stage)))
}

/** The first instant at which the grant is dead. */
export function endOf(grant: Grant): string {
  return grant.revokedAt !== null && grant.revokedAt < grant.expiresAt ? grant.revokedAt : grant.expiresAt
}

/** Live from the instant of granting up to, and not at, the instant of expiry or revocation. */
export function isLive(grant: Grant, at: Instant): boolean {
  return grant.grantedAt <= at && at < endOf(grant)
}

export function statusOf(grant: Grant, at: Instant): GrantStatus {
  if (grant.revokedAt !== null && grant.revokedAt <= at && grant.revokedAt < grant.expiresAt) return 'revoked'
  return at < grant.expiresAt ? 'live' : 'expired'
}

/** The wanted field groups that no live grant covers: empty means covered. Several grants add up. */
export function uncovered(
  grants: readonly Grant[],
  wanted: readonly FieldGroup[],
  at: Instant,
): FieldGroup[] {
  const covered = new Set(grants.filter((grant) => isLive(grant, at)).flatMap((grant) => grant.fieldGroups))
  return wanted.filter((group) => !covered.has(group))
}

/** The live grants that a covered use rests on: each covers at least one wanted group. */
export function grantsUsed(grants: readonly Grant[], wanted: readonly FieldGroup[], at: Instant): Grant[] {
  return grants.filter(
    (grant) => isLive(grant, at) && grant.fieldGroups.some((group) => wanted.includes(group)),
  )
}

export type Shortfall =
  | { code: 'consent-none' }
  | { code: 'consent-expired' | 'consent-revoked'; endedAt: string }
  | { code: 'consent-not-covered' }

/**
 * Why groups are missing, so that the reader knows what to ask for: there never was a consent, the last that
 * covered all of them has expired or was revoked, or what there is has never covered them together.
 */
export function shortfallOf(
  grants: readonly Grant[],
  missing: readonly FieldGroup[],
  at: Instant,
): Shortfall {
  const begun = grants.filter((grant) => grant.grantedAt <= at)
  if (begun.length === 0) return { code: 'consent-none' }
  const dead = begun.filter((grant) => endOf(grant) <= at)
  if (!missing.every((group) => dead.some((grant) => grant.fieldGroups.includes(group))))
    return { code: 'consent-not-covered' }
  const ended = dead
    .filter((grant) => grant.fieldGroups.some((group) => missing.includes(group)))
    .reduce((last, grant) => (endOf(grant) > endOf(last) ? grant : last))
  const code = statusOf(ended, at) === 'revoked' ? 'consent-revoked' : 'consent-expired'
  return { code, endedAt: endOf(ended) }
}

/** Until when all the groups stay covered: each lasts as long as the last of its grants, the first to end counts. */
export function coveredUntil(
  grants: readonly Grant[],
  covered: readonly FieldGroup[],
  at: Instant,
): string | null {
  const live = grants.filter((grant) => isLive(grant, at))
  const ends = covered.map(
    (group) =>
      live
        .filter((grant) => grant.fieldGroups.includes(group))
        .map(endOf)
        .sort()
        .at(-1)!,
  )
  // Instants sort as text.
  return ends.sort()[0] ?? null
}

/** Calendar days in Shanghai from today to the last day that lies before the end; 0 on the last day. */
export function daysLeft(end: string, at: Instant): number {
  const lastDay = shanghaiDay(instant(new Date(Date.parse(end) - 1)))
  return Math.max(0, Math.round((Date.parse(lastDay) - Date.parse(shanghaiDay(at))) / dayMs))
}
