/**
 * Scoring: scorecards as data. Columns are binned by a proven optimum, weighed, scaled to 400-700 points with
 * grades A to F, published, and applied with factors and reasons. It reads indicators through the room of that
 * name and decides nothing: admission, limit and price are lending's.
 * Invariant: base + factors = the score before clipping, to the last decimal; a score names the digest of its card.
 */
export { applyScorecard, type ValueOf } from './apply-scorecard.ts'
export { applyScorecardFile } from './apply-scorecard-file.ts'
export { type Binning, type BinningOptions, binColumn } from './binning.ts'
export { Grade, Score, type ScoreReason, ScoreResult } from './contract.ts'
export { fitScorecard } from './fit-scorecard.ts'
export { fitScorecardFile } from './fit-scorecard-file.ts'
export { probabilityOfScore, scoreOfProbability } from './scale.ts'
export { defaultScaling, Scorecard } from './scorecard.ts'
export type {
  Baseline,
  Column,
  FitOptions,
  ScorecardFit,
  TrainingTable,
  VariablePlan,
} from './training-table.ts'
