import { digestOf } from '../../foundation/canonical-json.ts'
import { type CompiledTable, compileTable, noRow } from './compile-table.ts'
import { compileCondition, type Leaf, type Mark, no, type Test } from './condition.ts'
import { type Consequence, consequenceOf, consequenceOfMissing } from './consequence.ts'
import { type InputValue, refuse } from './contract.ts'
import { lintRuleset } from './lint-ruleset.ts'
import type { Input, Rule, Ruleset } from './ruleset.ts'

export interface CompiledRule {
  rule: Rule
  test: Test
  leaves: readonly Leaf[]
  whenMatched: Consequence
  whenMissing: Consequence
}

/** A ruleset that passed the linter, ready to be evaluated any number of times. Immutable. */
export interface CompiledRuleset {
  ruleset: Ruleset
  digest: string
  names: readonly string[]
  rules: readonly CompiledRule[]
  tables: readonly (CompiledTable & { whenMissing: Consequence; otherwise: Consequence })[]
  types: readonly Input['type'][]
  /** What each evaluation starts from, a copy being cheaper than growing: one mark a comparison, then one a rule. */
  blankMarks: readonly Mark[]
  blankValues: readonly InputValue[]
  blankHits: readonly (readonly number[])[]
  blankUndecided: readonly boolean[]
  comparisons: number
}

/** Compiles a ruleset, or refuses it with every place where the linter found an error. */
export function compileRuleset(candidate: unknown): CompiledRuleset {
  const { ruleset, problems } = lintRuleset(candidate)
  const errors = problems.filter((problem) => problem.severity === 'error')
  if (!ruleset || errors.length > 0) return refuse('ruleset-invalid', { problems: errors.slice(0, 20) })
  return compileStored(ruleset)
}

/** Compiles a ruleset that was checked when it was published. */
export function compileStored(ruleset: Ruleset): CompiledRuleset {
  const names = ruleset.inputs.map((input) => input.name)
  const positions = new Map(names.map((name, position) => [name, position]))
  const leaves: Leaf[] = []
  const scope = { inputs: ruleset.inputs, indexOf: (name: string) => positions.get(name)!, leaves }
  const rules = ruleset.rules.map((rule): CompiledRule => {
    const from = leaves.length
    const test = compileCondition(rule.when, scope)
    return {
      rule,
      test,
      leaves: leaves.slice(from),
      whenMatched: consequenceOf(rule.effects),
      whenMissing: consequenceOfMissing(rule.missing, 'rule-input-missing'),
    }
  })
  return {
    ruleset,
    digest: digestOf(ruleset),
    names,
    rules,
    tables: ruleset.tables.map((table) => ({
      ...compileTable(table, ruleset.inputs),
      whenMissing: consequenceOfMissing(table.missing, 'rule-input-missing'),
      otherwise: consequenceOfMissing(table.otherwise, 'table-row-missing'),
    })),
    blankMarks: new Array<Mark>(leaves.length + rules.length).fill(no),
    types: ruleset.inputs.map((input) => input.type),
    blankValues: names.map(() => null),
    blankHits: ruleset.tables.map(() => noRow),
    blankUndecided: ruleset.tables.map(() => false),
    comparisons: leaves.length,
  }
}
