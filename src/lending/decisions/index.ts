/**
 * Decisions: the instant credit decision of a bank on one of its products, and its replay. It joins consent,
 * indicators, score, rules, limit and price; it computes none of them itself, and it lends nothing.
 * Invariant: a decision names every version it rests on and seals every value it used, so that it can be reckoned
 * again to identical bytes at any later time, whatever has happened to the data since.
 */
export {
  Decide,
  Decision,
  DecisionSummary,
  decideContract,
  getDecisionContract,
  listDecisionsContract,
  Replay,
  replayContract,
} from './contract.ts'
export { decide } from './decide.ts'
export { decisionsEndpoints } from './endpoints.ts'
export { getDecision } from './get-decision.ts'
export { listDecisions } from './list-decisions.ts'
export { replay } from './replay.ts'
export type { DecisionTables } from './tables.ts'
