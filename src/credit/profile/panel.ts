import { Refusal } from '../../foundation/refusal.ts'
import type { LatestKnown } from '../../information/records/index.ts'
import { type PanelState, panelStates, type Source, type Unavailable } from './contract.ts'

export type Panel<Data> = { data: Data; sources: Source[] } | Unavailable

export function unavailable(state: PanelState): Unavailable {
  const { zh, en, todo } = panelStates[state]
  return { unavailable: state, zh, en, todo: { ...todo } }
}

/** By record type: its newest delivery by the moment; null when no source has delivered. */
export type Deliveries = Readonly<Record<string, LatestKnown | null>>

/**
 * Reads one panel without letting it take the page down: a damaged file of the lake is this panel's state, every
 * other refusal and every fault is not ours to hide.
 */
export async function orFailed<Data>(read: () => Promise<Data>): Promise<Data | 'failed'> {
  try {
    return await read()
  } catch (error) {
    const damaged = error instanceof Refusal && error.code === 'lake-file-damaged'
    const unreadable = error instanceof Error && /^(IO|Invalid Input) Error/.test(error.message)
    if (damaged || unreadable) return 'failed'
    throw error
  }
}
