import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleTrace } from '../../src/lending/rules/contract.ts'
import { comparisonText } from './comparison-text.ts'
import { comparisonsToShow, inReadingOrder, standingCounts, standingOf } from './rule-standing.ts'

const rule: RuleTrace = {
  kind: 'rule',
  id: 'r',
  version: 1,
  zh: '规则',
  en: 'rule',
  severity: 'minor',
  matched: false,
  verdict: 'passed',
  missing: [],
  because: { zh: '', en: '' },
  comparisons: [],
  effects: [],
  reasons: [],
}
const comparison = { input: 'x', zh: '', en: '', value: 1, test: '> 0', holds: true }

test('a rule stands by its verdict; one without its input lacks data, it has not passed', () => {
  assert.equal(standingOf(rule), 'passed')
  assert.equal(standingOf({ ...rule, matched: true, verdict: 'declined' }), 'declined')
  assert.equal(standingOf({ ...rule, missing: ['tax'] }), 'undecided')
  assert.equal(standingOf({ ...rule, missing: ['tax'], verdict: 'referred' }), 'undecided')
})

test('the gravest objection is read first, and the counts say what is below', () => {
  const rules: RuleTrace[] = [
    { ...rule, id: 'passed' },
    { ...rule, id: 'minor', matched: true, verdict: 'referred' },
    { ...rule, id: 'undecided', missing: ['x'] },
    { ...rule, id: 'major', matched: true, verdict: 'referred', severity: 'major' },
    { ...rule, id: 'knock-out', matched: true, verdict: 'declined', severity: 'knock-out' },
  ]
  assert.deepEqual(
    inReadingOrder(rules).map((one) => one.id),
    ['knock-out', 'major', 'minor', 'undecided', 'passed'],
  )
  assert.deepEqual(standingCounts(rules), [
    { standing: 'passed', count: 1 },
    { standing: 'undecided', count: 1 },
    { standing: 'referred', count: 2 },
    { standing: 'declined', count: 1 },
  ])
})

test('of a table only the rows that matched are shown', () => {
  const comparisons = [
    { ...comparison, row: 1 },
    { ...comparison, row: 2 },
    { ...comparison, row: 2 },
  ]
  assert.equal(comparisonsToShow({ kind: 'table', rows: [2], comparisons }).length, 2)
})

test('a comparison is read in the unit of its input', () => {
  const money = comparisonText({ value: 9_178_400_000, test: '< 100000000', unit: 'fen' }, 'zh-CN')
  assert.deepEqual(money, { value: '9,178.4 万元', test: '< 100 万元' })
  const share = comparisonText({ value: 0.363, test: '[0.2..0.5)', unit: 'ratio' }, 'en')
  assert.deepEqual(share, { value: '36.3%', test: '[20%..50%)' })
  assert.equal(comparisonText({ value: null, test: '> 1' }, 'en').value, undefined)
  assert.equal(comparisonText({ value: false, test: 'true' }, 'en').value, 'false')
})
