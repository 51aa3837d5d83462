import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ZenEngine } from '@gorules/zen-engine'
import fc from 'fast-check'
import { Refusal } from '../../foundation/refusal.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { evaluate, type Inputs } from './evaluate.ts'
import { importDecisionModel } from './import-decision-model.ts'
import type { Ruleset } from './ruleset.ts'

const table = (cells: string[][], hitPolicy = 'first') => ({
  nodes: [
    { id: 'in', type: 'inputNode', name: 'in', position: { x: 0, y: 0 }, content: {} },
    {
      id: 'table',
      type: 'decisionTableNode',
      name: 'tariff',
      position: { x: 0, y: 0 },
      content: {
        hitPolicy,
        inputs: [
          { id: 'a', name: 'Age', field: 'driver.age' },
          { id: 'b', name: 'Zone', field: 'zone' },
        ],
        outputs: [{ id: 'c', name: 'Rate', field: 'rate' }],
        rules: cells.map(([a, b, c], index) => ({ _id: String(index), a, b, c })),
      },
    },
    { id: 'out', type: 'outputNode', name: 'out', position: { x: 0, y: 0 }, content: {} },
  ],
  edges: [
    { id: '1', sourceId: 'in', targetId: 'table', type: 'edge' },
    { id: '2', sourceId: 'table', targetId: 'out', type: 'edge' },
  ],
})

/** What the table gives, as zen answers: one object, a list under collect, with missing outputs left out. */
function answer(ruleset: Ruleset, inputs: Inputs): unknown {
  const [rows] = evaluate(compileRuleset(ruleset), inputs).hits
  const [entry] = ruleset.tables
  const given = rows!.map((row) =>
    Object.fromEntries(
      entry!.outputs.flatMap(({ name }, position) => {
        const value = entry!.rows[row]!.gives[position]
        return value === null ? [] : [[name!, value]]
      }),
    ),
  )
  return entry!.hitPolicy === 'collect' ? given : (given[0] ?? {})
}

test('an imported table answers as zen does', async () => {
  const ages = [
    '',
    '< 18',
    '>= 65',
    '[18..25]',
    '(25..65)',
    '> 25 and <= 40',
    '18, 21',
    '!= 30',
    '== 40',
    '1_000',
  ]
  const zones = [
    '',
    '"north"',
    "'south','east'",
    '["north", "west"]',
    '!= "east"',
    'not in ["north"]',
    '"a,b or c"',
  ]
  const cells = fc.array(
    fc.tuple(fc.constantFrom(...ages), fc.constantFrom(...zones), fc.integer({ min: 0, max: 9 }).map(String)),
    { minLength: 1, maxLength: 12 },
  )
  const inputs = fc.record({
    age: fc.oneof(fc.constantFrom(17, 18, 21, 25, 26, 30, 40, 64, 65, 1000), fc.integer({ min: 0, max: 99 })),
    zone: fc.constantFrom('north', 'south', 'east', 'west', 'a,b or c', ''),
  })
  await fc.assert(
    fc.asyncProperty(
      cells,
      fc.constantFrom('first', 'collect'),
      fc.array(inputs, { minLength: 5, maxLength: 20 }),
      async (rows, hitPolicy, cases) => {
        const graph = table(rows, hitPolicy)
        // Without a cell that names a number the column's type is not known.
        if (rows.every(([age]) => age === '')) return
        const ruleset = importDecisionModel(graph, { id: 'tariff', node: 'table' })
        const decision = new ZenEngine().createDecision(graph)
        for (const { age, zone } of cases) {
          const { result } = await decision.evaluate({ driver: { age }, zone })
          assert.deepEqual(answer(ruleset, { 'driver.age': age, zone }), result)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a program in a cell or in an output is refused with its place', () => {
  const refused = (cells: string[][]) => {
    try {
      importDecisionModel(table(cells), { id: 'tariff', node: 'table' })
    } catch (error) {
      assert.ok(error instanceof Refusal)
      return error
    }
    return assert.fail('it was imported')
  }
  const cell = refused([
    ['> 5', '', '1'],
    ['> 5 and driver.points < 3', '', '2'],
  ])
  assert.equal(cell.code, 'decision-model-not-importable')
  assert.deepEqual(cell.where, {
    node: 'tariff',
    row: 2,
    column: 'driver.age',
    text: '> 5 and driver.points < 3',
    why: 'the cell is no plain comparison',
  })
  assert.equal(refused([['> 5', 'contains($, "n")', '1']]).where.column, 'zone')
  assert.equal(refused([['> 5', '', 'driver.age * 2']]).where.why, 'the output is a formula')
  assert.equal(
    refused([
      ['> 5', '', '1'],
      ["'old'", '', '1'],
    ]).where.why,
    'the cells of the column mix types',
  )
})
