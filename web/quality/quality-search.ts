import type { CaseState, Freshness } from '../../src/information/quality/contract.ts'

export const freshnessStates: readonly Freshness['state'][] = ['missing', 'late', 'on-time', 'not-expected']
export const caseStates: readonly CaseState[] = ['open', 'acknowledged', 'resolved', 'waived']

export function qualitySearchOf(given: Record<string, unknown>): { state?: Freshness['state'] } {
  const state = freshnessStates.find((one) => one === given['state'])
  return state ? { state } : {}
}

export function casesSearchOf(given: Record<string, unknown>): { state?: CaseState; overdue?: true } {
  const state = caseStates.find((one) => one === given['state'])
  return { ...(state ? { state } : {}), ...(given['overdue'] === true ? { overdue: true as const } : {}) }
}
