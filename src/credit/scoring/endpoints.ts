import { endpoint } from '../../foundation/endpoint.ts'
import { getScoreContract } from './contract.ts'
import { getScore } from './score-enterprise.ts'
import type { ScoringTables } from './store.ts'

export const scoringEndpoints = [
  endpoint<ScoringTables, typeof getScoreContract.input, typeof getScoreContract.output>(
    getScoreContract,
    getScore,
  ),
]
