/**
 * Indicators: what the records of an enterprise amount to, month by month. The catalogue is data; one kernel over
 * typed arrays computes it, for one enterprise and for all. It gives no opinion (see scoring) and reads nothing
 * without an Authorization.
 * Invariant: the same rows give the same bytes, in any order of arrival, for one alone or within all.
 */
export { type AsOf, parseAsOf } from './as-of.ts'
export { definitions, definitionsVersion } from './catalogue.ts'
export { type Cohort, cohortVectors, ownMonthVectors } from './cohort-vectors.ts'
export { IndicatorDefinition, type NullReason, reasons, Vector } from './contract.ts'
export { indicatorsEndpoints } from './endpoints.ts'
export { findPeers } from './find-peers.ts'
export { indicatorCatalogue } from './indicator-catalogue.ts'
export { balanceOf, daysOverdue, isOpen } from './loan-state.ts'
export type { KeptSeries, Series } from './month-series.ts'
export { reasonOf } from './packed-vector.ts'
export { betterThan, groupsOf as peerGroupsOf } from './peer-groups.ts'
export { type Firm, readFirm, vectorAsOf } from './read-firm.ts'
export { readIndicators } from './read-indicators.ts'
export { type Refreshed, refreshIndicators } from './refresh-indicators.ts'
export type { IndicatorTables, PeerGroupRow } from './store.ts'
