import { createContext, useContext } from 'react'
import type { Profile } from '../../src/credit/profile/contract.ts'

/** One look at an enterprise: the page was read once, put on record once, and every tab shows what was read. */
export interface ProfileVisit {
  profile: Profile
  onRetry: () => void
}

let open: string | undefined

/** Whose page is open: what a tab of it has not read yet, the tab asks for itself, and nothing that it has. */
export function isOpen(enterprise: string): boolean {
  return open === enterprise
}

/** Until the answer is called. */
export function openPage(enterprise: string): () => void {
  open = enterprise
  return () => {
    if (open === enterprise) open = undefined
  }
}

export const VisitContext = createContext<ProfileVisit | undefined>(undefined)

export function useVisit(): ProfileVisit {
  const visit = useContext(VisitContext)
  if (!visit) throw new Error('no enterprise is open')
  return visit
}
