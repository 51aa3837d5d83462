import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../../foundation/refusal.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { evaluate, type Inputs } from './evaluate.ts'
import { lintRuleset } from './lint-ruleset.ts'
import type { Cell, Condition, Input } from './ruleset.ts'
import { traceOf } from './trace.ts'

const read = <Content>(name: string): Content =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'cases', `${name}.json`), 'utf8')) as Content
const words = { version: 1, zh: '样例', en: 'sample', severity: 'minor' }

interface ConditionCase {
  name: string
  when: Condition
  given: Inputs
  met: boolean | null
}
const conditions = read<{ inputs: Input[]; cases: ConditionCase[] }>('conditions')

for (const { name, when, given, met } of conditions.cases)
  test(`condition: ${name}`, () => {
    const effects = [{ effect: 'decline', reason: 'bad' }]
    const rules = [{ ...words, id: 'rule', when, missing: 'refer', effects }]
    const reasons = { bad: { zh: '坏', en: 'bad' } }
    const compiled = compileRuleset({
      ...{ id: 'case', version: 1, zh: '样例', en: 'case' },
      inputs: conditions.inputs,
      reasons,
      rules,
      tables: [],
    })
    const evaluation = evaluate(compiled, given)
    const [trace] = traceOf(evaluation)
    assert.equal(trace!.missing.length > 0 ? null : trace!.matched, met)
    assert.equal(evaluation.level, met === true ? 2 : met === null ? 1 : 0)
    assert.equal(
      trace!.reasons[0]?.code,
      met === true ? 'bad' : met === null ? 'rule-input-missing' : undefined,
    )
    for (const comparison of trace!.comparisons) {
      assert.ok(trace!.because.zh.includes(comparison.zh) && trace!.because.en.includes(comparison.en))
      if (comparison.value !== null) assert.notEqual(comparison.holds, null, 'a present value can be told')
    }
  })

interface HitCase {
  name: string
  table: string
  given: Inputs
  rows: number[]
  undecided?: boolean
}
type PlainTable = { hitPolicy: string; columns: string[]; order?: number[]; rows: [...Cell[], number][] }
const hits = read<{ inputs: Input[]; tables: Record<string, PlainTable>; cases: HitCase[] }>('hit-policies')

for (const { name, table, given, rows, undecided = false } of hits.cases)
  test(`table: ${name}`, () => {
    const { order, ...plain } = hits.tables[table]!
    const compiled = compileRuleset({
      ...{ id: 'case', version: 1, zh: '样例', en: 'case', inputs: hits.inputs, reasons: {}, rules: [] },
      tables: [
        {
          ...words,
          ...plain,
          ...{ id: 'table', missing: 'refer', otherwise: 'passes' },
          outputs: [{ effect: 'adjust-rate', ...(order && { order }) }],
          rows: plain.rows.map((row) => ({ when: row.slice(0, -1), gives: row.slice(-1) })),
        },
      ],
    })
    const evaluation = evaluate(compiled, given)
    const [trace] = traceOf(evaluation)
    assert.deepEqual(trace!.rows, rows)
    assert.equal(trace!.missing.length > 0, undecided)
    assert.equal(evaluation.level, undecided ? 1 : 0)
    const rates = rows.map((row) => plain.rows[row - 1]!.at(-1) as number)
    assert.equal(
      evaluation.rateBps,
      rates.reduce((sum, rate) => sum + rate, 0),
    )
  })

interface LintCase {
  name: string
  at: (string | number)[]
  to?: unknown
  patch?: object
  finds: { severity: string; place: Record<string, unknown>; en: string }[]
}
const linter = read<{ sound: object; cases: LintCase[] }>('linter')

function changed({ at, to, patch }: LintCase): unknown {
  const copy = structuredClone(linter.sound) as Record<string | number, unknown>
  let place = copy
  for (const key of at.slice(0, -1)) place = place[key] as typeof copy
  const last = at.at(-1)!
  place[last] = patch ? { ...(place[last] as object), ...patch } : to
  return copy
}

for (const entry of linter.cases)
  test(`linter: ${entry.name}`, () => {
    const candidate = changed(entry)
    const { problems } = lintRuleset(candidate)
    assert.equal(problems.length > 0, entry.finds.length > 0, JSON.stringify(problems))
    for (const { severity, place, en } of entry.finds) {
      const found = problems.find((problem) => problem.severity === severity && problem.en.includes(en))
      assert.ok(found, JSON.stringify(problems))
      assert.deepEqual({ ...found.place, ...place }, found.place)
      assert.ok(/[\u4e00-\u9fff]/.test(found.zh))
    }
    if (problems.some(({ severity }) => severity === 'error'))
      assert.throws(
        () => compileRuleset(candidate),
        (error) => error instanceof Refusal && error.code === 'ruleset-invalid',
      )
  })

test('what is no ruleset at all, or nested without end, is refused and not run', () => {
  let deep: unknown = { input: 'score', is: '< 1' }
  for (let level = 0; level < 100_000; level++) deep = { not: deep }
  const sound = linter.sound as { rules: object[] }
  const bombs: unknown[] = [
    null,
    5,
    'ruleset',
    [],
    {},
    { ...sound, rules: [{ ...sound.rules[0], when: deep }] },
  ]
  for (const bomb of bombs)
    assert.throws(
      () => compileRuleset(bomb),
      (error) => error instanceof Refusal && error.code === 'ruleset-invalid',
    )
})

test('an input of the wrong type is refused by name, and never read as something else', () => {
  const compiled = compileRuleset(linter.sound)
  const wrong: Inputs[] = [
    { score: '600', grade: 'A' },
    { score: Number.NaN, grade: 'A' },
    { score: 600, grade: true },
    { score: Infinity },
  ]
  for (const inputs of wrong)
    assert.throws(
      () => evaluate(compiled, inputs),
      (error) => error instanceof Refusal && error.code === 'rule-input-type',
    )
})
