import type { SectionPanel } from '../../../src/credit/profile/section.contract.ts'

export type ClosedPanel = Extract<SectionPanel, { unavailable: unknown }>

const gatheredFrom = 2
/** What failed has a button of its own to try again, so it stays a panel of its own. */
const gathered: readonly ClosedPanel['unavailable'][] = [
  'not-covered',
  'late',
  'too-young',
  'not-connected',
  'no-permission',
  'no-data',
]

/**
 * Panels without content of the same state are said together, after those with content: thirteen times “no record” is
 * one good answer, not thirteen boxes.
 */
export function gatherPanels(panels: readonly SectionPanel[]): {
  shown: SectionPanel[]
  quiet: ClosedPanel[][]
} {
  const closed = panels.filter((panel): panel is ClosedPanel => 'unavailable' in panel)
  const quiet = gathered
    .map((state) => closed.filter(({ unavailable }) => unavailable === state))
    .filter(({ length }) => length >= gatheredFrom)
  const together = new Set<SectionPanel>(quiet.flat())
  return { shown: panels.filter((panel) => !together.has(panel)), quiet }
}
