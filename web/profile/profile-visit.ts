import { createContext, useContext } from 'react'
import type { Profile } from '../../src/credit/profile/contract.ts'

/** One look at an enterprise: the page was read once, put on record once, and every tab shows what was read. */
export interface ProfileVisit {
  profile: Profile
  onRetry: () => void
}

export const VisitContext = createContext<ProfileVisit | undefined>(undefined)

export function useVisit(): ProfileVisit {
  const visit = useContext(VisitContext)
  if (!visit) throw new Error('no enterprise is open')
  return visit
}
