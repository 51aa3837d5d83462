import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import {
  type EnterprisesFound,
  searchEnterprisesContract,
} from '../../src/information/enterprise-search/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { plainIdentifier } from '../components/uscc-groups.ts'
import { FoundCode, FoundName, MatchHint } from './found-name.tsx'
import { countText } from './search-count.ts'
import { useLater } from './use-later.ts'
import { useShortcut } from './use-shortcut.ts'

const shownMax = 8
/** A request that is overtaken by the next keystroke is canceled, so that the pause may be short. */
export const searchRestMs = 70

/** Search in the bar: Ctrl K from anywhere, arrows and Enter, without leaving the keyboard (WAI-ARIA combobox with a list). */
export function SearchBox() {
  const { t } = useLanguage()
  const navigate = useNavigate()
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState(0)
  const wanted = useLater(plainIdentifier(text), searchRestMs)
  const found = useAnswer(
    searchEnterprisesContract,
    { text: wanted, pageSize: shownMax },
    { enabled: wanted !== '', keepPrevious: true },
  )
  const items = wanted === '' ? [] : (found.data?.items ?? [])
  const shown = open && wanted !== ''
  useShortcut(input)

  function go(index: number) {
    const item = items[index]
    if (!item) return
    setOpen(false)
    setText('')
    input.current?.blur()
    void navigate({ to: '/app/enterprises/$enterprise', params: { enterprise: item.enterprise } })
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (items.length > 0) setChosen((chosen + step + items.length) % items.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      go(chosen)
    } else if (event.key === 'Escape') {
      setOpen(false)
      if (!open) setText('')
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not in every screen reader yet.
    <div className="search-box" role="search">
      <input
        ref={input}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        aria-label={t('shell.search.label')}
        aria-expanded={shown && items.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={shown && items[chosen] ? `${list}-${chosen}` : undefined}
        placeholder={t('shell.search.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setChosen(0)
          setOpen(true)
        }}
        onKeyDown={press}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      />
      <kbd>{t('shell.search.shortcut')}</kbd>
      <SearchDrop
        list={list}
        found={found}
        text={shown ? wanted : ''}
        chosen={chosen}
        onChoose={setChosen}
        onGo={go}
      />
    </div>
  )
}

interface SearchDropProps {
  list: string
  found: { data: EnterprisesFound | undefined; error: unknown; isError: boolean; isSuccess: boolean }
  /** What was looked for; empty keeps the list closed. */
  text: string
  chosen: number
  onChoose: (index: number) => void
  onGo: (index: number) => void
}

function SearchDrop({ list, found, text, chosen, onChoose, onGo }: SearchDropProps) {
  const { t } = useLanguage()
  const items = found.data?.items ?? []
  return (
    <div className="search-drop" hidden={text === ''}>
      {found.isError ? <RefusalNotice fault={found.error} /> : null}
      <div id={list} role="listbox" aria-label={t('shell.search.title')}>
        {items.map((item, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above answers the keyboard.
          <div
            key={item.enterprise}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onMouseEnter={() => onChoose(index)}
            onClick={() => onGo(index)}
          >
            <FoundName item={item} />
            <FoundCode item={item} />
            <MatchHint item={item} />
          </div>
        ))}
      </div>
      {found.isSuccess && items.length === 0 ? (
        <p className="search-none">{t('shell.search.none', { text })}</p>
      ) : null}
      {found.data && found.data.total > items.length ? (
        <p className="search-count">
          {countText(t, found.data)} · {t('shell.search.first', { shown: items.length })}
        </p>
      ) : null}
    </div>
  )
}
