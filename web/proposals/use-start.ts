import {
  type DefinitionKind,
  getDirectoryEntryContract,
  getReferenceListContract,
  listSourcesContract,
} from '../../src/trust/catalog/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { type Draft, draftOf, emptyDraft } from './draft.ts'

/** Where the writing starts: what is current under the id, or an empty definition. */
export function useStart(kind: DefinitionKind, from: string | undefined) {
  const given = from ?? ''
  const entry = useAnswer(
    getDirectoryEntryContract,
    { recordType: given },
    { enabled: from !== undefined && kind === 'record-type' },
  )
  const list = useAnswer(
    getReferenceListContract,
    { list: given },
    { enabled: from !== undefined && kind === 'reference-list' },
  )
  const sources = useAnswer(listSourcesContract, {}, { enabled: from !== undefined && kind === 'source' })
  if (from === undefined) return { draft: emptyDraft(kind), error: null }
  const source = sources.data?.items.find((one) => one.id === from)
  const current: Draft | undefined =
    kind === 'record-type' ? entry.data?.recordType : kind === 'source' ? source : list.data
  const asked = kind === 'record-type' ? entry : kind === 'source' ? sources : list
  return { draft: current && draftOf(current), error: asked.error }
}
