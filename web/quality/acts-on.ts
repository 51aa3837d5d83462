import type { CaseAct, CaseState } from '../../src/information/quality/contract.ts'

const byState: Readonly<Record<CaseState, readonly CaseAct[]>> = {
  open: ['acknowledge', 'resolve', 'comment', 'waive', 'assign'],
  acknowledged: ['resolve', 'comment', 'waive', 'assign'],
  resolved: ['comment', 'reopen'],
  waived: ['comment', 'reopen'],
}
/** Who owns a case, and closing it with the fault unmended, is for those who manage quality. */
const managed: readonly CaseAct[] = ['waive', 'reopen', 'assign']

/** What a person may do with a case; the server refuses the rest anyway. */
export function actsOn(state: CaseState, permissions: readonly string[]): CaseAct[] {
  return byState[state].filter((act) =>
    permissions.includes(managed.includes(act) ? 'quality:manage' : 'quality:answer'),
  )
}
