import { useQuery } from '@tanstack/react-query'
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
  const answer = useQuery({
    queryKey: [previewUploadContract.name, uploads, wish],
    queryFn: async ({ signal }) => {
      const files = await Promise.all(
        uploads.map((upload) => call(previewUploadContract, { upload, ...wish }, { signal })),
      )
      return files.flatMap(({ upload, tables }) =>
        tables.map((table) => ({ ...table, place: `${upload} ${table.name}` })),
      )
    },
  })
  return {
    tables: answer.data ?? [],
    isPending: answer.isPending,
    fault: answer.error ?? undefined,
    retry: () => void answer.refetch(),
  }
}
