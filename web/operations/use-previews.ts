import { useQueries } from '@tanstack/react-query'
import {
  type PreviewTable,
  previewUploadContract,
} from '../../src/information/ingestion/deliveries/contract.ts'
import { call } from '../components/call.ts'

export type EncodingChoice = 'auto' | 'utf-8' | 'gb18030'

/** Names may repeat among the files that are sent together; places do not. */
export interface PlacedTable extends PreviewTable {
  place: string
}

export interface Previews {
  tables: readonly PlacedTable[]
  isPending: boolean
  fault: unknown
  retry: () => void
}

/** What the server would read out of each file, all of them together. */
export function usePreviews(
  uploads: readonly string[],
  wish: { recordType: string; source: string; encoding: EncodingChoice },
): Previews {
  const answers = useQueries({
    queries: uploads.map((upload) => ({
      queryKey: [previewUploadContract.name, { upload, ...wish }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(previewUploadContract, { upload, ...wish }, { signal }),
    })),
  })
  return {
    tables: answers.flatMap(({ data }) =>
      (data?.tables ?? []).map((table) => ({ ...table, place: `${data?.upload} ${table.name}` })),
    ),
    isPending: answers.some((answer) => answer.isPending),
    fault: answers.find((answer) => answer.isError)?.error ?? undefined,
    retry: () => {
      for (const answer of answers) if (answer.isError) void answer.refetch()
    },
  }
}
