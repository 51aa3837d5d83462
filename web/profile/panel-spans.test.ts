import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SectionPanel } from '../../src/credit/profile/section.contract.ts'
import { panelSpans } from './panel-spans.ts'

const facts = { data: { kind: 'facts', items: [] } } as unknown as SectionPanel
const curves = { data: { kind: 'series' } } as unknown as SectionPanel
const closed = { unavailable: 'not-covered' } as unknown as SectionPanel
const rows = (count: number) =>
  ({ data: { kind: 'table', columns: [], rows: Array(count).fill({}) } }) as unknown as SectionPanel

test('narrow panels stand in pairs; none leaves a hole beside it', () => {
  assert.deepEqual(panelSpans([facts, closed, curves, facts]), [false, false, true, true])
  assert.deepEqual(panelSpans([facts, curves, facts, facts, facts]), [true, true, true, false, false])
  assert.deepEqual(panelSpans([]), [])
})

test('a long table stands beside another, not beside three facts', () => {
  assert.deepEqual(panelSpans([facts, rows(8), rows(9)]), [true, false, false])
  assert.deepEqual(panelSpans([facts, rows(2)]), [false, false])
})

test('a few empty panels fill the place beside the last one; many take the whole width', () => {
  assert.deepEqual(panelSpans([curves, facts], [[1, 2]]), [true, false, false])
  assert.deepEqual(panelSpans([curves, facts], [[1, 2, 3, 4, 5]]), [true, true, true])
})
