import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SectionPanel } from '../../../src/credit/profile/section.contract.ts'
import { gatherPanels } from './quiet-panels.ts'

const panel = (id: string, unavailable?: string) =>
  ({ id, ...(unavailable ? { unavailable } : { data: {} }) }) as unknown as SectionPanel

test('what is empty for one reason is said once, what needs consent before what is clean; nothing is lost', () => {
  const panels = [
    panel('a', 'no-data'),
    panel('b'),
    panel('c', 'no-data'),
    panel('d', 'failed'),
    panel('e', 'not-covered'),
    panel('f', 'not-covered'),
    panel('g', 'late'),
    panel('h', 'failed'),
  ]
  const { shown, quiet } = gatherPanels(panels)
  assert.deepEqual(
    shown.map(({ id }) => id),
    ['b', 'd', 'g', 'h'],
  )
  assert.deepEqual(
    quiet.map((group) => group.map(({ id }) => id)),
    [
      ['e', 'f'],
      ['a', 'c'],
    ],
  )
})
