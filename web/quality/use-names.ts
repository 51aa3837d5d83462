import { listRecordTypesContract, listSourcesContract } from '../../src/trust/catalog/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'

/** The names of sources, record types and fields as the directory has them; the id until it is read. */
export function useNames() {
  const { words } = useLanguage()
  const sources = useAnswer(listSourcesContract, {})
  const types = useAnswer(listRecordTypesContract, {})
  const typeOf = (id: string) => types.data?.items.find((type) => type.id === id)
  return {
    source(id: string): string {
      const source = sources.data?.items.find((one) => one.id === id)
      return source ? words(source) : id
    },
    recordType(id: string): string {
      const type = typeOf(id)
      return type ? words(type) : id
    },
    field(recordType: string, name: string): string {
      const field = typeOf(recordType)?.fields.find((one) => one.name === name)
      return field ? words(field) : name
    },
  }
}
