import assert from 'node:assert/strict'
import { test } from 'node:test'
import { floorPlan } from '../floor-plan.ts'
import { tidinessFaults } from './house/tidiness.ts'
import { readTree } from './house/tree.ts'

test('the source tree and its pages are tidy', () => {
  const tree = readTree(
    [
      '*',
      'src/**/*',
      'web/**/*',
      'test/**/*',
      'scripts/**/*',
      'bin/**/*',
      'docs/**/*',
      'benchmarks/**/*',
      'examples/**/*',
      'migrations/*',
    ]
      .map((pattern) =>
        pattern.endsWith('*') ? `${pattern}.{ts,tsx,mjs,css,md,json,sql,html,svg,png}` : pattern,
      )
      .concat('LICENSE'),
  )
  assert.ok(tree.size > 80, `looked at ${tree.size} files: the test has lost its tree`)
  assert.deepEqual(tidinessFaults(tree), [])
})

test('every room is in the glossary, in both languages', () => {
  const glossary = readTree(['docs/glossary.md']).get('docs/glossary.md') ?? ''
  const missing = floorPlan.filter((room) => !glossary.includes(room.zh))
  assert.deepEqual(
    missing.map((room) => room.path),
    [],
  )
})

const planted: [string, string, string, RegExp][] = [
  ['a drawer called utils', 'src/trust/utils.ts', '', /nothing is called utils/],
  ['a camel-case file', 'src/trust/grantConsent.ts', '', /kebab-case/],
  ['a file too long', 'src/trust/long.ts', 'line\n'.repeat(402), /at most 400/],
  ['an overloaded word', 'src/trust/a.ts', 'const psi = 1', /populationStabilityIndex/],
  ['British spelling', 'src/trust/a.ts', '// the authorisation', /American/],
  ['a silenced compiler', 'src/trust/a.ts', '// @ts-ignore', /a type that holds/],
  ['a TODO without a reason', 'src/trust/a.ts', '// TODO later', /because/],
  ['a page without a title', 'docs/a.md', 'text', /one "# Title"/],
  ['a dead link', 'docs/a.md', '# A\n[b](b.md)', /leads nowhere/],
]

for (const [name, path, text, expected] of planted)
  test(`planted: ${name}`, () => assert.match(tidinessFaults(new Map([[path, text]])).join('\n'), expected))
