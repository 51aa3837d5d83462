import { endpoint } from '../../foundation/endpoint.ts'
import { decideContract, getDecisionContract, listDecisionsContract, replayContract } from './contract.ts'
import { decide } from './decide.ts'
import { getDecision } from './get-decision.ts'
import { listDecisions } from './list-decisions.ts'
import { replay } from './replay.ts'
import type { DecisionTables } from './tables.ts'

export const decisionsEndpoints = [
  endpoint<DecisionTables, typeof decideContract.input, typeof decideContract.output>(decideContract, decide),
  endpoint<DecisionTables, typeof listDecisionsContract.input, typeof listDecisionsContract.output>(
    listDecisionsContract,
    listDecisions,
  ),
  endpoint<DecisionTables, typeof getDecisionContract.input, typeof getDecisionContract.output>(
    getDecisionContract,
    getDecision,
  ),
  endpoint<DecisionTables, typeof replayContract.input, typeof replayContract.output>(replayContract, replay),
]
