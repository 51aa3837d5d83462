import type { CompiledRuleset } from './compile-ruleset.ts'
import { lookUp, noRow } from './compile-table.ts'
import { type Mark, no, yes } from './condition.ts'
import type { Consequence, Level } from './consequence.ts'
import { type InputValue, refuse } from './contract.ts'
import type { Input } from './ruleset.ts'

export type Inputs = Readonly<Record<string, InputValue>>

/** `source` counts the rules, then the tables. */
interface GivenReason {
  code: string
  source: number
}

/**
 * The outcome with everything that the trace needs, by reference: the values read, a mark a comparison and a
 * rule, the rows of each table. Nothing is put into words before somebody asks (`traceOf`).
 */
export interface Evaluation {
  compiled: CompiledRuleset
  level: Level
  reasons: GivenReason[]
  /** The lowest cap that a rule set; Infinity without one. */
  capFen: number
  rateBps: number
  facts: Record<string, InputValue | InputValue[]>
  values: InputValue[]
  marks: Mark[]
  hits: (readonly number[])[]
  /** Per table: missing values left it undecided. */
  undecided: boolean[]
}

export function evaluate(compiled: CompiledRuleset, inputs: Inputs): Evaluation {
  const { rules, tables, comparisons } = compiled
  const evaluation: Evaluation = {
    compiled,
    level: 0,
    reasons: [],
    capFen: Infinity,
    rateBps: 0,
    facts: {},
    values: readInputs(compiled, inputs),
    marks: compiled.blankMarks.slice(),
    hits: compiled.blankHits.slice(),
    undecided: compiled.blankUndecided.slice(),
  }
  const { values, marks } = evaluation
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index]!
    const mark = rule.test(values, marks)
    marks[comparisons + index] = mark
    if (mark !== no) follow(evaluation, mark === yes ? rule.whenMatched : rule.whenMissing, index)
  }
  for (let index = 0; index < tables.length; index++) {
    const table = tables[index]!
    const { rows, undecided } = lookUp(table, values)
    const collects = table.table.hitPolicy === 'collect'
    evaluation.hits[index] = undecided && !collects ? noRow : rows
    evaluation.undecided[index] = undecided
    const source = rules.length + index
    if (undecided) follow(evaluation, table.whenMissing, source)
    else if (rows.length === 0) follow(evaluation, table.otherwise, source)
    if (collects)
      collect(
        evaluation,
        rows.map((row) => table.consequences[row]!),
        source,
      )
    else if (!undecided && rows.length > 0) follow(evaluation, table.consequences[rows[0]!]!, source)
  }
  return evaluation
}

function follow(
  evaluation: Evaluation,
  { level, reasons, capFen, rateBps, sets }: Consequence,
  source: number,
): void {
  if (level > evaluation.level) evaluation.level = level
  if (capFen < evaluation.capFen) evaluation.capFen = capFen
  evaluation.rateBps += rateBps
  for (let index = 0; index < reasons.length; index++)
    evaluation.reasons.push({ code: reasons[index]!, source })
  for (let index = 0; index < sets.length; index++) evaluation.facts[sets[index]![0]] = sets[index]![1]
}

/** Every row counts: what they set becomes a list, in the order of the rows. */
function collect(evaluation: Evaluation, consequences: readonly Consequence[], source: number): void {
  const lists: Record<string, InputValue[]> = {}
  for (const consequence of consequences) {
    follow(evaluation, { ...consequence, sets: [] }, source)
    for (const [name, value] of consequence.sets) {
      lists[name] ??= []
      lists[name].push(value)
    }
  }
  Object.assign(evaluation.facts, lists)
}

/** The declared inputs in their order. What is not given is missing; a wrong type is a refusal, not a guess. */
function readInputs({ names, types, blankValues }: CompiledRuleset, inputs: Inputs): InputValue[] {
  const values = blankValues.slice()
  for (let index = 0; index < names.length; index++) {
    const value = inputs[names[index]!] ?? null
    if (value !== null && !hasType(types[index]!, value))
      refuse('rule-input-type', {
        input: names[index],
        wanted: types[index],
        given: String(value),
      })
    values[index] = value
  }
  return values
}

function hasType(type: Input['type'], value: InputValue): boolean {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value)
  return typeof value === (type === 'text' ? 'string' : 'boolean')
}
