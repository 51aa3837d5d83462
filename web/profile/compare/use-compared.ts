import { useSyncExternalStore } from 'react'
import { type Compared, toggled } from './compared.ts'

/** Which enterprises are to be compared: kept while the page is open and in no storage of the browser. */
const chosen: { compared: readonly Compared[]; watchers: Set<() => void> } = {
  compared: [],
  watchers: new Set(),
}

export function useCompared() {
  const compared = useSyncExternalStore(watch, () => chosen.compared)
  return {
    compared,
    toggle: (one: Compared) => put(toggled(chosen.compared, one)),
    clear: () => put([]),
  }
}

function put(compared: readonly Compared[]): void {
  chosen.compared = compared
  for (const changed of chosen.watchers) changed()
}

function watch(changed: () => void): () => void {
  chosen.watchers.add(changed)
  return () => chosen.watchers.delete(changed)
}
