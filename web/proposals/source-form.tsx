import type { SourceData } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { Panel } from '../components/panel.tsx'
import type { Draft } from './draft.ts'
import { NumberInput, Rows, SelectInput, TextInput } from './inputs.tsx'

const cycles = ['once', 'continuous', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const
const schemes = ['uscc', 'local'] as const

/** A source in words. How the columns of its files map is remembered from the preview of an upload, or written as JSON. */
export function SourceForm({
  draft,
  isVersion,
  onChange,
}: {
  draft: Draft
  isVersion: boolean
  onChange: (draft: Draft) => void
}) {
  const { t } = useLanguage()
  const source = draft as Partial<SourceData>
  const set = (more: Partial<SourceData>) => onChange({ ...draft, ...more })
  const optional = (name: 'contact' | 'channel' | 'updateCycle', value: string) => {
    const { [name]: _, ...rest } = draft
    onChange(value === '' ? rest : { ...rest, [name]: value })
  }
  return (
    <Panel title={t('proposals.form.identity')}>
      <Rows>
        <TextInput
          label={t('proposals.form.id')}
          value={source.id ?? ''}
          code
          readOnly={isVersion}
          hint={t('proposals.form.idHint')}
          onChange={(id) => set({ id })}
        />
        <TextInput label={t('proposals.form.zh')} value={source.zh ?? ''} onChange={(zh) => set({ zh })} />
        <TextInput label={t('proposals.form.en')} value={source.en ?? ''} onChange={(en) => set({ en })} />
        <TextInput
          label={t('directory.source.organization')}
          value={source.organization ?? ''}
          code
          hint={t('proposals.form.organizationHint')}
          onChange={(organization) => set({ organization })}
        />
        <SelectInput
          label={t('directory.source.scheme')}
          value={source.identifierScheme ?? 'uscc'}
          options={schemes.map((value) => ({ value, text: t(`directory.source.schemes.${value}`) }))}
          onChange={(identifierScheme) => set({ identifierScheme })}
        />
        <NumberInput
          label={t('directory.source.precedence')}
          value={source.precedence ?? 100}
          hint={t('proposals.form.precedenceHint')}
          onChange={(precedence) => set({ precedence: precedence ?? 100 })}
        />
        <SelectInput
          label={t('directory.source.cycle')}
          value={source.updateCycle ?? ''}
          options={[
            { value: '', text: t('proposals.form.cycleOfType') },
            ...cycles.map((value) => ({ value, text: t(`operations.cycles.${value}`) })),
          ]}
          onChange={(value) => optional('updateCycle', value)}
        />
        <TextInput
          label={t('directory.source.contact')}
          value={source.contact ?? ''}
          onChange={(value) => optional('contact', value)}
        />
        <TextInput
          label={t('directory.source.channel')}
          value={source.channel ?? ''}
          onChange={(value) => optional('channel', value)}
        />
      </Rows>
      <p className="field-note">{t('proposals.form.layoutsHint', { count: source.layouts?.length ?? 0 })}</p>
    </Panel>
  )
}
