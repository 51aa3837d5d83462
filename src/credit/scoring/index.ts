/**
 * Scoring: scorecards as data. Columns are binned by a proven optimum, weighed, scaled to 400-700 points with
 * grades A to F, published, and applied with factors and reasons. It reads indicators through the room of that
 * name and decides nothing: admission, limit and price are lending's.
 * Invariant: base + factors = the score before clipping, to the last decimal; a score names the digest of its card.
 */
export { applyScorecard, type ValueOf } from './apply-scorecard.ts'
export { applyScorecardFile } from './apply-scorecard-file.ts'
export { type Binning, type BinningOptions, binColumn } from './binning.ts'
export { Grade, NotScored, Score, ScorecardReference, ScoreReason, ScoreResult } from './contract.ts'
export { scoringEndpoints } from './endpoints.ts'
export { fitScorecard } from './fit-scorecard.ts'
export { fitScorecardFile } from './fit-scorecard-file.ts'
export { type Improvement, improvementsOf } from './improve.ts'
export {
  currentScorecard,
  findCurrentScorecard,
  findStoredScorecard,
  nextVersion,
  type PublishedScorecard,
  publishScorecard,
} from './publish-scorecard.ts'
export { refreshScores } from './refresh-scores.ts'
export { gradeEdgeAbove, probabilityOfScore, scoreOfProbability } from './scale.ts'
export { getScore, scoreEnterprise } from './score-enterprise.ts'
export { type Scoring, scoreVector } from './score-vector.ts'
export {
  defaultScaling,
  type Measure,
  Scorecard,
  type ScorecardBin,
  type ScorecardVariable,
} from './scorecard.ts'
export type { ScoringTables } from './store.ts'
export { type TrainedScorecard, trainScorecard } from './train-scorecard.ts'
export type {
  Baseline,
  Column,
  FitOptions,
  ScorecardFit,
  ScreenedColumn,
  TrainingTable,
  VariablePlan,
} from './training-table.ts'
