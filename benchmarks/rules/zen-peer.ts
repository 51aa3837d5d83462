import { ZenEngine } from '@gorules/zen-engine'
import type { Inputs, Ruleset } from '../../src/lending/rules/index.ts'
import { cpuMicrosecondsAsync } from './measure.ts'

type Condition = Ruleset['rules'][number]['when']

/** Our condition in zen's expression language. */
function expression(condition: Condition): string {
  if ('all' in condition) return condition.all.map((part) => `(${expression(part)})`).join(' and ')
  if ('any' in condition) return condition.any.map((part) => `(${expression(part)})`).join(' or ')
  if ('not' in condition) return `not (${expression(condition.not)})`
  if ('compare' in condition) {
    const [left, comparator, right] = condition.compare
    return `${formula(left)} ${comparator} ${formula(right)}`
  }
  const { input, is } = condition
  if (is === null || (typeof is === 'object' && 'missing' in is)) throw new Error('not in the workload')
  if (typeof is === 'object' && 'not' in is) return `not (${expression({ input, is: is.not })})`
  if (Array.isArray(is)) return `${input} in ${JSON.stringify(is)}`
  if (typeof is === 'string' && is.startsWith('[')) return `${input} in ${is}`
  if (typeof is === 'string' && /^[<>=]/.test(is)) return `${input} ${is.replace(/^= /, '== ')}`
  return `${input} == ${JSON.stringify(is)}`
}

function formula(part: Extract<Condition, { compare: unknown }>['compare'][0]): string {
  if (typeof part !== 'object') return String(part)
  const [operation, parts] = Object.entries(part)[0] as [string, (typeof part)[]]
  return `(${parts.map(formula).join(operation === 'add' ? ' + ' : ' * ')})`
}

/** The ruleset as a JDM graph: the rules as one expression node, the table as a decision table node. */
function graph({ rules, tables }: Ruleset) {
  const [table] = tables
  const nodes = [
    { id: 'in', type: 'inputNode', name: 'in', content: {} },
    {
      id: 'table',
      type: 'decisionTableNode',
      name: 'table',
      content: {
        hitPolicy: 'first',
        inputs: table!.columns.map((field) => ({ id: `in-${field}`, name: field, field })),
        outputs: [{ id: 'row', name: 'row', field: 'row' }],
        rules: table!.rows.map((row, index) => ({
          _id: `row-${index}`,
          ...Object.fromEntries(
            row.when.map((cell, position) => {
              const text = String(cell)
              return [`in-${table!.columns[position]}`, text.startsWith('[') ? text : JSON.stringify(text)]
            }),
          ),
          row: String(index + 1),
        })),
      },
    },
    {
      id: 'rules',
      type: 'expressionNode',
      name: 'rules',
      content: {
        expressions: rules.map(({ when }, index) => ({
          id: `r${index}`,
          key: `r${index}`,
          value: expression(when),
        })),
      },
    },
    { id: 'out', type: 'outputNode', name: 'out', content: {} },
  ].filter(({ id }) => id !== 'rules' || rules.length > 0)
  const between = nodes.filter(({ id }) => id === 'table' || id === 'rules')
  return {
    nodes: nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    edges: between.flatMap(({ id }) => [
      { id: `in-${id}`, sourceId: 'in', targetId: id, type: 'edge' },
      { id: `${id}-out`, sourceId: id, targetId: 'out', type: 'edge' },
    ]),
  }
}

export interface ZenFigures {
  traced: number
  /** With the cheapest of its traces, handed over as text that is not parsed. */
  tracedAsText: number
  untraced: number
  outcomes: string[]
}

export async function runZen(ruleset: Ruleset, inputs: readonly Inputs[]): Promise<ZenFigures> {
  const decision = new ZenEngine().createDecision(graph(ruleset))
  const measured = inputs.slice(0, 2000)
  const outcomes: string[] = []
  for (const values of inputs) {
    const { result } = await decision.evaluate(values, { trace: true })
    const matched = ruleset.rules.flatMap((_, index) => (result[`r${index}`] === true ? [index] : []))
    outcomes.push(`${matched.join(' ')};${result.row ?? ''}`)
  }
  return {
    traced: await cpuMicrosecondsAsync(measured, (values) => decision.evaluate(values, { trace: true })),
    tracedAsText: await cpuMicrosecondsAsync(measured, (values) =>
      decision.evaluate(values, { trace: 'referenceString' }),
    ),
    untraced: await cpuMicrosecondsAsync(measured, (values) => decision.evaluate(values)),
    outcomes,
  }
}
