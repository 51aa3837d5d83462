import type { Instant } from '../../foundation/instant.ts'
import type { FieldGroup, Purpose } from './contract.ts'
import { atStage, type Grant, grantsUsed, type Shortfall, shortfallOf, uncovered } from './grant.ts'
import { seesPublicAlone, servesPurpose, stageOf } from './stage.ts'

/** Who wants what, and what of it needs no consent. */
export interface Want {
  role: string | undefined
  purpose: Purpose
  fieldGroups: readonly FieldGroup[]
  /** Groups that are public as a whole. */
  open: readonly FieldGroup[]
  at: Instant
}

/** How far the grants of one enterprise reach for somebody. */
export interface Reach {
  /** Of the wanted groups, those with a live grant. */
  covered: FieldGroup[]
  /** Of the others, those that are not public as a whole. */
  missing: FieldGroup[]
  /** The live grants that what is covered rests on. */
  used: Grant[]
}

export function reachOf(grants: readonly Grant[], want: Want): Reach {
  const { role, purpose, fieldGroups, at } = want
  const stage = stageOf(role)
  const reaching = seesPublicAlone(role) || !servesPurpose(stage, purpose) ? [] : atStage(grants, stage)
  const without = uncovered(reaching, fieldGroups, at)
  const covered = fieldGroups.filter((group) => !without.includes(group))
  return {
    covered,
    missing: without.filter((group) => !want.open.includes(group)),
    used: grantsUsed(reaching, covered, at),
  }
}

type Unreached =
  | Shortfall
  | { code: 'consent-public-only' | 'consent-purpose-of-other-stage' | 'consent-stage-not-covered' }

/** Why groups are missing: first what no consent would change, then what kind of consent is lacking. */
export function unreachedOf(grants: readonly Grant[], want: Want, missing: readonly FieldGroup[]): Unreached {
  if (seesPublicAlone(want.role)) return { code: 'consent-public-only' }
  if (!servesPurpose(stageOf(want.role), want.purpose)) return { code: 'consent-purpose-of-other-stage' }
  if (uncovered(grants, missing, want.at).length === 0) return { code: 'consent-stage-not-covered' }
  return shortfallOf(grants, missing, want.at)
}
