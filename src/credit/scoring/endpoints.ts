import { endpoint } from '../../foundation/endpoint.ts'
import { getScoreContract } from './contract.ts'
import { getScore } from './score-enterprise.ts'

export const scoringEndpoints = [endpoint(getScoreContract, getScore)]
