import { useState } from 'react'
import type { Field, FieldType } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { codeLines, codesOf } from './code-lines.ts'
import { CheckInput, NumberInput, Rows, SelectInput, TextInput } from './inputs.tsx'
import { truthCodes } from './truth-codes.ts'

export interface FieldFormProps {
  number: number
  field: Field
  isKey: boolean
  /** It stands in the current version: its name, type and place are what stored rows are read by. */
  keptBefore: boolean
  onChange: (field: Field, isKey: boolean) => void
  onRemove: (() => void) | undefined
}

const kinds: readonly FieldType[] = ['text', 'fen', 'integer', 'date', 'month', 'code', 'boolean', 'capital']

/** One field: its name and type always, what its type allows when it is opened. */
export function FieldForm(props: FieldFormProps) {
  const { t, words } = useLanguage()
  const { field, isKey, keptBefore, onChange, onRemove, number } = props
  const [open, setOpen] = useState(!keptBefore && field.type !== 'identifier')
  const set = (more: Partial<Field>) => onChange({ ...field, ...more }, isKey)
  const types = field.type === 'identifier' ? (['identifier'] as const) : kinds
  return (
    <fieldset className="field-form">
      <legend>
        {t('proposals.fields.number', { number })} {words(field)}
      </legend>
      <Rows>
        <TextInput
          label={t('proposals.fields.name')}
          value={field.name}
          code
          readOnly={keptBefore}
          onChange={(name) => set({ name })}
        />
        <TextInput label={t('proposals.form.zh')} value={field.zh} onChange={(zh) => set({ zh })} />
        <TextInput label={t('proposals.form.en')} value={field.en} onChange={(en) => set({ en })} />
        <SelectInput<FieldType>
          label={t('directory.fields.type')}
          value={field.type}
          options={types.map((value) => ({ value, text: t(`directory.types.${value}`) }))}
          onChange={(type) => onChange(ofType(field, type), isKey)}
        />
      </Rows>
      <div className="form-checks">
        <CheckInput
          label={t('directory.fields.required')}
          value={field.required}
          onChange={(required) => onChange({ ...field, required }, isKey && required)}
        />
        <CheckInput
          label={t('directory.fields.key')}
          value={isKey}
          onChange={(key) => onChange(key ? { ...field, required: true } : field, key)}
        />
        <CheckInput
          label={t('directory.fields.personal')}
          value={field.personal === true}
          onChange={(personal) =>
            onChange(without(personal ? { ...field, personal } : field, personal ? [] : ['personal']), isKey)
          }
        />
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('proposals.fields.less') : t('proposals.fields.more')}
        </button>
        {onRemove ? (
          <button type="button" className="link-button remove" onClick={onRemove}>
            {t('proposals.fields.remove')}
          </button>
        ) : null}
      </div>
      {open ? <Details field={field} set={(next) => onChange(next, isKey)} /> : null}
    </fieldset>
  )
}

function Details({ field, set }: { field: Field; set: (field: Field) => void }) {
  const { t } = useLanguage()
  const text = (name: 'pattern' | 'list' | 'example', value: string) =>
    set(value === '' ? without(field, [name]) : { ...field, [name]: value })
  const bound = (name: 'min' | 'max', value: number | null) =>
    set(value === null ? without(field, [name]) : { ...field, [name]: value })
  return (
    <Rows>
      {field.type === 'text' ? (
        <>
          <TextInput
            label={t('proposals.fields.pattern')}
            value={field.pattern ?? ''}
            code
            onChange={(value) => text('pattern', value)}
          />
          <TextInput
            label={t('proposals.fields.list')}
            value={field.list ?? ''}
            code
            onChange={(value) => text('list', value)}
          />
        </>
      ) : null}
      {['integer', 'fen'].includes(field.type) ? (
        <>
          <NumberInput
            label={t('proposals.fields.min')}
            value={field.min ?? null}
            onChange={(value) => bound('min', value)}
          />
          <NumberInput
            label={t('proposals.fields.max')}
            value={field.max ?? null}
            onChange={(value) => bound('max', value)}
          />
        </>
      ) : null}
      <Synonyms field={field} set={set} />
      <TextInput
        label={t('directory.fields.example')}
        value={field.example ?? ''}
        onChange={(value) => text('example', value)}
      />
      {field.type === 'code' ? <Codes field={field} set={set} /> : null}
    </Rows>
  )
}

function Synonyms({ field, set }: { field: Field; set: (field: Field) => void }) {
  const { t } = useLanguage()
  // Kept as it is typed: a separator at the end is the beginning of the next title.
  const [text, setText] = useState((field.synonyms ?? []).join('、'))
  return (
    <TextInput
      label={t('proposals.fields.synonyms')}
      value={text}
      onChange={(value) => {
        setText(value)
        const titles = value.split(/[、,，]/).map((part) => part.trim())
        const synonyms = titles.filter(Boolean)
        set(synonyms.length === 0 ? without(field, ['synonyms']) : { ...field, synonyms })
      }}
    />
  )
}

function Codes({ field, set }: { field: Field; set: (field: Field) => void }) {
  const { t } = useLanguage()
  const [text, setText] = useState(codeLines(field.codes ?? []))
  return (
    <label className="field wide">
      <span>{t('proposals.fields.codes')}</span>
      <textarea
        className="input mono-input"
        rows={5}
        value={text}
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value)
          set({ ...field, codes: codesOf(event.target.value) })
        }}
      />
      <small className="input-hint">{t('proposals.fields.codesHint')}</small>
    </label>
  )
}

/** What the type before allowed and this one does not falls away. */
export function ofType(field: Field, type: FieldType): Field {
  const plain = without({ ...field, type }, ['codes', 'min', 'max', 'pattern', 'list', 'unit', 'currencyOf'])
  if (type === 'code') return { ...plain, codes: [] }
  if (type === 'boolean') return { ...plain, codes: truthCodes }
  return type === 'fen' ? { ...plain, unit: 'yuan' } : plain
}

function without(field: Field, names: readonly (keyof Field)[]): Field {
  return Object.fromEntries(
    Object.entries(field).filter(([name]) => !names.includes(name as keyof Field)),
  ) as Field
}
