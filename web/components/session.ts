import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  currentSessionContract,
  endSessionContract,
  type Session,
  startSessionContract,
} from '../../src/trust/organizations/contract.ts'
import { sessionKey } from './answer.ts'
import { call, Problem } from './call.ts'
import { forgetEarly } from './early.ts'

/** Who is signed in; null when nobody is. The cookie itself is out of a script's reach. */
export function useSession() {
  return useQuery<Session | null>({
    queryKey: sessionKey,
    queryFn: async () => {
      try {
        return await call(currentSessionContract, {})
      } catch (fault) {
        if (fault instanceof Problem && fault.details.status === 401) return null
        throw fault
      }
    },
    staleTime: 300_000,
  })
}

export function useSigning() {
  const queries = useQueryClient()
  return {
    async signIn(account: string, password: string) {
      const session = await call(startSessionContract, { account, password })
      forgetAnswers(queries)
      queries.setQueryData(sessionKey, session)
      return session
    },
    async signOut() {
      try {
        await call(endSessionContract, {})
      } finally {
        forgetAnswers(queries)
        queries.setQueryData(sessionKey, null)
      }
    },
  }
}

/** The enterprise that the signed-in organization is; null for a bank or the operator. */
export function useOwnEnterprise(): string | null {
  return useSession().data?.organization.enterprise ?? null
}

/** What one account was told is nothing to the next; who is signed in stays, because the page watches it. */
function forgetAnswers(queries: QueryClient): void {
  forgetEarly()
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
}

export type { Session }
