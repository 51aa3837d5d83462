import type { Static } from 'typebox'
import { type RecordField, readRecordHistoryContract } from '../../src/information/records/contract.ts'
import { useAnswer } from '../components/answer.ts'
import { minuteText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { RefusalNotice } from '../components/refusal-notice.tsx'
import { ProvenanceList } from './provenance-list.tsx'
import { changedFields, valueText } from './value-text.ts'

type History = Static<(typeof readRecordHistoryContract)['output']>
type Item = History['items'][number]

export interface RecordHistoryProps {
  enterprise: string
  recordType: string
  recordKey: string
}

/** One record over time and over sources: what each said when, and which of it was believed when. */
export function RecordHistory({ enterprise, recordType, recordKey }: RecordHistoryProps) {
  const { t, words } = useLanguage()
  const answer = useAnswer(
    readRecordHistoryContract,
    { enterprise, recordType, key: recordKey },
    { fresh: true },
  )
  if (answer.isError) return <RefusalNotice fault={answer.error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <span className="skeleton" style={{ height: 320 }} />
  const { items, beliefs, fields } = answer.data
  return (
    <div className="record-history">
      <h3>{t('lineage.historyOf', { name: words(answer.data.recordType) })}</h3>
      <p className="field-words">{t('lineage.historyLead', { count: items.length })}</p>
      <Beliefs beliefs={beliefs} items={items} />
      <ol className="history-versions">
        {items.map((item, place) => (
          <Said
            key={`${item.provenance.source} ${item.version} ${item.provenance.batch}`}
            item={item}
            number={place + 1}
            before={items.slice(0, place).findLast((one) => one.provenance.source === item.provenance.source)}
            believed={beliefs.at(-1)?.item === place}
            fields={fields}
          />
        ))}
      </ol>
    </div>
  )
}

function Beliefs({ beliefs, items }: Pick<History, 'beliefs' | 'items'>) {
  const { t, words } = useLanguage()
  const said = (place: number | null) => {
    const item = place === null ? undefined : items[place]
    return item
      ? t('lineage.believed', { number: (place ?? 0) + 1, department: words(item.provenance.department) })
      : t('lineage.nothingKnown')
  }
  return (
    <ol className="beliefs" aria-label={t('lineage.beliefs')}>
      {beliefs.map((belief) => (
        <li key={belief.from} className={belief.to === null ? 'now' : ''}>
          <span>
            {minuteText(belief.from)} – {belief.to ? minuteText(belief.to) : t('lineage.stillSo')}
          </span>
          <b>{said(belief.item)}</b>
        </li>
      ))}
    </ol>
  )
}

interface SaidProps {
  item: Item
  number: number
  before: Item | undefined
  believed: boolean
  fields: readonly RecordField[]
}

function Said({ item, number, before, believed, fields }: SaidProps) {
  const { t, words, language } = useLanguage()
  const changed = changedFields(fields, before, item)
  return (
    <li>
      <header>
        <b>{number}</b>
        <span>{words(item.provenance.department)}</span>
        <span className="chip">
          {t('lineage.versionOf', { version: item.version, versions: item.versions })}
        </span>
        {believed ? <span className="chip good">{t('lineage.believedNow')}</span> : null}
        {item.withdrawnAt ? (
          <span className="chip bad">{t('lineage.withdrawn', { at: minuteText(item.withdrawnAt) })}</span>
        ) : null}
      </header>
      <dl className="said">
        {fields.map((field) => (
          <div key={field.name} className={changed.includes(field.name) ? 'changed' : ''}>
            <dt>{words(field)}</dt>
            <dd>
              {changed.includes(field.name) && before ? (
                <del>{valueText(field, before.values[field.name], language)}</del>
              ) : null}{' '}
              {valueText(field, item.values[field.name], language)}
            </dd>
          </div>
        ))}
      </dl>
      <ProvenanceList record={item} />
    </li>
  )
}
