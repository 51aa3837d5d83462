import { Fragment, useState } from 'react'
import type { RecordField, RecordVersion } from '../../src/information/records/contract.ts'
import { dayText } from '../components/calendar.ts'
import { useLanguage } from '../components/language.ts'
import { ProvenanceList } from './provenance-list.tsx'
import { valueText } from './value-text.ts'

export interface RecordListProps {
  records: readonly RecordVersion[]
  fields: readonly RecordField[]
  /** Keys of the records that are told otherwise now. */
  changed: readonly string[]
  onHistory: (key: string) => void
}

/** The rows as a table; each opens to the file and the line that it stood in. */
export function RecordList({ records, fields, changed, onHistory }: RecordListProps) {
  const { t, words } = useLanguage()
  const [open, setOpen] = useState<string>()
  if (records.length === 0) return <p className="lineage-none">{t('lineage.none')}</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={t('lineage.records')}>
      <table className="plain-table record-table">
        <thead>
          <tr>
            <th scope="col">{t('lineage.source')}</th>
            {fields.map((field) => (
              <th scope="col" key={field.name} className={isFigure(field) ? 'figure' : ''}>
                {words(field)}
              </th>
            ))}
            <th scope="col">{t('lineage.known')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((record) => {
            const id = `${record.key} ${record.provenance.source}`
            return (
              <Fragment key={id}>
                <Row
                  record={record}
                  fields={fields}
                  isOpen={open === id}
                  isChanged={changed.includes(record.key)}
                  onOpen={() => setOpen(open === id ? undefined : id)}
                />
                {open === id ? (
                  <tr className="provenance-row">
                    <td colSpan={fields.length + 2}>
                      <Values record={record} fields={fields} />
                      <ProvenanceList record={record} onHistory={() => onHistory(record.key)} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

interface RowProps {
  record: RecordVersion
  fields: readonly RecordField[]
  isOpen: boolean
  isChanged: boolean
  onOpen: () => void
}

function Row({ record, fields, isOpen, isChanged, onOpen }: RowProps) {
  const { t, language } = useLanguage()
  const { file, row, knownAt } = record.provenance
  return (
    <tr className={isOpen ? 'open' : ''}>
      <td className="nowrap">
        <button type="button" className="link-button" aria-expanded={isOpen} onClick={onOpen}>
          {t('lineage.line', { file, row: row.toLocaleString('en-US') })}
        </button>
        {record.versions > 1 ? (
          <span className="chip note">
            {t('lineage.versionOf', { version: record.version, versions: record.versions })}
          </span>
        ) : null}
        {isChanged ? <span className="chip warn">{t('lineage.toldOtherwise')}</span> : null}
      </td>
      {fields.map((field) => (
        <td key={field.name} className={isFigure(field) ? 'figure' : 'nowrap'}>
          {valueText(field, record.values[field.name], language)}
        </td>
      ))}
      <td className="nowrap">{dayText(knownAt)}</td>
    </tr>
  )
}

/** Where the columns do not fit beside each other, the values stand under each other in the open row. */
function Values({ record, fields }: Pick<RowProps, 'record' | 'fields'>) {
  const { words, language } = useLanguage()
  return (
    <dl className="said narrow-only">
      {fields.map((field) => (
        <div key={field.name}>
          <dt>{words(field)}</dt>
          <dd>{valueText(field, record.values[field.name], language)}</dd>
        </div>
      ))}
    </dl>
  )
}

function isFigure(field: RecordField): boolean {
  return ['fen', 'capital', 'integer'].includes(field.type)
}
