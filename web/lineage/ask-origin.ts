import { createContext, useContext } from 'react'

/** What a person points at: a figure or a panel, by the kinds of records behind it and the months that it counts. */
export interface OriginQuestion {
  title: string
  recordTypes: readonly string[]
  /** The first and the last month, `YYYY-MM`; all of them where they are not given. */
  from?: string
  to?: string
  /** One record, whose history is shown at once; the others of its type are a step away. */
  key?: string
}

/** Opens the records behind a figure; nothing happens where no enterprise is open. */
export const OriginContext = createContext<((question: OriginQuestion) => void) | undefined>(undefined)

export function useAskOrigin(): ((question: OriginQuestion) => void) | undefined {
  return useContext(OriginContext)
}
