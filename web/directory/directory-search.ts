import type { DirectoryItem } from '../../src/trust/catalog/contract.ts'

/** What the page of the directory keeps in its address, so that a search can be sent to a colleague. */
export interface DirectorySearch {
  text?: string
  group?: string
  sharing?: DirectoryItem['sharing']
  owner?: string
}

const sharings: readonly DirectoryItem['sharing'][] = ['public', 'authorization', 'closed']

export function directorySearchOf(given: Record<string, unknown>): DirectorySearch {
  const text = (name: string) => {
    const value = given[name]
    return value === undefined || value === '' ? undefined : String(value)
  }
  const [words, group, owner] = [text('text'), text('group'), text('owner')]
  const sharing = sharings.find((one) => one === given['sharing'])
  return {
    ...(words ? { text: words } : {}),
    ...(group ? { group } : {}),
    ...(sharing ? { sharing } : {}),
    ...(owner ? { owner } : {}),
  }
}

/** Record types by the subject that a consent names, in the order in which the search gave them. */
export function bySubject(items: readonly DirectoryItem[]): [string, DirectoryItem[]][] {
  const groups = new Map<string, DirectoryItem[]>()
  for (const item of items) {
    const group = groups.get(item.fieldGroup)
    if (group) group.push(item)
    else groups.set(item.fieldGroup, [item])
  }
  return [...groups]
}
