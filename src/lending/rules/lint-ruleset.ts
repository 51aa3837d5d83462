import { Compile } from 'typebox/compile'
import { isFault, readCell } from './cell.ts'
import type { Effect } from './contract.ts'
import { formulaInputs } from './formula.ts'
import { lintTable } from './lint-table.ts'
import { type Problem, problem } from './problem.ts'
import { type Condition, type Input, type Rule, Ruleset } from './ruleset.ts'

const validator = Compile(Ruleset)

/** Conditions and formulas may nest this deep; JSON itself would allow a depth that no stack holds. */
const depthMax = 20

/** Checks a ruleset before it is compiled or published. `ruleset` is there when its shape is right. */
export function lintRuleset(candidate: unknown): { ruleset: Ruleset | undefined; problems: Problem[] } {
  if (depthOf(candidate) > depthMax)
    return {
      ruleset: undefined,
      problems: [problem('error', {}, `Nested deeper than ${depthMax} levels.`, `嵌套超过 ${depthMax} 层。`)],
    }
  if (!validator.Check(candidate)) return { ruleset: undefined, problems: shapeProblems(candidate) }
  const ruleset = candidate as unknown as Ruleset
  const inputs = new Map(ruleset.inputs.map((input) => [input.name, input]))
  const reasons = new Set(Object.keys(ruleset.reasons))
  const problems = [
    ...duplicates(ruleset),
    ...reserved(ruleset),
    ...ruleset.rules.flatMap((rule) => lintRule(rule, inputs, reasons)),
    ...ruleset.tables.flatMap((table) => lintTable(table, inputs, reasons)),
    ...unused(ruleset),
  ]
  return { ruleset, problems }
}

function depthOf(value: unknown): number {
  let depth = 0
  let level: unknown[] = [value]
  while (level.length > 0 && depth <= depthMax + 8) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
    depth++
  }
  // rules → rule → when is three levels above the condition, and a condition has an object and a list a level.
  return Math.max(0, depth - 8)
}

/** Of the many ways in which a union fails, the deepest place is the one that was meant. */
function shapeProblems(candidate: unknown): Problem[] {
  const errors = validator.Errors(candidate)
  const deepest = Math.max(0, ...errors.map((error) => error.instancePath.split('/').length))
  const places = new Map<string, string>()
  for (const { instancePath, message } of errors)
    if (instancePath.split('/').length === deepest)
      places.set(instancePath, places.get(instancePath) ?? message)
  return [...places]
    .slice(0, 20)
    .map(([path, message]) =>
      problem(
        'error',
        { ...namedPlace(candidate, path), path: path || '/' },
        `${message}.`,
        `格式不符：${message}。`,
      ),
    )
}

/** `/tables/0/rows/3/when/1` is row 4, column 2 of the table by its name. */
function namedPlace(candidate: unknown, path: string): Record<string, unknown> {
  const [list, index, part, row, side, cell] = path.split('/').slice(1)
  const entry = (candidate as Record<string, { id?: unknown; columns?: unknown[] }[]> | null)?.[list ?? '']?.[
    Number(index)
  ]
  if (list === 'rules') return { rule: entry?.id }
  if (list !== 'tables') return {}
  if (part !== 'rows') return { table: entry?.id }
  const column = side === 'when' && cell !== undefined ? { column: entry?.columns?.[Number(cell)] } : {}
  return { table: entry?.id, row: Number(row) + 1, ...column }
}

function duplicates({ inputs, rules, tables }: Ruleset): Problem[] {
  const twice = (names: readonly string[]) => [
    ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
  ]
  return [
    ...twice(inputs.map(({ name }) => name)).map((name) =>
      problem('error', { input: name }, `The input "${name}" is declared twice.`, `输入“${name}”重复声明。`),
    ),
    ...twice([...rules, ...tables].map(({ id }) => id)).map((id) =>
      problem('error', { rule: id }, `The identifier "${id}" is used twice.`, `编号“${id}”重复。`),
    ),
  ]
}

/** Names that every object of the language has already (`constructor`): a value that is missing would seem to be there. */
function reserved({ inputs, rules, tables }: Ruleset): Problem[] {
  const set = [...rules.flatMap(({ effects }) => effects), ...tables.flatMap(({ outputs }) => outputs)]
  const names = [...inputs, ...set].flatMap((entry) =>
    'name' in entry && entry.name !== undefined ? [entry.name] : [],
  )
  return [...new Set(names)]
    .filter((name) => name in {})
    .map((name) =>
      problem('error', { input: name }, `The name "${name}" is reserved.`, `名称“${name}”不可用。`),
    )
}

function lintRule(rule: Rule, inputs: ReadonlyMap<string, Input>, reasons: ReadonlySet<string>): Problem[] {
  const place = { rule: rule.id }
  return [
    ...lintCondition(rule.when, inputs, place),
    ...rule.effects.flatMap((effect) => lintEffect(effect, reasons, place)),
  ]
}

function lintEffect(effect: Effect, reasons: ReadonlySet<string>, place: Problem['place']): Problem[] {
  if (!('reason' in effect) || reasons.has(effect.reason)) return []
  return [
    problem(
      'error',
      place,
      `There is no reason "${effect.reason}" in the ruleset.`,
      `规则集没有名为“${effect.reason}”的原因。`,
    ),
  ]
}

function lintCondition(
  condition: Condition,
  inputs: ReadonlyMap<string, Input>,
  place: Problem['place'],
): Problem[] {
  if ('all' in condition) return condition.all.flatMap((part) => lintCondition(part, inputs, place))
  if ('any' in condition) return condition.any.flatMap((part) => lintCondition(part, inputs, place))
  if ('not' in condition) return lintCondition(condition.not, inputs, place)
  const names =
    'compare' in condition
      ? [condition.compare[0], condition.compare[2]].flatMap(formulaInputs)
      : [condition.input]
  return names.flatMap((name) => {
    const input = inputs.get(name)
    const at = { ...place, input: name }
    if (!input) return [problem('error', at, `There is no input "${name}".`, `没有名为“${name}”的输入。`)]
    if ('compare' in condition)
      return input.type === 'number'
        ? []
        : [problem('error', at, `"${name}" is not a number.`, `“${name}”不是数值，不能参与计算。`)]
    const cell = readCell(condition.is, input)
    return isFault(cell) ? [problem('error', at, cell.en, cell.zh)] : []
  })
}

function conditionInputs(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(conditionInputs)
  if ('any' in condition) return condition.any.flatMap(conditionInputs)
  if ('not' in condition) return conditionInputs(condition.not)
  if ('compare' in condition) return [condition.compare[0], condition.compare[2]].flatMap(formulaInputs)
  return [condition.input]
}

function unused({ inputs, rules, tables }: Ruleset): Problem[] {
  const used = new Set([
    ...rules.flatMap((rule) => conditionInputs(rule.when)),
    ...tables.flatMap((table) => table.columns),
  ])
  return inputs
    .filter((input) => !used.has(input.name))
    .map(({ name }) =>
      problem('notice', { input: name }, `No rule uses "${name}".`, `没有规则使用“${name}”。`),
    )
}
