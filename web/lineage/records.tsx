import { listRecordsContract } from '../../src/information/records/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { differenceSince, momentOf } from './known-day.ts'
import { KnownOn } from './known-on.tsx'
import { type Months, RecordChoice } from './record-choice.tsx'
import { RecordList } from './record-list.tsx'

const pageSize = 200

export interface RecordsProps {
  enterprise: string
  recordTypes: readonly string[]
  recordType: string
  months: Months
  /** The day on whose end it is read; empty for now. */
  day: string
  onRecordType: (recordType: string) => void
  onMonths: (months: Months) => void
  onDay: (day: string) => void
  onHistory: (key: string) => void
}

/** The records behind a figure. An earlier day is compared with now, so that what changed since is seen at once. */
export function Records(props: RecordsProps) {
  const { t } = useLanguage()
  const { enterprise, recordType, months, day } = props
  const asOf = momentOf(day, Date.now())
  const wish = {
    enterprise,
    recordType,
    pageSize,
    ...(months.from ? { from: months.from } : {}),
    ...(months.to ? { to: months.to } : {}),
  }
  const now = useAnswer(listRecordsContract, wish, { fresh: true })
  const then = useAnswer(
    listRecordsContract,
    { ...wish, ...(asOf ? { asOf } : {}) },
    { fresh: true, enabled: asOf !== undefined },
  )
  const answer = asOf ? then : now
  const { data } = answer
  const difference =
    asOf && then.data && now.data ? differenceSince(then.data.items, now.data.items) : undefined
  return (
    <div className="lineage">
      <RecordChoice {...props} />
      <KnownOn day={day} difference={difference} onDay={props.onDay} />
      {answer.isError ? <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} /> : null}
      {answer.isPending ? <span className="skeleton" style={{ height: 320 }} /> : null}
      {data ? (
        <>
          <p className="lineage-count" role="status">
            {asOf
              ? t('lineage.countThen', { count: data.total, day })
              : t('lineage.countNow', { count: data.total })}
            {data.total > data.items.length ? t('lineage.first', { count: data.items.length }) : ''}
          </p>
          <RecordList
            records={data.items}
            fields={data.fields}
            changed={difference?.changed ?? []}
            onHistory={props.onHistory}
          />
          <p className="field-note">
            {t('lineage.asOf', { at: minuteText(data.asOf), version: data.recordType.version })}
            {data.erasedBefore ? t('lineage.erased', { day: data.erasedBefore }) : ''}
          </p>
        </>
      ) : null}
    </div>
  )
}
