import { endpoint } from '../../foundation/endpoint.ts'
import { listIndicatorDefinitionsContract, readIndicatorsContract } from './contract.ts'
import { indicatorCatalogue } from './indicator-catalogue.ts'
import { readIndicators } from './read-indicators.ts'
import type { IndicatorTables } from './store.ts'

export const indicatorsEndpoints = [
  endpoint<IndicatorTables, typeof readIndicatorsContract.input, typeof readIndicatorsContract.output>(
    readIndicatorsContract,
    readIndicators,
  ),
  endpoint<
    IndicatorTables,
    typeof listIndicatorDefinitionsContract.input,
    typeof listIndicatorDefinitionsContract.output
  >(listIndicatorDefinitionsContract, async () => indicatorCatalogue()),
]
