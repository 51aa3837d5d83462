import type { DefinitionKind, ProposalState } from '../../src/trust/catalog/contract.ts'

export const proposalStates: readonly ProposalState[] = ['proposed', 'approved', 'rejected']
const kinds: readonly DefinitionKind[] = ['record-type', 'source', 'reference-list']

export function proposalsSearchOf(given: Record<string, unknown>): { state?: ProposalState } {
  const state = proposalStates.find((one) => one === given['state'])
  return state ? { state } : {}
}

/** `from` is the id of the definition whose next version it is. */
export function newProposalSearchOf(given: Record<string, unknown>): {
  kind?: DefinitionKind
  from?: string
} {
  const kind = kinds.find((one) => one === given['kind'])
  const from = given['from']
  return { ...(kind ? { kind } : {}), ...(typeof from === 'string' && from ? { from } : {}) }
}
