import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Inputs, Ruleset } from '../../src/lending/rules/index.ts'

type Condition = Ruleset['rules'][number]['when']

/** Our condition as a constraint on a pattern of the Drools rule language. */
function constraint(condition: Condition): string {
  if ('all' in condition) return condition.all.map((part) => `(${constraint(part)})`).join(' && ')
  if ('any' in condition) return condition.any.map((part) => `(${constraint(part)})`).join(' || ')
  if ('not' in condition) return `!(${constraint(condition.not)})`
  if ('compare' in condition) {
    const [left, comparator, right] = condition.compare
    return `${formula(left)} ${comparator} ${formula(right)}`
  }
  const { input, is } = condition
  if (is === null || (typeof is === 'object' && 'missing' in is)) throw new Error('not in the workload')
  if (typeof is === 'object' && 'not' in is) {
    const items = Array.isArray(is.not) ? is.not : [is.not]
    return items.map((item) => `${input} != ${JSON.stringify(item)}`).join(' && ')
  }
  if (Array.isArray(is)) return is.map((item) => `${input} == ${JSON.stringify(item)}`).join(' || ')
  const range = typeof is === 'string' ? /^\[(.*)\.\.(.*)([\])])$/.exec(is) : null
  if (range) return `${input} >= ${range[1]} && ${input} ${range[3] === ']' ? '<=' : '<'} ${range[2]}`
  if (typeof is === 'string' && /^[<>=]/.test(is)) return `${input} ${is.replace(/^= /, '== ')}`
  return `${input} == ${JSON.stringify(is)}`
}

function formula(part: Extract<Condition, { compare: unknown }>['compare'][0]): string {
  if (typeof part !== 'object') return String(part)
  const [operation, parts] = Object.entries(part)[0] as [string, (typeof part)[]]
  return `(${parts.map(formula).join(operation === 'add' ? ' + ' : ' * ')})`
}

/** One rule a rule, one rule a row. The cells of a row are constraints of their own, so that Drools can index them. */
function drl({ rules, tables }: Ruleset): string {
  const [table] = tables
  const rule = (name: string, constraints: string, action: string) =>
    `rule "${name}" when $a : Application( ${constraints} ) then $a.${action}; end\n`
  return [
    'package sanxin.benchmark;\n',
    ...rules.map(({ id, when }, index) => rule(id, constraint(when), `rule(${index})`)),
    ...table!.rows.map((row, index) =>
      rule(
        `row ${index + 1}`,
        row.when
          .map((cell, position) =>
            constraint({ input: table!.columns[position]!, is: cell }).replace(' && ', ', '),
          )
          .join(', '),
        `row(${index + 1})`,
      ),
    ),
  ].join('')
}

export interface DroolsFigures {
  evaluation: number
  compileSeconds: number
  outcomes: string[]
}

const project = join(import.meta.dirname, 'drools')
const output = join(tmpdir(), 'sanxin-rules-benchmark')

/** Builds the project with Maven; the reason in a sentence when it cannot. */
export function buildDrools(): string | undefined {
  const tools = [
    ['java', '-version'],
    ['mvn', '-version'],
  ] as const
  for (const [command, argument] of tools)
    if (spawnSync(command, [argument]).status !== 0) return `${command} is not installed`
  mkdirSync(output, { recursive: true })
  const goals = ['package', 'dependency:copy-dependencies', `-DoutputDirectory=${join(output, 'jars')}`]
  const built = spawnSync('mvn', ['-q', '-B', '-f', project, `-Dbench.output=${output}`, ...goals], {
    encoding: 'utf8',
  })
  return built.status === 0 ? undefined : `Maven failed: ${built.stdout.slice(0, 500)}`
}

export function runDrools(ruleset: Ruleset, inputs: readonly Inputs[]): DroolsFigures {
  const file = (name: string) => join(output, `${ruleset.id}-${name}`)
  const names = Object.keys(inputs[0]!)
  writeFileSync(file('rules.drl'), drl(ruleset))
  const lines = inputs.map((values) => names.map((name) => String(values[name])).join(','))
  writeFileSync(file('inputs.csv'), `${[names.join(','), ...lines].join('\n')}\n`)
  const classes = `${join(output, 'classes')}:${join(output, 'jars', '*')}`
  const files = [file('rules.drl'), file('inputs.csv'), file('outcomes.txt')]
  const run = spawnSync('java', ['-Xmx6g', '-cp', classes, 'sanxin.benchmark.Bench', ...files], {
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`Drools failed: ${run.stderr.slice(0, 2000)}`)
  const figures = JSON.parse(run.stdout.trim().split('\n').at(-1)!) as Omit<DroolsFigures, 'outcomes'>
  return { ...figures, outcomes: readFileSync(file('outcomes.txt'), 'utf8').trimEnd().split('\n') }
}
