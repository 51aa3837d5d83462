import { fieldGroups } from '../../src/trust/consent/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import type { RecordTypeDraft } from './draft.ts'
import { FieldList } from './field-list.tsx'
import { NumberInput, Rows, SelectInput, TextInput } from './inputs.tsx'
import { RuleList } from './rule-form.tsx'

export interface RecordTypeFormProps {
  draft: RecordTypeDraft
  /** A version of what there is keeps its id, its subject, its key and its event time. */
  isVersion: boolean
  onChange: (draft: RecordTypeDraft) => void
}

const cycles = ['once', 'continuous', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const
const sharings = ['public', 'authorization', 'closed'] as const
const levels = ['L1', 'L2', 'L3', 'L4'] as const

/** A record type in words: what it is, on what terms it is held, what it says, what must hold in it. */
export function RecordTypeForm(props: RecordTypeFormProps) {
  return (
    <>
      <Identity {...props} />
      <Terms {...props} />
      <FieldList {...props} />
      <RuleList {...props} />
    </>
  )
}

function Identity({ draft, isVersion, onChange }: RecordTypeFormProps) {
  const { t } = useLanguage()
  return (
    <Panel title={t('proposals.form.identity')}>
      <Rows>
        <TextInput
          label={t('proposals.form.id')}
          value={draft.id}
          code
          readOnly={isVersion}
          hint={t('proposals.form.idHint')}
          onChange={(id) => onChange({ ...draft, id })}
        />
        <TextInput
          label={t('proposals.form.zh')}
          value={draft.zh}
          onChange={(zh) => onChange({ ...draft, zh })}
        />
        <TextInput
          label={t('proposals.form.en')}
          value={draft.en}
          onChange={(en) => onChange({ ...draft, en })}
        />
        <TextInput
          label={t('proposals.form.grainZh')}
          value={draft.grain.zh}
          hint={t('proposals.form.grainHint')}
          onChange={(zh) => onChange({ ...draft, grain: { ...draft.grain, zh } })}
        />
        <TextInput
          label={t('proposals.form.grainEn')}
          value={draft.grain.en}
          onChange={(en) => onChange({ ...draft, grain: { ...draft.grain, en } })}
        />
        <SelectInput
          label={t('directory.subject')}
          value={draft.fieldGroup}
          options={fieldGroups.map((value) => ({ value, text: t(`consent.fieldGroups.${value}`) }))}
          hint={t('proposals.form.subjectHint')}
          onChange={(fieldGroup) => onChange({ ...draft, fieldGroup })}
        />
      </Rows>
    </Panel>
  )
}

function Terms({ draft, onChange }: RecordTypeFormProps) {
  const { t } = useLanguage()
  const { owner } = draft
  return (
    <Panel title={t('proposals.form.terms')}>
      <Rows>
        <TextInput
          label={t('proposals.form.ownerId')}
          value={owner.organization}
          code
          onChange={(organization) => onChange({ ...draft, owner: { ...owner, organization } })}
        />
        <TextInput
          label={t('proposals.form.ownerZh')}
          value={owner.zh}
          onChange={(zh) => onChange({ ...draft, owner: { ...owner, zh } })}
        />
        <TextInput
          label={t('proposals.form.ownerEn')}
          value={owner.en}
          onChange={(en) => onChange({ ...draft, owner: { ...owner, en } })}
        />
        <TextInput
          label={t('directory.terms.legalBasis')}
          value={draft.legalBasis}
          onChange={(legalBasis) => onChange({ ...draft, legalBasis })}
        />
        <SelectInput
          label={t('directory.sharing')}
          value={draft.sharing}
          options={sharings.map((value) => ({ value, text: t(`operations.sharing.${value}`) }))}
          onChange={(sharing) => onChange({ ...draft, sharing })}
        />
        <SelectInput
          label={t('proposals.form.sensitivity')}
          value={draft.sensitivity}
          options={levels.map((value) => ({ value, text: t(`directory.sensitivities.${value}`) }))}
          onChange={(sensitivity) => onChange({ ...draft, sensitivity })}
        />
        <SelectInput
          label={t('directory.terms.cycle')}
          value={draft.updateCycle}
          options={cycles.map((value) => ({ value, text: t(`operations.cycles.${value}`) }))}
          onChange={(updateCycle) => onChange({ ...draft, updateCycle })}
        />
        <NumberInput
          label={t('proposals.form.lag')}
          value={draft.deliveryLagDays}
          onChange={(days) => onChange({ ...draft, deliveryLagDays: days ?? 0 })}
        />
        <NumberInput
          label={t('proposals.form.retention')}
          value={draft.retentionMonths}
          hint={t('proposals.form.retentionHint')}
          onChange={(retentionMonths) => onChange({ ...draft, retentionMonths })}
        />
      </Rows>
    </Panel>
  )
}
