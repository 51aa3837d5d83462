import type { Comparator, CrossFieldRule, Field } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import { conditionText } from '../directory/condition-text.ts'
import type { RecordTypeDraft } from './draft.ts'
import { Rows, SelectInput, TextInput } from './inputs.tsx'

const comparators: readonly Comparator[] = ['=', '!=', '<', '<=', '>', '>=']

/** Rules that compare two fields, or a field with a constant; what is more involved is written as JSON. */
export function RuleList({
  draft,
  onChange,
}: {
  draft: RecordTypeDraft
  onChange: (draft: RecordTypeDraft) => void
}) {
  const { t } = useLanguage()
  const change = (rules: CrossFieldRule[]) => onChange({ ...draft, rules })
  const [first] = draft.fields
  const fresh: CrossFieldRule = {
    id: '',
    zh: '',
    en: '',
    when: { compare: [{ field: first?.name ?? '' }, '>', { constant: '' }] },
    severity: 'quarantine',
  }
  return (
    <Panel title={t('directory.rules.title')} extra={<span>{t('proposals.rules.lead')}</span>}>
      {draft.rules.map((rule, place) => (
        <RuleForm
          // biome-ignore lint/suspicious/noArrayIndexKey: an id changes while it is typed; the place does not.
          key={place}
          rule={rule}
          number={place + 1}
          fields={draft.fields}
          onChange={(next) => change(draft.rules.map((one, at) => (at === place ? next : one)))}
          onRemove={() => change(draft.rules.filter((_, at) => at !== place))}
        />
      ))}
      <div>
        <button type="button" className="button" onClick={() => change([...draft.rules, fresh])}>
          {t('proposals.rules.add')}
        </button>
      </div>
    </Panel>
  )
}

interface RuleFormProps {
  rule: CrossFieldRule
  number: number
  fields: readonly Field[]
  onChange: (rule: CrossFieldRule) => void
  onRemove: () => void
}

function RuleForm({ rule, number, fields, onChange, onRemove }: RuleFormProps) {
  const { t, words, language } = useLanguage()
  const name = (id: string) => {
    const field = fields.find((one) => one.name === id)
    return (field && words(field)) || id
  }
  const severities = ['quarantine', 'warn'] as const
  return (
    <fieldset className="field-form">
      <legend>{t('proposals.rules.number', { number })}</legend>
      <Rows>
        <TextInput
          label={t('proposals.form.id')}
          value={rule.id}
          code
          onChange={(id) => onChange({ ...rule, id })}
        />
        <TextInput
          label={t('proposals.rules.zh')}
          value={rule.zh}
          onChange={(zh) => onChange({ ...rule, zh })}
        />
        <TextInput
          label={t('proposals.rules.en')}
          value={rule.en}
          onChange={(en) => onChange({ ...rule, en })}
        />
        <SelectInput
          label={t('proposals.rules.severity')}
          value={rule.severity}
          options={severities.map((value) => ({ value, text: t(`directory.rules.${value}`) }))}
          onChange={(severity) => onChange({ ...rule, severity })}
        />
      </Rows>
      {'compare' in rule.when ? (
        <Comparison rule={rule} when={rule.when} fields={fields} onChange={onChange} />
      ) : (
        <p className="field-words">
          {t('directory.rules.when', { condition: conditionText(rule.when, name, language) })}
        </p>
      )}
      <div className="form-checks">
        <button type="button" className="link-button remove" onClick={onRemove}>
          {t('proposals.rules.remove')}
        </button>
      </div>
    </fieldset>
  )
}

interface ComparisonProps {
  rule: CrossFieldRule
  when: Extract<CrossFieldRule['when'], { compare: unknown }>
  fields: readonly Field[]
  onChange: (rule: CrossFieldRule) => void
}

/** `constant` is no name that a field can have: a field's name has no blank. */
const constant = 'a constant'

function Comparison({ rule, when, fields, onChange }: ComparisonProps) {
  const { t, words } = useLanguage()
  const [left, comparator, right] = when.compare
  const options = fields.map((field) => ({ value: field.name, text: words(field) || field.name }))
  const set = (compare: typeof when.compare) => onChange({ ...rule, when: { compare } })
  return (
    <Rows>
      <SelectInput
        label={t('proposals.rules.broken')}
        value={'field' in left ? left.field : ''}
        options={options}
        onChange={(field) => set([{ field }, comparator, right])}
      />
      <SelectInput
        label={t('proposals.rules.comparator')}
        value={comparator}
        options={comparators.map((value) => ({ value, text: value }))}
        onChange={(value) => set([left, value, right])}
      />
      <SelectInput
        label={t('proposals.rules.with')}
        value={'field' in right ? right.field : constant}
        options={[{ value: constant, text: t('proposals.rules.constant') }, ...options]}
        onChange={(value) =>
          set([left, comparator, value === constant ? { constant: '' } : { field: value }])
        }
      />
      {'constant' in right ? (
        <TextInput
          label={t('proposals.rules.constant')}
          value={right.constant}
          hint={t('proposals.rules.constantHint')}
          onChange={(text) => set([left, comparator, { constant: text }])}
        />
      ) : null}
    </Rows>
  )
}
