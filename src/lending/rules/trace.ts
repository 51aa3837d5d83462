import { becauseWords } from './because.ts'
import { cellText } from './cell.ts'
import type { CompiledRule } from './compile-ruleset.ts'
import { type CompiledTable, classesOf } from './compile-table.ts'
import { type Leaf, type Mark, unknown, yes } from './condition.ts'
import type { Consequence } from './consequence.ts'
import {
  type Comparison,
  type Effect,
  reasons as generalReasons,
  type RuleTrace,
  type Words,
} from './contract.ts'
import type { Evaluation } from './evaluate.ts'
import type { Values } from './formula.ts'

/** The whole trace in words: every rule and table, met or missed, with each comparison that was made. */
export function traceOf(evaluation: Evaluation): RuleTrace[] {
  const { compiled, marks } = evaluation
  return [
    ...compiled.rules.map((rule, index) => ruleTrace(evaluation, rule, marks[compiled.comparisons + index]!)),
    ...compiled.tables.map((table, index) => tableTrace(evaluation, table, index)),
  ]
}

/** The words of a reason: the ruleset's own, or one that every ruleset may give. */
export function reasonWords(evaluation: Pick<Evaluation, 'compiled'>, code: string): Words {
  const own = evaluation.compiled.ruleset.reasons[code]
  if (own) return own
  const { zh, en } = generalReasons[code as keyof typeof generalReasons]
  return { zh, en }
}

function ruleTrace(
  evaluation: Evaluation,
  { rule, leaves, whenMatched, whenMissing }: CompiledRule,
  mark: Mark,
) {
  const { values, marks } = evaluation
  const comparisons = leaves.map((leaf) => comparison(leaf, values, marks[leaf.slot]!))
  const consequence = mark === yes ? whenMatched : mark === unknown ? whenMissing : undefined
  return {
    ...heading('rule', rule),
    matched: mark === yes,
    missing: mark === unknown ? missingNames(evaluation, leaves) : [],
    because: becauseWords(comparisons),
    comparisons,
    ...outcome(evaluation, consequence ? [consequence] : []),
  } satisfies RuleTrace
}

function heading<Kind extends RuleTrace['kind']>(
  kind: Kind,
  { id, version, zh, en, severity }: Pick<RuleTrace, 'id' | 'version' | 'zh' | 'en' | 'severity'>,
) {
  return { kind, id, version, zh, en, severity }
}

function outcome(evaluation: Evaluation, consequences: readonly Consequence[]) {
  const effects = consequences.flatMap(({ effects }) => [...effects])
  return {
    verdict: verdictOf(effects),
    effects,
    reasons: consequences.flatMap(({ reasons }) =>
      reasons.map((code) => ({ code, ...reasonWords(evaluation, code) })),
    ),
  }
}

function verdictOf(effects: readonly Effect[]): RuleTrace['verdict'] {
  if (effects.some(({ effect }) => effect === 'decline')) return 'declined'
  if (effects.some(({ effect }) => effect === 'refer')) return 'referred'
  const changes = effects.some((effect) => effect.effect !== 'adjust-rate' || effect.rateBps !== 0)
  return changes ? 'adjusted' : 'passed'
}

function missingNames({ compiled, marks, values }: Evaluation, leaves: readonly Leaf[]): string[] {
  const undecided = leaves.filter((leaf) => marks[leaf.slot] === unknown)
  const inputs = undecided.flatMap((leaf) => leaf.reads.filter((index) => values[index] === null))
  const names = [...new Set(inputs)].map((index) => compiled.names[index]!)
  return names.length > 0 ? names : undecided.map((leaf) => leaf.input)
}

function comparison(leaf: Leaf, values: Values, mark: Mark): Comparison {
  const { input, zh, en, unit, test, against } = leaf
  const holds = mark === unknown ? null : mark === yes
  return {
    ...{ input, zh, en, value: leaf.value(values), test, holds },
    ...(unit && { unit }),
    ...(against && { against: { zh: against.zh, en: against.en, value: against.value(values) } }),
  }
}

function tableTrace(
  evaluation: Evaluation,
  compiled: Evaluation['compiled']['tables'][number],
  index: number,
) {
  const { table, consequences, whenMissing, otherwise } = compiled
  const rows = evaluation.hits[index]!
  const undecided = evaluation.undecided[index]!
  const comparisons =
    rows.length > 0
      ? rows.flatMap((row) => rowComparisons(evaluation, compiled, row))
      : narrowing(evaluation, compiled)
  const followed = rows.map((row) => consequences[row]!)
  if (undecided) followed.push(whenMissing)
  else if (rows.length === 0) followed.push(otherwise)
  return {
    ...heading('table', table),
    matched: rows.length > 0,
    missing: undecided
      ? compiled.reads
          .filter((read) => evaluation.values[read] === null)
          .map((read) => evaluation.compiled.names[read]!)
      : [],
    because: becauseWords(comparisons),
    comparisons,
    rows: rows.map((row) => row + 1),
    ...outcome(evaluation, followed),
  } satisfies RuleTrace
}

function rowComparisons(
  { compiled, values }: Evaluation,
  { table, reads }: CompiledTable,
  row: number,
): Comparison[] {
  return reads.map((read, position) => {
    const { name, zh, en, unit } = compiled.ruleset.inputs[read]!
    const test = cellText(table.rows[row]!.when[position]!)
    return {
      input: name,
      zh,
      en,
      value: values[read]!,
      test,
      holds: true,
      row: row + 1,
      ...(unit && { unit }),
    }
  })
}

/** No row matched: how many rows each column left over, so that a reader sees where the last ones fell out. */
function narrowing({ compiled, values }: Evaluation, table: CompiledTable): Comparison[] {
  const total = table.table.rows.length
  return table.reads.map((read, position) => {
    const { name, zh, en } = compiled.ruleset.inputs[read]!
    const left = table.index.left(classesOf(table, values), position + 1)
    const holds = values[read] === null ? null : left > 0
    return { input: name, zh, en, value: values[read]!, test: `rows left: ${left}/${total}`, holds }
  })
}
