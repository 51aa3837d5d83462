import { useId } from 'react'
import type { Field } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { type ColumnChoices, fieldOf, isChosen, type PlannedColumn } from './column-plan.ts'

export interface ColumnListProps {
  columns: readonly PlannedColumn[]
  fields: readonly Field[]
  choices: ColumnChoices
  onChoose: (title: string, field: string | null) => void
}

/** Each column of the file with the field that it fills: how that is known, and a list to change it. */
export function ColumnList({ columns, fields, choices, onChoose }: ColumnListProps) {
  const { t } = useLanguage()
  return (
    <ol className="column-list" aria-label={t('deliveries.columns.title')}>
      {columns.map((column) => (
        <ColumnItem
          key={column.title}
          column={column}
          fields={fields}
          chosen={fieldOf(column, choices)}
          isChosen={isChosen(column, choices)}
          onChoose={(field) => onChoose(column.title, field)}
        />
      ))}
    </ol>
  )
}

interface ColumnItemProps {
  column: PlannedColumn
  fields: readonly Field[]
  chosen: string | null | undefined
  isChosen: boolean
  onChoose: (field: string | null) => void
}

const leftOut = '-'

function ColumnItem({ column, fields, chosen, isChosen, onChoose }: ColumnItemProps) {
  const { t } = useLanguage()
  const id = useId()
  const suggested = fields.filter(({ name }) => column.suggestions.includes(name))
  const isOther = typeof chosen === 'string' && !fields.some(({ name }) => name === chosen)
  return (
    <li className={chosen === undefined ? 'open' : chosen === null ? 'left-out' : ''}>
      <label htmlFor={id}>
        <b>{column.title}</b>
        <span className="examples">{column.examples.join(' · ') || t('deliveries.columns.empty')}</span>
      </label>
      <span className="arrow" aria-hidden="true">
        →
      </span>
      <select
        id={id}
        className="input"
        value={chosen === undefined ? '' : (chosen ?? leftOut)}
        onChange={({ target }) => onChoose(target.value === leftOut ? null : target.value)}
      >
        {chosen === undefined ? (
          <option value="" disabled>
            {t('deliveries.columns.ask')}
          </option>
        ) : null}
        {isOther ? <option value={chosen}>{chosen}</option> : null}
        {suggested.length > 0 ? (
          <optgroup label={t('deliveries.columns.suggested')}>
            {suggested.map((field) => (
              <FieldOption key={field.name} field={field} />
            ))}
          </optgroup>
        ) : null}
        <optgroup label={t('deliveries.columns.fields')}>
          {fields
            .filter((field) => !suggested.includes(field))
            .map((field) => (
              <FieldOption key={field.name} field={field} />
            ))}
        </optgroup>
        <option value={leftOut}>{t('deliveries.columns.leaveOut')}</option>
      </select>
      <FoundChip found={isChosen ? 'chosen' : chosen === undefined ? 'asked' : column.found} />
    </li>
  )
}

function FieldOption({ field }: { field: Field }) {
  const { t, words } = useLanguage()
  return (
    <option value={field.name}>
      {words(field)} · {field.name}
      {field.required ? ` · ${t('deliveries.columns.required')}` : ''}
    </option>
  )
}

const tones = {
  exact: 'good',
  synonym: 'good',
  remembered: 'info',
  ignored: '',
  asked: 'warn',
  chosen: 'info',
} as const

function FoundChip({ found }: { found: keyof typeof tones }) {
  const { t } = useLanguage()
  return <span className={`chip ${tones[found]}`}>{t(`deliveries.columns.found.${found}`)}</span>
}
