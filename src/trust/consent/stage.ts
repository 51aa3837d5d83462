import type { Purpose, Stage } from './contract.ts'

/** At which stage of a loan somebody in a role works; a system with a key works at none. */
const stageByRole: ReadonlyMap<string | undefined, Stage> = new Map([
  ['bank-officer', 'investigation'],
  ['bank-risk-manager', 'approval'],
  ['credit-approver', 'approval'],
  ['post-loan-manager', 'post-loan'],
])

const purposeByStage: Readonly<Record<Stage, Purpose>> = {
  investigation: 'pre-loan-review',
  approval: 'pre-loan-review',
  'post-loan': 'post-loan-management',
}

const stagesByPurpose: Readonly<Record<Purpose, readonly Stage[]>> = {
  'pre-loan-review': ['investigation', 'approval'],
  'post-loan-management': ['post-loan'],
  'credit-report': ['investigation', 'approval', 'post-loan'],
}

/** Roles that see what is public and what is made of all, and no value of one enterprise, whatever was consented to. */
const publicRoles: ReadonlySet<string | undefined> = new Set(['supervisor'])

export function stageOf(role: string | undefined): Stage | null {
  return stageByRole.get(role) ?? null
}

/** For what a stage uses data unless it is said otherwise. */
export function purposeOf(stage: Stage | null): Purpose {
  return stage === null ? 'pre-loan-review' : purposeByStage[stage]
}

export function stagesOf(purpose: Purpose): readonly Stage[] {
  return stagesByPurpose[purpose]
}

/** Who has no stage is not bound to a purpose by it. */
export function servesPurpose(stage: Stage | null, purpose: Purpose): boolean {
  return stage === null || stagesByPurpose[purpose].includes(stage)
}

export function seesPublicAlone(role: string | undefined): boolean {
  return publicRoles.has(role)
}
