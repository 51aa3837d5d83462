import { endpoint } from '../../foundation/endpoint.ts'
import { actOnCase } from './act-on-case.ts'
import {
  actOnQualityCaseContract,
  decideThresholdsContract,
  getQualityCaseContract,
  getSourceQualityContract,
  listQualityCasesContract,
  listSourceQualityContract,
  listThresholdsContract,
  proposeThresholdsContract,
} from './contract.ts'
import { getCase, listCases } from './list-cases.ts'
import { getLine, listLines } from './list-lines.ts'
import { decideThresholds, listThresholds, proposeThresholds } from './propose-thresholds.ts'

export const qualityEndpoints = [
  endpoint(listSourceQualityContract, listLines),
  endpoint(getSourceQualityContract, getLine),
  endpoint(listQualityCasesContract, listCases),
  endpoint(getQualityCaseContract, getCase),
  endpoint(actOnQualityCaseContract, actOnCase),
  endpoint(listThresholdsContract, listThresholds),
  endpoint(proposeThresholdsContract, proposeThresholds),
  endpoint(decideThresholdsContract, decideThresholds),
]
