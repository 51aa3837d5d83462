import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type Purpose, refuse } from './contract.ts'
import { stageOf } from './stage.ts'
import limitsFile from './stage-limits.json' with { type: 'json' }
import type { ConsentTables } from './store.ts'

/** Of these records a stage sees sums and no single one, or no party to them at all: no more than the work needs. */
const limits: Readonly<Record<string, Readonly<Record<string, string>>>> = limitsFile

export type StageLimit = 'summary' | 'hidden'

/** What holds for somebody in a role, whatever was consented to; undefined where single records may be seen. */
export function stageLimitOf(role: string | undefined, recordType: string): StageLimit | undefined {
  const stage = stageOf(role)
  return stage === null ? undefined : (limits[stage]?.[recordType] as StageLimit | undefined)
}

/** Before single records are shown to somebody who rests on a consent; who may not see them is refused, on record. */
export function requireSingleRecords(
  work: UnitOfWork<ConsentTables>,
  use: { enterprise: string; purpose: Purpose; recordType: { id: string; fieldGroup: string } },
): void {
  const { enterprise, purpose, recordType } = use
  const { organization, role } = work.actor
  if (stageLimitOf(role, recordType.id) === undefined) return
  const code = 'consent-stage-sums-only'
  const fieldGroups = [recordType.fieldGroup]
  const detail = { purpose, fieldGroups, missing: fieldGroups, refusal: code }
  const where = { enterprise, organization, purpose, recordType: recordType.id, stage: stageOf(role) }
  refuse(code, where, { kind: 'use-refused', subject: enterprise, detail })
}
