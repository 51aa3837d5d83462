import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleTrace } from '../../src/lending/rules/contract.ts'
import { comparisonText } from './comparison-text.ts'
import { comparisonsToShow, inReadingOrder, standingOf } from './rule-standing.ts'

const rule: RuleTrace = {
  kind: 'rule',
  id: 'r',
  version: 1,
  zh: '规则',
  en: 'rule',
  severity: 'minor',
  matched: false,
  missing: [],
  because: { zh: '', en: '' },
  comparisons: [],
  effects: [],
  reasons: [],
}
const comparison = { input: 'x', zh: '', en: '', value: 1, test: '> 0', holds: true }

test('a rule that matched speaks against the loan; one without its input is undecided, not passed', () => {
  assert.equal(standingOf(rule), 'passed')
  assert.equal(standingOf({ ...rule, matched: true }), 'matched')
  assert.equal(standingOf({ ...rule, missing: ['tax'] }), 'undecided')
})

test('a table that sets a cap did its work; one that refers speaks against', () => {
  const table: RuleTrace = {
    ...rule,
    kind: 'table',
    matched: true,
    effects: [{ effect: 'cap-limit', limitFen: '1' }],
  }
  assert.equal(standingOf(table), 'passed')
  assert.equal(standingOf({ ...table, effects: [{ effect: 'refer', reason: 'r' }] }), 'matched')
})

test('the gravest objection is read first', () => {
  const rules: RuleTrace[] = [
    { ...rule, id: 'passed' },
    { ...rule, id: 'minor', matched: true },
    { ...rule, id: 'undecided', missing: ['x'] },
    { ...rule, id: 'knock-out', matched: true, severity: 'knock-out' },
  ]
  assert.deepEqual(
    inReadingOrder(rules).map((one) => one.id),
    ['knock-out', 'minor', 'undecided', 'passed'],
  )
})

test('of a table only the rows that matched are shown', () => {
  const comparisons = [
    { ...comparison, row: 1 },
    { ...comparison, row: 2 },
    { ...comparison, row: 2 },
  ]
  assert.equal(comparisonsToShow({ ...rule, kind: 'table', matched: true, rows: [2], comparisons }).length, 2)
})

test('a comparison is read in the unit of its input', () => {
  const money = comparisonText({ value: 9_178_400_000, test: '< 100000000', unit: 'fen' }, 'zh-CN')
  assert.deepEqual(money, { value: '9,178.4 万元', test: '< 100 万元' })
  const share = comparisonText({ value: 0.363, test: '[0.2..0.5)', unit: 'ratio' }, 'en')
  assert.deepEqual(share, { value: '36.3%', test: '[20%..50%)' })
  assert.equal(comparisonText({ value: null, test: '> 1' }, 'en').value, undefined)
  assert.equal(comparisonText({ value: false, test: 'true' }, 'en').value, 'false')
})
