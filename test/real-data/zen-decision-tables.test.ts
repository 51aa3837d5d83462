import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ZenEngine } from '@gorules/zen-engine'
import { seededRandom } from '../../src/foundation/random.ts'
import { Refusal } from '../../src/foundation/refusal.ts'
import {
  compileRuleset,
  evaluate,
  type Inputs,
  importDecisionModel,
  type Ruleset,
} from '../../src/lending/rules/index.ts'

/** gorules/zen test-data (MIT): 52 decision graphs with 72 tests, made for that engine. */
const shared = process.env.SANXIN_SHARED ?? join(import.meta.dirname, '../../../shared')
const archive = join(shared, 'data/rules_zen.tar.gz')
const skip = existsSync(archive) ? false : 'the zen test data is not there'

interface Node {
  id: string
  name: string
  type: string
}
interface Graph {
  nodes: Node[]
  edges: unknown[]
  tests?: { input: unknown; output?: unknown }[]
}
type Tree = Record<string, unknown>

const valueAt = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, key) => (part as Tree | null | undefined)?.[key], tree)

/** What zen's node would put out, from our rows: `plan.category` is nested, an empty cell leaves its field out. */
function outputOf({ tables: [table] }: Ruleset, rows: readonly number[]): Tree[] {
  return rows.map((row) => {
    const tree: Tree = {}
    table!.outputs.forEach(({ name }, position) => {
      const value = table!.rows[row]!.gives[position]
      if (value === null) return
      const keys = name!.split('.')
      const last = keys.pop()!
      let place = tree
      for (const key of keys) {
        place[key] ??= {}
        place = place[key] as Tree
      }
      place[last] = value
    })
    return tree
  })
}

/** The inputs of the imported table; undefined where one is missing or has a type that its column has not. */
function inputsOf(ruleset: Ruleset, tree: unknown): Inputs | undefined {
  const typeOf = { number: 'number', text: 'string', boolean: 'boolean' }
  const entries = ruleset.inputs.map(({ name, type }) => {
    const value = valueAt(tree, name)
    return typeof value === typeOf[type] ? ([name, value] as const) : undefined
  })
  return entries.includes(undefined)
    ? undefined
    : (Object.fromEntries(entries as [string, never][]) as Inputs)
}

/** A graph of one node, so that zen answers for the table alone. */
function aloneWith(node: Node): Graph {
  const at = { position: { x: 0, y: 0 } }
  const content = { ...(node as unknown as { content: Tree }).content, passThrough: false, outputPath: null }
  return {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', ...at },
      { ...node, ...at, content } as Node,
      { id: 'out', type: 'outputNode', name: 'out', ...at },
    ],
    edges: [
      { id: '1', sourceId: 'in', targetId: node.id, type: 'edge' },
      { id: '2', sourceId: node.id, targetId: 'out', type: 'edge' },
    ],
  }
}

/**
 * A cell that is left out accepts anything, as an empty one does: so the expected results of these files say. The
 * published engine takes it for a cell that never matches (0.54.0, on insurance-underwriting-risk.json).
 */
function withEveryCell(graph: Graph): Graph {
  for (const node of graph.nodes ?? []) {
    const content = (node as unknown as { content?: { inputs?: { id: string }[]; rules?: Tree[] } }).content
    if (node.type !== 'decisionTableNode') continue
    for (const rule of content!.rules!) for (const { id } of content!.inputs!) rule[id] ??= ''
  }
  return graph
}

/** Random values near what the cells name: their numbers and one to either side, their texts and another. */
function randomTree(ruleset: Ruleset, random: () => number): Tree {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!
  const tree: Tree = {}
  for (const { name, type } of ruleset.inputs) {
    const position = ruleset.tables[0]!.columns.indexOf(name)
    const named = ruleset.tables[0]!.rows.flatMap((row) => JSON.stringify(row.when[position]))
    const numbers = named.flatMap((text) => text.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)
    const texts = named.flatMap((text) => text.match(/"([^"]*)"/g) ?? []).map((text) => text.slice(1, -1))
    const value =
      type === 'number'
        ? pick(numbers.length > 0 ? numbers : [0]) + pick([-1, 0, 0, 0.5, 1])
        : type === 'boolean'
          ? random() < 0.5
          : pick([...texts, 'something else'])
    const keys = name.split('.')
    const last = keys.pop()!
    let place = tree
    for (const key of keys) {
      place[key] ??= {}
      place = place[key] as Tree
    }
    place[last] = value
  }
  return tree
}

test('imported decision tables of zen answer as zen does, and the others are refused with a place', {
  skip,
}, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'sanxin-zen-'))
  context.after(() => rmSync(folder, { recursive: true }))
  execFileSync('tar', ['xzf', archive, '-C', folder])
  const engine = new ZenEngine()
  const random = seededRandom('zen-decision-tables')
  const counts = { tables: 0, imported: 0, testsOfTables: 0, randomInputs: 0 }
  const refusals = new Map<string, number>()

  for (const file of globSync('rules_zen/**/*.json', { cwd: folder }).sort()) {
    const graph = withEveryCell(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Graph)
    for (const node of graph.nodes?.filter(({ type }) => type === 'decisionTableNode') ?? []) {
      counts.tables++
      let ruleset: Ruleset
      try {
        ruleset = importDecisionModel(graph, { id: 'imported', node: node.id })
      } catch (error) {
        assert.ok(error instanceof Refusal, `${file}: ${error}`)
        assert.equal(error.where.node, node.name)
        const why = String(error.where.why)
        refusals.set(why, (refusals.get(why) ?? 0) + 1)
        continue
      }
      counts.imported++
      const compiled = compileRuleset(ruleset)
      const alone = engine.createDecision(aloneWith(node))
      const agree = async (tree: unknown, what: string): Promise<boolean> => {
        const inputs = inputsOf(ruleset, tree)
        if (!inputs) return false
        const [rows] = evaluate(compiled, inputs).hits
        const ours = outputOf(ruleset, rows!)
        const theirs = (await alone.evaluate(tree)).result as Tree | Tree[] | null
        const collects = ruleset.tables[0]!.hitPolicy === 'collect'
        assert.deepEqual(
          collects ? ours : (ours[0] ?? {}),
          theirs ?? {},
          `${file}, ${node.name}: ${what} ${JSON.stringify(inputs)}`,
        )
        return true
      }
      for (const { input } of graph.tests ?? []) {
        const { trace } = await engine.createDecision(graph).evaluate(input, { trace: true })
        const reached = trace?.[node.id]
        if (reached && (await agree(reached.input, 'its own test'))) counts.testsOfTables++
      }
      for (let index = 0; index < 60; index++)
        if (await agree(randomTree(ruleset, random), 'random')) counts.randomInputs++
    }
  }
  context.diagnostic(JSON.stringify({ ...counts, refusals: Object.fromEntries(refusals) }))
  assert.equal(counts.tables, 135)
  assert.ok(
    counts.imported >= 80 && counts.testsOfTables >= 60 && counts.randomInputs >= 4000,
    JSON.stringify(counts),
  )
})
