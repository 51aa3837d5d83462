import {
  listRecordTypesContract,
  listSourcesContract,
  type RecordType,
  type Source,
} from '../../src/trust/catalog/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { bracketed } from '../components/punctuation.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { useSession } from '../components/session.ts'
import { SearchSelect } from './search-select.tsx'

export interface Line {
  recordType?: string | undefined
  source?: string | undefined
}

export interface Directory {
  types: readonly RecordType[]
  sources: readonly Source[]
}

/** The record types and the sources of the directory; of a department only its own sources can be chosen. */
export function useDirectory(): { directory: Directory | undefined; fault: unknown; retry: () => void } {
  const types = useAnswer(listRecordTypesContract, {})
  const sources = useAnswer(listSourcesContract, {})
  const directory =
    types.data && sources.data ? { types: types.data.items, sources: sources.data.items } : undefined
  return {
    directory,
    fault: types.error ?? sources.error ?? undefined,
    retry: () => {
      void types.refetch()
      void sources.refetch()
    },
  }
}

export interface LineChoiceProps {
  line: Line
  onChange: (line: Line) => void
  /** To filter a list either may be left open. */
  asFilter?: boolean
}

/** Which kind of record, from whom. */
export function LineChoice({ line, onChange, asFilter = false }: LineChoiceProps) {
  const { t, words, language } = useLanguage()
  const session = useSession().data
  const { directory, fault, retry } = useDirectory()
  const named = (one: { id: string; zh: string; en: string }) => ({
    value: one.id,
    text: `${words(one)}${bracketed(one.id, language)}`,
  })
  const organization = session?.organization
  const sources = (directory?.sources ?? []).filter(
    (one) => asFilter || organization?.kind === 'platform' || one.organization === organization?.id,
  )
  const choice = {
    placeholder: t(asFilter ? 'deliveries.line.all' : 'deliveries.line.choose'),
    none: t('deliveries.line.none'),
    loading: directory === undefined && fault === undefined,
    clearable: asFilter,
  }
  return (
    <>
      <SearchSelect
        {...choice}
        label={t('deliveries.line.recordType')}
        value={line.recordType}
        options={(directory?.types ?? []).map(named)}
        onChange={(recordType) => onChange({ ...line, recordType })}
      />
      <SearchSelect
        {...choice}
        label={t('deliveries.line.source')}
        value={line.source}
        options={sources.map(named)}
        onChange={(source) => onChange({ ...line, source })}
      />
      {fault === undefined ? null : <RefusalNotice fault={fault} onRetry={retry} />}
    </>
  )
}

/** How a record type and a source are called; their identifiers as long as the directory is not there. */
export function useLineName(): (line: { recordType: string; source: string }) => {
  type: string
  source: string
} {
  const { words } = useLanguage()
  const { directory } = useDirectory()
  return ({ recordType, source }) => {
    const type = directory?.types.find(({ id }) => id === recordType)
    const from = directory?.sources.find(({ id }) => id === source)
    return { type: type ? words(type) : recordType, source: from ? words(from) : source }
  }
}
