import { endpoint } from '../../foundation/endpoint.ts'
import { decideContract, getDecisionContract, listDecisionsContract, replayContract } from './contract.ts'
import { decide } from './decide.ts'
import { getDecision } from './get-decision.ts'
import { listDecisions } from './list-decisions.ts'
import { replay } from './replay.ts'

export const decisionsEndpoints = [
  endpoint(decideContract, decide),
  endpoint(listDecisionsContract, listDecisions),
  endpoint(getDecisionContract, getDecision),
  endpoint(replayContract, replay),
]
