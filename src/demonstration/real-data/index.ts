/**
 * Studies on real data: what the platform makes of records that nobody made up, through the ordinary path of
 * sources, batches, indicators and scorecards. It has no store and no statistics of its own (see credit), and
 * nothing learned here enters the platform's own scorecards or decisions.
 * Invariant: the rating of the contest, which leaks the outcome, is read for counting only and never for scoring.
 */
export { type ComparisonOutcome, type ComparisonWish, compareCity } from './city-comparison/compare-city.ts'
export { reasons, refuse } from './contract.ts'
export { type RegistryOutcome, runEnterpriseCn } from './registry/run-enterprise-cn.ts'
export { runCumcm2020c, type StudyOutcome, type StudyWish } from './run-cumcm2020c.ts'
