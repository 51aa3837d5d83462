import {
  compileRuleset,
  type Evaluation,
  evaluate,
  type Inputs,
  type Ruleset,
  traceOf,
} from '../../src/lending/rules/index.ts'
import { cpuMicroseconds } from './measure.ts'

/** One line an input: the rules that matched and the row, as every engine reports it. */
export function outcomeOf(evaluation: Evaluation): string {
  const { compiled, marks, hits } = evaluation
  const matched = compiled.rules.flatMap((_, index) =>
    marks[compiled.comparisons + index] === 1 ? [index] : [],
  )
  return `${matched.join(' ')};${hits[0]!.map((row) => row + 1).join(' ')}`
}

export interface Figures {
  /** CPU µs an evaluation, the median of the rounds. */
  evaluation: number
  /** With the trace put into words. */
  traced: number
  /** With the trace as JSON text. */
  serialized: number
  compileMs: number
  outcomes: string[]
}

export function runOwn(ruleset: Ruleset, inputs: readonly Inputs[]): Figures {
  const started = process.cpuUsage()
  const compiled = compileRuleset(ruleset)
  const used = process.cpuUsage(started)
  let sink = 0
  const evaluation = cpuMicroseconds(inputs, (values) => {
    const result = evaluate(compiled, values)
    sink += result.level + result.marks.length + result.hits.length
  })
  const traced = cpuMicroseconds(inputs, (values) => {
    sink += traceOf(evaluate(compiled, values)).length
  })
  const serialized = cpuMicroseconds(inputs, (values) => {
    sink += JSON.stringify(traceOf(evaluate(compiled, values))).length
  })
  if (sink === 0) throw new Error('nothing was computed')
  return {
    evaluation,
    traced,
    serialized,
    compileMs: (used.user + used.system) / 1000,
    outcomes: inputs.map((values) => outcomeOf(evaluate(compiled, values))),
  }
}
