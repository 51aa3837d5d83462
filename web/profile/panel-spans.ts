import type { SectionPanel } from '../../src/credit/profile/section.contract.ts'

const factsOfHalf = 8
const columnsOfHalf = 4

/** Which panels take the whole width: curves and broad tables do; of the narrow ones two stand beside each other, and one that is left alone is broadened. */
export function panelSpans(panels: readonly SectionPanel[]): boolean[] {
  const wide = panels.map(isWide)
  for (let index = 0; index < wide.length; index++) {
    if (wide[index]) continue
    if (wide[index + 1] === false) index++
    else wide[index] = true
  }
  return wide
}

function isWide(panel: SectionPanel): boolean {
  if (!('data' in panel)) return false
  const { data } = panel
  if (data.kind === 'facts') return data.items.length > factsOfHalf
  return data.kind === 'series' || data.columns.length > columnsOfHalf
}
