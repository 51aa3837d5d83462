import { QueryCache, QueryClient, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Static, TObject, TSchema } from 'typebox'
import { type CallableContract, call, Problem } from './call.ts'
import { takeEarly } from './early.ts'
import { useLanguage } from './language.ts'

/** Under which the answer to who is signed in is kept. */
export const sessionKey = ['session']

/** Nothing is asked twice by itself except when the server could not be reached: a read leaves a trace. */
export function startQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The session is over: what follows is the sign-in page, not a page of refusals.
      onError: (fault) => {
        if (fault instanceof Problem && fault.details.status === 401) queries.setQueryData(sessionKey, null)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        retry: (count, fault) => count < 1 && fault instanceof Problem && fault.details.status === 0,
      },
    },
  })
  return queries
}

/** The answer of a GET contract, kept under its name and input; asked again in the other language only when it was refused. */
export function useAnswer<Input extends TObject, Output extends TSchema>(
  contract: CallableContract<Input, Output>,
  input: Static<Input>,
  options: {
    enabled?: boolean
    keepPrevious?: boolean
    /** Never shown from memory: each visit is a use of somebody's data, asked for and put on record anew. */
    fresh?: boolean
    /** Asked for once while the page of the enterprise is open: to come back to a tab is no further use. */
    kept?: boolean
  } = {},
) {
  const { language } = useLanguage()
  const query = useQuery<Static<Output>>({
    queryKey: [contract.name, input],
    queryFn: ({ signal }) => takeEarly(contract, input) ?? call(contract, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.fresh ? { staleTime: 0, gcTime: 0 } : {}),
    ...(options.kept ? { staleTime: Infinity, gcTime: Infinity } : {}),
    ...(options.keepPrevious ? { placeholderData: (before: Static<Output> | undefined) => before } : {}),
  })
  const asked = useRef(language)
  const { isError, refetch } = query
  useEffect(() => {
    if (asked.current === language) return
    asked.current = language
    if (isError) void refetch()
  }, [language, isError, refetch])
  return query
}
