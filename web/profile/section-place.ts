/** The key that opens each tab, by its place. */
export const tabKeys: readonly string[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '-']

/** The tab that an address belongs to: the page of all events is part of the overview. */
export function sectionOf(path: string): string {
  const section = /^\/app\/enterprises\/[^/]+\/([^/]+)/.exec(path)?.[1]
  return section === undefined || section === 'events' ? 'overview' : section
}

/** What counts as one page when the focus is moved to a new one: the tabs of an enterprise are one. */
export function pageOf(path: string): string {
  return /^\/app\/enterprises\/[^/]+(?!\/print)/.exec(path)?.[0] ?? path
}
