import assert from 'node:assert/strict'
import { test } from 'node:test'
import { floorPlan, type Room } from '../floor-plan.ts'
import { architectureFaults } from './house/architecture.ts'
import { readTree, type Tree } from './house/tree.ts'

test('the house stands as its floor plan says', () => {
  const tree = readTree(['src/**/*.ts', 'web/**/*.{ts,tsx}'])
  assert.ok(tree.size > 50, `looked at ${tree.size} files: the test has lost its tree`)
  assert.deepEqual(architectureFaults(tree, floorPlan), [])
})

const plan: Room[] = [
  { path: 'trust/audit', zh: '', en: '', doors: [] },
  { path: 'trust/consent', zh: '', en: '', doors: ['trust/audit'] },
  { path: 'entrances', zh: '', en: '', doors: ['trust/audit', 'trust/consent'] },
]
const face = '/**\n * A room.\n */\n'
const soundTree: Tree = new Map([
  ['src/foundation/money.ts', ''],
  ['src/trust/audit/index.ts', `${face}export { append } from './append.ts'`],
  ['src/trust/audit/append.ts', `import { insert } from './store.ts'`],
  ['src/trust/audit/store.ts', `db.insertInto('audit.entry')`],
  ['src/trust/consent/index.ts', `${face}export { grant } from './grant.ts'`],
  ['src/trust/consent/grant.ts', `import { append } from '../audit/index.ts'`],
  ['src/trust/consent/contract.ts', `import { Type } from 'typebox'`],
  ['src/entrances/http/server.ts', `import { grant } from '../../trust/consent/index.ts'\nsetInterval(tick)`],
  ['web/bank/page.tsx', `import type { Grant } from '../../src/trust/consent/contract.ts'`],
])

test('a sound small tree has no fault', () => assert.deepEqual(architectureFaults(soundTree, plan), []))

/** Each planted fault with words of the sentence that must name it. */
const planted: [string, string, string, RegExp][] = [
  [
    'a door that is not there',
    'src/trust/audit/append.ts',
    `import { grant } from '../consent/index.ts'`,
    /no door from trust\/audit/,
  ],
  [
    'a neighbor entered by the window',
    'src/trust/consent/grant.ts',
    `import { insert } from '../audit/store.ts'`,
    /use the public face/,
  ],
  ['a star on the face', 'src/trust/audit/index.ts', `${face}export * from './append.ts'`, /enumerates/],
  [
    'a face without a doorplate',
    'src/trust/audit/index.ts',
    `export { append } from './append.ts'`,
    /doorplate/,
  ],
  [
    'a face that re-exports a neighbor',
    'src/trust/consent/index.ts',
    `${face}export { append } from '../audit/index.ts'`,
    /re-exports/,
  ],
  [
    'SQL outside the store',
    'src/trust/consent/grant.ts',
    `db.selectFrom('consent.grant')`,
    /store\.ts alone/,
  ],
  ['raw SQL outside the store', 'src/trust/consent/grant.ts', 'await sql`select 1`', /store\.ts alone/],
  ['a query of another schema', 'src/trust/audit/store.ts', `db.selectFrom('consent.grant')`, /not its own/],
  [
    'a contract that drags in the server',
    'src/trust/consent/contract.ts',
    `import { grant } from './grant.ts'`,
    /only typebox/,
  ],
  [
    'a contract with a node module',
    'src/trust/consent/contract.ts',
    `import { hash } from 'node:crypto'`,
    /only typebox/,
  ],
  [
    'foundation that knows business',
    'src/foundation/money.ts',
    `import { grant } from '../trust/consent/index.ts'`,
    /knows no business/,
  ],
  [
    'a timer below the entrances',
    'src/trust/consent/grant.ts',
    'setInterval(() => {}, 1000)',
    /only entrances/,
  ],
  ['a file in no room', 'src/trust/stray.ts', '', /no room/],
  [
    'an import without its ending',
    'src/trust/consent/grant.ts',
    `import { append } from '../audit/index'`,
    /ending/,
  ],
  [
    'a web page that imports a verb',
    'web/bank/page.tsx',
    `import { grant } from '../../src/trust/consent/index.ts'`,
    /contracts only/,
  ],
]

for (const [name, path, text, expected] of planted)
  test(`planted: ${name}`, () => {
    const faults = architectureFaults(new Map([...soundTree, [path, text]]), plan)
    assert.match(faults.join('\n'), expected)
  })

test('planted: a door to a later room, and an empty room', () => {
  const wrong: Room[] = [{ ...plan[0]!, doors: ['trust/consent'] }, ...plan.slice(1)]
  assert.match(architectureFaults(soundTree, wrong).join(), /not an earlier room/)
  const empty: Room[] = [...plan, { path: 'trust/catalog', zh: '', en: '', doors: [] }]
  assert.match(architectureFaults(soundTree, empty).join(), /empty room/)
})
