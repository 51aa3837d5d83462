import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileRuleset } from './compile-ruleset.ts'
import type { InputValue } from './contract.ts'
import { evaluate, type Inputs } from './evaluate.ts'
import { lintRuleset } from './lint-ruleset.ts'
import type { Cell, Condition, Formula, Ruleset, Table } from './ruleset.ts'
import { traceOf } from './trace.ts'

// The second implementation: slow, row by row, without an index, written from the description of the language.

type Truth = boolean | null

function truthOfNumber(text: string, value: number): boolean {
  const range = /^([[(])(.*)\.\.(.*)([\])])$/.exec(text)
  if (range) {
    const [, open, low, high, close] = range
    if (low !== '' && (open === '[' ? value < Number(low) : value <= Number(low))) return false
    return high === '' || (close === ']' ? value <= Number(high) : value < Number(high))
  }
  const [, comparator, bound] = /^([<>=!]*) ?(.*)$/.exec(text)!
  const other = Number(bound)
  if (comparator === '<') return value < other
  if (comparator === '<=') return value <= other
  if (comparator === '>') return value > other
  if (comparator === '>=') return value >= other
  return comparator === '!=' ? value !== other : value === other
}

function truthOfCell(cell: Cell, value: InputValue): Truth {
  if (cell === null) return true
  if (typeof cell === 'object' && 'missing' in cell) return (value === null) === cell.missing
  if (value === null) return null
  if (Array.isArray(cell)) return cell.some((item) => truthOfCell(item, value))
  if (typeof cell === 'object') return !truthOfCell(cell.not, value)
  return typeof value === 'number' ? truthOfNumber(String(cell), value) : value === cell
}

function amount(formula: Formula, inputs: Inputs): number | null {
  if (typeof formula === 'number') return formula
  if (typeof formula === 'string') return inputs[formula] as number | null
  const [operation, parts] = Object.entries(formula as Record<string, Formula[]>)[0]!
  const numbers = parts.map((part) => amount(part, inputs))
  if (numbers.includes(null)) return null
  const result = (numbers as number[]).reduce((left, right) =>
    operation === 'add'
      ? left + right
      : operation === 'subtract'
        ? left - right
        : operation === 'multiply'
          ? left * right
          : left / right,
  )
  const byZero = operation === 'divide' && (numbers as number[]).slice(1).includes(0)
  return byZero || !Number.isFinite(result) ? null : result
}

function truth(condition: Condition, inputs: Inputs): Truth {
  if ('all' in condition) {
    const parts = condition.all.map((part) => truth(part, inputs))
    return parts.includes(false) ? false : parts.includes(null) ? null : true
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => truth(part, inputs))
    return parts.includes(true) ? true : parts.includes(null) ? null : false
  }
  if ('not' in condition) {
    const inner = truth(condition.not, inputs)
    return inner === null ? null : !inner
  }
  if ('input' in condition) return truthOfCell(condition.is, inputs[condition.input]!)
  const [left, comparator, right] = condition.compare
  const [one, other] = [amount(left, inputs), amount(right, inputs)]
  if (one === null || other === null) return null
  return {
    '<': one < other,
    '<=': one <= other,
    '>': one > other,
    '>=': one >= other,
    '=': one === other,
    '!=': one !== other,
  }[comparator]
}

/** The rows that apply, or 'undecided' where a row that cannot be told could change the answer. */
function rowsOf(table: Table, inputs: Inputs): { rows: number[]; undecided: boolean } {
  const truths = table.rows.map((row): Truth => {
    const cells = row.when.map((cell, position) => truthOfCell(cell, inputs[table.columns[position]!]!))
    return cells.includes(false) ? false : cells.includes(null) ? null : true
  })
  const order = table.outputs[0]!.order ?? []
  const rows = table.rows.map((_, row) => row)
  if (table.hitPolicy === 'priority')
    rows.sort(
      (left, right) =>
        order.indexOf(table.rows[left]!.gives[0]!) - order.indexOf(table.rows[right]!.gives[0]!) ||
        left - right,
    )
  if (table.hitPolicy === 'collect')
    return { rows: rows.filter((row) => truths[row] === true), undecided: truths.includes(null) }
  const first = rows.find((row) => truths[row] !== false)
  if (first === undefined) return { rows: [], undecided: false }
  return truths[first] === null ? { rows: [], undecided: true } : { rows: [first], undecided: false }
}

function interpret(ruleset: Ruleset, inputs: Inputs) {
  const strength = { passes: 0, refer: 1, decline: 2 }
  let level = 0
  let rateBps = 0
  const matched: (boolean | null)[] = []
  for (const rule of ruleset.rules) {
    const met = truth(rule.when, inputs)
    matched.push(met)
    if (met === null) level = Math.max(level, strength[rule.missing])
    if (met === true)
      for (const effect of rule.effects) {
        if (effect.effect === 'decline') level = 2
        if (effect.effect === 'refer') level = Math.max(level, 1)
        if (effect.effect === 'adjust-rate') rateBps += effect.rateBps
      }
  }
  const tables = ruleset.tables.map((table) => {
    const found = rowsOf(table, inputs)
    if (found.undecided) level = Math.max(level, strength[table.missing])
    else if (found.rows.length === 0) level = Math.max(level, strength[table.otherwise])
    for (const row of found.rows) rateBps += table.rows[row]!.gives[0] as number
    return found
  })
  return { level, rateBps, matched, tables }
}

// Random rulesets over two numbers, two texts and a flag.

const inputs = [
  { name: 'n.one', type: 'number', zh: '一', en: 'one' },
  { name: 'n.two', type: 'number', zh: '二', en: 'two' },
  { name: 't.open', type: 'text', zh: '文', en: 'text' },
  { name: 't.coded', type: 'text', zh: '码', en: 'code', codes: ['A', 'B', 'C', 'D'] },
  { name: 'b.flag', type: 'boolean', zh: '旗', en: 'flag' },
] as const
const names = inputs.map(({ name }) => name)

const number = fc.integer({ min: -4, max: 6 }).map((value) => value / 2)
const numberText = fc.oneof(
  fc
    .tuple(fc.constantFrom('<', '<=', '>', '>=', '=', '!='), number)
    .map(([comparator, bound]) => `${comparator} ${bound}`),
  fc
    .tuple(fc.constantFrom('[', '('), number, fc.integer({ min: 1, max: 6 }), fc.constantFrom(']', ')'))
    .map(([open, low, width, close]) => `${open}${low}..${low + width}${close}`),
  number,
)
const choiceOf = (item: fc.Arbitrary<string | number | boolean>): fc.Arbitrary<Cell> =>
  fc.oneof(
    { weight: 4, arbitrary: item },
    { weight: 2, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(item, { minLength: 1, maxLength: 2 }).map((not) => ({ not })) },
    { weight: 1, arbitrary: fc.boolean().map((missing) => ({ missing })) },
    { weight: 2, arbitrary: fc.constant(null) },
  )
const cellOf: Record<string, fc.Arbitrary<Cell>> = {
  'n.one': choiceOf(numberText),
  'n.two': choiceOf(numberText),
  't.open': choiceOf(fc.constantFrom('x', 'y', 'constructor', '')),
  't.coded': choiceOf(fc.constantFrom('A', 'B', 'C', 'D')),
  'b.flag': choiceOf(fc.boolean()),
}
const { formula, condition } = fc.letrec<{ formula: Formula; condition: Condition }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    number,
    fc.constantFrom('n.one', 'n.two'),
    fc.array(tie('formula'), { minLength: 2, maxLength: 3 }).map((add) => ({ add })),
    fc.tuple(tie('formula'), tie('formula')).map((subtract) => ({ subtract })),
    fc.array(tie('formula'), { minLength: 2, maxLength: 3 }).map((multiply) => ({ multiply })),
    fc.tuple(tie('formula'), tie('formula')).map((divide) => ({ divide })),
  ),
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...names).chain((input) => cellOf[input]!.map((is) => ({ input, is }))),
    fc
      .tuple(tie('formula'), fc.constantFrom('<', '<=', '>', '>=', '=', '!='), tie('formula'))
      .map((compare) => ({ compare }) as Condition),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}))
assert.ok(formula)

const policy = fc.constantFrom('refer', 'decline', 'passes')
const rule = fc.record({
  when: condition,
  missing: policy,
  effects: fc.oneof(
    fc.integer({ min: -50, max: 50 }).map((rateBps) => [{ effect: 'adjust-rate', rateBps }]),
    fc.constantFrom(
      [{ effect: 'decline', reason: 'bad' }],
      [{ effect: 'refer', reason: 'bad' }],
      [{ effect: 'note', reason: 'bad' }],
    ),
  ),
})
const rates = [40, -10, 0, 25, 7]
const table = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    hitPolicy: fc.constantFrom('first', 'priority', 'collect', 'unique'),
    missing: policy,
    otherwise: policy,
    rows: fc.array(
      fc.record({
        when: fc.tuple(...columns.map((name) => cellOf[name]!)),
        gives: fc.constantFrom(...rates).map((rate) => [rate]),
      }),
      { minLength: 1, maxLength: 45 },
    ),
  }),
)
const words = { zh: '测', en: 'test', version: 1, severity: 'minor' }
const ruleset = fc
  .record({ rules: fc.array(rule, { maxLength: 6 }), tables: fc.array(table, { maxLength: 2 }) })
  .map(({ rules, tables }) => ({
    id: 'random',
    version: 1,
    zh: '随机',
    en: 'random',
    inputs: inputs.map((input) => ({ ...input })),
    reasons: { bad: { zh: '坏', en: 'bad' } },
    rules: rules.map((entry, index) => ({ ...words, id: `rule-${index}`, ...entry })),
    tables: tables.map((entry, index) => ({
      ...words,
      id: `table-${index}`,
      ...entry,
      outputs: [{ effect: 'adjust-rate', ...(entry.hitPolicy === 'priority' ? { order: rates } : {}) }],
    })),
  }))
const given = fc.record({
  'n.one': fc.option(fc.oneof(number, fc.double({ noNaN: true, noDefaultInfinity: true, min: -3, max: 4 }))),
  'n.two': fc.option(number),
  't.open': fc.option(fc.constantFrom('x', 'y', 'z', 'constructor', '__proto__', '')),
  't.coded': fc.option(fc.constantFrom('A', 'B', 'C', 'D', 'E')),
  'b.flag': fc.option(fc.boolean()),
})

/** Takes out what the linter calls an error: cells that can never match, rows that overlap under `unique`. */
function withoutErrors(candidate: unknown): Ruleset | undefined {
  let ruleset = structuredClone(candidate) as Ruleset
  for (let round = 0; round < 20; round++) {
    const errors = lintRuleset(ruleset).problems.filter(({ severity }) => severity === 'error')
    if (errors.length === 0) return ruleset
    ruleset = {
      ...ruleset,
      rules: ruleset.rules.filter(({ id }) => !errors.some(({ place }) => place.rule === id)),
      tables: ruleset.tables
        .map((entry) => ({
          ...entry,
          rows: entry.rows.filter(
            (_, row) => !errors.some(({ place }) => place.table === entry.id && place.row === row + 1),
          ),
        }))
        .filter(({ rows }) => rows.length > 0),
    }
  }
  return undefined
}

test('the compiled and indexed evaluation says what a naive interpreter says, on any rules, tables and inputs', () => {
  let evaluated = 0
  fc.assert(
    fc.property(ruleset, fc.array(given, { minLength: 5, maxLength: 15 }), (candidate, cases) => {
      const checked = withoutErrors(candidate)
      if (!checked) return
      const compiled = compileRuleset(checked)
      for (const inputs of cases) {
        const expected = interpret(checked, inputs)
        const evaluation = evaluate(compiled, inputs)
        const trace = traceOf(evaluation)
        evaluated++
        assert.deepEqual(
          {
            level: evaluation.level,
            rateBps: evaluation.rateBps,
            matched: trace
              .slice(0, checked.rules.length)
              .map((entry) => (entry.missing.length > 0 ? null : entry.matched)),
            tables: trace.slice(checked.rules.length).map((entry) => ({
              rows: entry.rows!.map((row) => row - 1),
              undecided: entry.missing.length > 0,
            })),
          },
          expected,
        )
      }
    }),
    { numRuns: Number(process.env.SANXIN_PROPERTY_RUNS ?? 400) },
  )
  assert.ok(evaluated > 1000)
})

test('a divisor beyond all numbers leaves a condition unknown instead of making it false', () => {
  const compiled = compileRuleset({
    ...{ id: 'overflow', version: 1, zh: '溢出', en: 'overflow', tables: [] },
    inputs: [{ ...inputs[0]! }],
    reasons: { bad: { zh: '坏', en: 'bad' } },
    rules: [
      {
        ...{ id: 'divide', version: 1, zh: '除', en: 'divide', severity: 'minor', missing: 'refer' },
        when: { compare: [0, '<', { divide: [0, { divide: [-0.5, 'n.one'] }] }] },
        effects: [{ effect: 'decline', reason: 'bad' }],
      },
    ],
  } as Ruleset)
  // -0.5 ÷ the smallest number is minus infinity, and 0 ÷ that would be a sound 0.
  const evaluation = evaluate(compiled, { 'n.one': Number.MIN_VALUE })
  assert.equal(traceOf(evaluation)[0]!.missing.length, 1)
  assert.equal(evaluation.level, 1)
})

test('what the linter reports of a table is true: rows that overlap, rows that are never reached, gaps', () => {
  const points = fc.sample(given, { numRuns: 3000, seed: 7 }).filter((point) => point['t.coded'] !== 'E')
  fc.assert(
    fc.property(table, (entry) => {
      const outputs = [{ effect: 'adjust-rate', ...(entry.hitPolicy === 'priority' ? { order: rates } : {}) }]
      const candidate = withoutErrors({
        ...{ id: 'random', version: 1, zh: '随机', en: 'random', reasons: {}, rules: [] },
        inputs: inputs.filter(({ name }) => entry.columns.includes(name)),
        tables: [{ ...words, id: 'table', ...entry, outputs }],
      })
      if (!candidate || candidate.tables.length === 0) return
      const { problems } = lintRuleset(candidate)
      const compiled = compileRuleset(candidate)
      const hit = new Set<number>()
      let missed = false
      for (const point of points) {
        const [rows] = evaluate(compiled, point).hits
        for (const row of rows!) hit.add(row + 1)
        const complete = entry.columns.every((name) => point[name] !== null)
        if (complete && rows!.length === 0) missed = true
      }
      for (const { severity, place } of problems)
        if (severity === 'defect') assert.ok(!hit.has(place.row as number), `row ${place.row} was reached`)
      if (missed)
        assert.ok(
          problems.some(({ place }) => 'gap' in place),
          'a gap was missed',
        )
    }),
    { numRuns: 60 },
  )
})
