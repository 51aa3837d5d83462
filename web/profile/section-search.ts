export interface SectionSearch {
  /** A panel to bring into sight. */
  panel?: string
  /** Words that rows of tables must have. */
  filter?: string
}

/** What of an address a tab understands. */
export function sectionSearchOf({ panel, filter }: Record<string, unknown>): SectionSearch {
  return {
    ...(typeof panel === 'string' && /^[\w-]{1,60}$/.test(panel) ? { panel } : {}),
    ...(typeof filter === 'string' && filter !== '' ? { filter: filter.slice(0, 60) } : {}),
  }
}
