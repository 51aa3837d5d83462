import { useState } from 'react'
import type { Field } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import type { RecordTypeDraft } from './draft.ts'
import { FieldForm } from './field-form.tsx'
import { SelectInput } from './inputs.tsx'
import type { RecordTypeFormProps } from './record-type-form.tsx'

/** The fields, a new one at the end: what is stored knows them by their place. */
export function FieldList({ draft, isVersion, onChange }: RecordTypeFormProps) {
  const { t, words } = useLanguage()
  const [kept] = useState(isVersion ? draft.fields.length : 1)
  const change = (place: number, field: Field, isKey: boolean) =>
    onChange(withField(draft, place, field, isKey))
  const days = draft.fields.filter((field) => field.required && ['date', 'month'].includes(field.type))
  return (
    <Panel title={t('directory.fields.title')} extra={<span>{t('proposals.fields.lead')}</span>}>
      {draft.fields.map((field, place) => (
        <FieldForm
          // A name changes while it is typed; the place does not.
          // biome-ignore lint/suspicious/noArrayIndexKey: fields are only added at the end.
          key={place}
          number={place + 1}
          field={field}
          isKey={draft.key.includes(field.name)}
          keptBefore={isVersion && place < kept}
          onChange={(next, isKey) => change(place, next, isKey)}
          onRemove={place < kept ? undefined : () => onChange(withoutField(draft, place))}
        />
      ))}
      <div className="form-actions">
        <button
          type="button"
          className="button"
          onClick={() => onChange({ ...draft, fields: [...draft.fields, newField(!isVersion)] })}
        >
          {t('proposals.fields.add')}
        </button>
        <SelectInput
          label={t('directory.terms.eventTime')}
          value={draft.eventTime ?? ''}
          options={[
            { value: '', text: t('directory.terms.noEventTime') },
            ...days.map((field) => ({ value: field.name, text: words(field) || field.name })),
          ]}
          hint={t('proposals.fields.eventTimeHint')}
          onChange={(name) => onChange({ ...draft, eventTime: name === '' ? null : name })}
        />
      </div>
    </Panel>
  )
}

function newField(required: boolean): Field {
  return { name: '', zh: '', en: '', type: 'text', required }
}

/** The key names fields, so it follows when one is renamed. */
export function withField(
  draft: RecordTypeDraft,
  place: number,
  field: Field,
  isKey: boolean,
): RecordTypeDraft {
  const before = draft.fields[place]!.name
  const fields = draft.fields.map((one, at) => (at === place ? field : one))
  const named = new Set(draft.key.filter((name) => name !== before))
  if (isKey) named.add(field.name)
  const key = fields.map(({ name }) => name).filter((name) => named.has(name))
  const eventTime = draft.eventTime === before ? field.name : draft.eventTime
  return { ...draft, fields, key, eventTime }
}

function withoutField(draft: RecordTypeDraft, place: number): RecordTypeDraft {
  const { name } = draft.fields[place]!
  return {
    ...draft,
    fields: draft.fields.filter((_, at) => at !== place),
    key: draft.key.filter((one) => one !== name),
    eventTime: draft.eventTime === name ? null : draft.eventTime,
  }
}
