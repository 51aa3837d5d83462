import type { ReactNode } from 'react'
import type { DirectoryItem } from '../../src/trust/catalog/contract.ts'
import { fieldGroupKey } from '../components/consent-ribbon.tsx'
import { useLanguage } from '../components/language.ts'
import { bracketed } from '../components/punctuation.ts'
import { type DirectorySearch, directorySearchOf } from './directory-search.ts'

interface Counts {
  fieldGroup: readonly Count[]
  sharing: readonly Count[]
  owner: readonly Count[]
}
interface Count {
  value: string
  items: number
}

export interface DirectoryFiltersProps {
  search: DirectorySearch
  text: string
  counts: Counts | undefined
  items: readonly DirectoryItem[]
  onText: (text: string) => void
  onChange: (search: DirectorySearch) => void
}

/** One field of words, three lists that say how many each would leave. */
export function DirectoryFilters({ search, text, counts, items, onText, onChange }: DirectoryFiltersProps) {
  const { t, words } = useLanguage()
  const owner = (id: string) => {
    const found = items.find((item) => item.owner.organization === id)
    return found ? words(found.owner) : id
  }
  const choose = (name: keyof DirectorySearch, value: string) =>
    onChange(directorySearchOf({ ...search, [name]: value }))
  return (
    <search className="panel directory-filters">
      <label className="field directory-text">
        <span>{t('directory.searchLabel')}</span>
        <input
          className="input"
          type="search"
          value={text}
          maxLength={200}
          placeholder={t('directory.placeholder')}
          onChange={(event) => onText(event.target.value)}
        />
      </label>
      <Choice
        label={t('directory.subject')}
        value={search.group}
        onChange={(value) => choose('group', value)}
      >
        {options(counts?.fieldGroup, search.group, (value) =>
          t(`consent.fieldGroups.${fieldGroupKey(value)}`),
        )}
      </Choice>
      <Choice
        label={t('directory.sharing')}
        value={search.sharing}
        onChange={(value) => choose('sharing', value)}
      >
        {options(counts?.sharing, search.sharing, (value) =>
          t(`operations.sharing.${value as DirectoryItem['sharing']}`),
        )}
      </Choice>
      <Choice label={t('directory.owner')} value={search.owner} onChange={(value) => choose('owner', value)}>
        {options(counts?.owner, search.owner, owner)}
      </Choice>
    </search>
  )

  function options(
    given: readonly Count[] | undefined,
    chosen: string | undefined,
    name: (id: string) => string,
  ) {
    const all = given ?? []
    const missing =
      chosen && !all.some((count) => count.value === chosen) ? [{ value: chosen, items: 0 }] : []
    return [...all, ...missing].map((count) => (
      <Option key={count.value} count={count} name={name(count.value)} />
    ))
  }
}

function Option({ count, name }: { count: Count; name: string }) {
  const { language } = useLanguage()
  return (
    <option value={count.value}>
      {name}
      {bracketed(String(count.items), language)}
    </option>
  )
}

interface ChoiceProps {
  label: string
  value: string | undefined
  onChange: (value: string) => void
  children: ReactNode
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  const { t } = useLanguage()
  return (
    <label className="field">
      <span>{label}</span>
      <select className="input" value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('directory.all')}</option>
        {children}
      </select>
    </label>
  )
}
