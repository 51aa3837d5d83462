import type { Static } from 'typebox'
import { definitions, definitionsVersion } from './catalogue.ts'
import type { listIndicatorDefinitionsContract } from './contract.ts'

/** The catalogue with its counts: dimensions and indicators of the government side and of the flow side. */
export function indicatorCatalogue(): Static<typeof listIndicatorDefinitionsContract.output> {
  const count = (side: 'gov' | 'flow') => {
    const own = definitions.filter((definition) => definition.side === side)
    return { dimensions: new Set(own.map(({ dimension }) => dimension)).size, indicators: own.length }
  }
  return {
    counts: { gov: count('gov'), flow: count('flow') },
    version: definitionsVersion,
    items: [...definitions],
  }
}
