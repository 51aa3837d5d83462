import { useLanguage } from '../../components/language.ts'

export interface TableSwitchProps {
  asTable: boolean
  onChange: (asTable: boolean) => void
}

/** Every chart can be read as a table. */
export function TableSwitch({ asTable, onChange }: TableSwitchProps) {
  const { t } = useLanguage()
  return (
    <button type="button" className="link-button" aria-pressed={asTable} onClick={() => onChange(!asTable)}>
      {asTable ? t('profile.trends.chart') : t('profile.trends.table')}
    </button>
  )
}
