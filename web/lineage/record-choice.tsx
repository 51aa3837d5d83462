import { listRecordTypesContract } from '../../src/trust/catalog/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { useLanguage } from '../components/language.ts'

export interface Months {
  from: string
  to: string
}

export interface RecordChoiceProps {
  recordTypes: readonly string[]
  recordType: string
  months: Months
  onRecordType: (recordType: string) => void
  onMonths: (months: Months) => void
}

/** Which kind of records, and of which months. */
export function RecordChoice(props: RecordChoiceProps) {
  const { t, words } = useLanguage()
  const types = useAnswer(listRecordTypesContract, {})
  const nameOf = (id: string) => {
    const type = types.data?.items.find((one) => one.id === id)
    return type ? words(type) : id
  }
  const { recordTypes, recordType, months } = props
  return (
    <div className="lineage-choice">
      <label className="field">
        <span>{t('lineage.recordType')}</span>
        <select
          className="input"
          value={recordType}
          onChange={(event) => props.onRecordType(event.target.value)}
        >
          {recordTypes.map((id) => (
            <option key={id} value={id}>
              {nameOf(id)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('lineage.from')}</span>
        <input
          className="input"
          type="month"
          value={months.from}
          max={months.to || undefined}
          onChange={(event) => props.onMonths({ ...months, from: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{t('lineage.to')}</span>
        <input
          className="input"
          type="month"
          value={months.to}
          min={months.from || undefined}
          onChange={(event) => props.onMonths({ ...months, to: event.target.value })}
        />
      </label>
      {months.from || months.to ? (
        <button type="button" className="link-button" onClick={() => props.onMonths({ from: '', to: '' })}>
          {t('lineage.allMonths')}
        </button>
      ) : null}
    </div>
  )
}
