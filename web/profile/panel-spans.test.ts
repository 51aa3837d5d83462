import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SectionPanel } from '../../src/credit/profile/section.contract.ts'
import { panelSpans } from './panel-spans.ts'

const facts = { data: { kind: 'facts', items: [] } } as unknown as SectionPanel
const curves = { data: { kind: 'series' } } as unknown as SectionPanel
const closed = { unavailable: 'not-covered' } as unknown as SectionPanel

test('narrow panels stand in pairs; none leaves a hole beside it', () => {
  assert.deepEqual(panelSpans([facts, closed, curves, facts]), [false, false, true, true])
  assert.deepEqual(panelSpans([facts, curves, facts, facts, facts]), [true, true, false, false, true])
  assert.deepEqual(panelSpans([]), [])
})
