import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import {
  consentYearsMax,
  type FieldGroup,
  fieldGroups,
  type Purpose,
  purposes,
  refuse,
  type Stage,
} from './contract.ts'
import { stagesOf } from './stage.ts'

const dayMs = 86_400_000

export function requirePurpose(text: string): Purpose {
  return purposes.find((purpose) => purpose === text) ?? refuse('consent-purpose-unknown', { purpose: text })
}

/** The groups without repetition, in the order of the catalogue. */
export function requireFieldGroups(wanted: readonly string[]): FieldGroup[] {
  const unknown = wanted.filter((group) => !(fieldGroups as readonly string[]).includes(group))
  if (unknown.length > 0) refuse('consent-field-group-unknown', { fieldGroups: unknown })
  if (wanted.length === 0) refuse('consent-field-groups-none')
  return fieldGroups.filter((group) => wanted.includes(group))
}

/** The stages of the purpose that are meant, in their order; null for all of them. */
export function requireStages(
  wanted: readonly string[] | null | undefined,
  purpose: Purpose,
): Stage[] | null {
  if (wanted == null) return null
  const known = stagesOf(purpose)
  const unknown = wanted.filter((stage) => !(known as readonly string[]).includes(stage))
  if (unknown.length > 0 || wanted.length === 0)
    refuse('consent-stage-unknown', { stages: unknown, purpose, known })
  return known.filter((stage) => wanted.includes(stage))
}

/** The end of a last day in Shanghai, which is the first instant of the next. */
export function requireEnd(until: string, now: Instant): Instant {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(until) ? new Date(`${until}T00:00:00.000Z`) : undefined
  // `2027-02-30` would roll over to the 2nd of March.
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== until)
    return refuse('consent-until-invalid', { until })
  const today = shanghaiDay(now)
  if (until < today) refuse('consent-until-past', { until, today })
  const latest = `${Number(today.slice(0, 4)) + consentYearsMax}${today.slice(4)}`
  if (until > latest) refuse('consent-until-too-far', { until, latest })
  return instant(new Date(Date.parse(`${until}T00:00:00.000+08:00`) + dayMs))
}
