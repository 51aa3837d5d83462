import { endpoint } from '../../foundation/endpoint.ts'
import { listIndicatorDefinitionsContract, readIndicatorsContract } from './contract.ts'
import { indicatorCatalogue } from './indicator-catalogue.ts'
import { readIndicators } from './read-indicators.ts'

export const indicatorsEndpoints = [
  endpoint(readIndicatorsContract, readIndicators),
  endpoint(listIndicatorDefinitionsContract, async () => indicatorCatalogue()),
]
