/**
 * Rules: rulesets and decision tables as data, evaluated with a full trace. Banks and the platform write
 * them; nothing in them is ever run as a program. It is not the limit or the price (see products), and not
 * the decision (see decisions): it says what speaks against a loan, and why.
 * Invariant: the same ruleset and the same inputs give the same outcome and the same trace, byte for byte,
 * without a database; a published version never changes.
 */
export { type CompiledRuleset, compileRuleset } from './compile-ruleset.ts'
export type { InputValue, RulesetReference, RuleTrace } from './contract.ts'
export { type Evaluation, evaluate, type Inputs } from './evaluate.ts'
export { findStoredRuleset, getRuleset, getRulesetReference } from './get-ruleset.ts'
export { importDecisionModel } from './import-decision-model.ts'
export { lintRuleset } from './lint-ruleset.ts'
export type { Problem } from './problem.ts'
export { publishRuleset } from './publish-ruleset.ts'
export type { Ruleset } from './ruleset.ts'
export type { RuleTables } from './store.ts'
export { reasonWords, traceOf } from './trace.ts'
