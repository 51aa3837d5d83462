import { useState } from 'react'
import type { TableData } from '../../../src/credit/profile/section.contract.ts'
import type { Value } from '../../../src/credit/profile/value.contract.ts'
import { fullAmount, type Language } from '../../components/amount.ts'
import { useLanguage } from '../../components/language.ts'
import { OriginButton, OriginValue } from '../../lineage/origin-button.tsx'
import { ToneChip } from '../tone.tsx'
import { isFigure, valueText } from '../value-text.ts'
import { rowsWith } from './rows-with.ts'
import { tableAsRead } from './table-as-read.ts'

const shownAtFirst = 8

export interface TableViewProps {
  title: string
  table: TableData
  filter: string
  /** All rows from the beginning. */
  whole: boolean
  recordTypes: readonly string[]
}

/** Rows with their level; the first cell of each leads to its record. */
export function TableView({ title, table: sent, filter, whole, recordTypes }: TableViewProps) {
  const table = tableAsRead(sent)
  const { t, words } = useLanguage()
  const [all, setAll] = useState(whole)
  const matching = rowsWith(table.rows, filter)
  const rows = all ? matching : matching.slice(0, shownAtFirst)
  // A few rows that are all in sight need no count.
  const footed = filter !== '' || table.total > shownAtFirst || table.total > table.rows.length
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={title}>
        <table className="plain-table panel-table">
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th scope="col" key={column.id} className={isFigure(column.type) ? 'figure' : ''}>
                  {words(column.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} columns={table.columns} title={title} />
            ))}
          </tbody>
        </table>
      </section>
      {footed ? (
        <p className="table-foot">
          <span>
            {filter
              ? t('profile.section.matching', { count: matching.length, total: table.rows.length })
              : t('profile.section.rows', { count: table.total })}
            {table.total > table.rows.length
              ? t('profile.section.rowsFirst', { count: table.rows.length })
              : ''}
          </span>
          {matching.length > shownAtFirst ? (
            <button type="button" className="link-button" aria-expanded={all} onClick={() => setAll(!all)}>
              {all
                ? t('profile.section.fewer')
                : t(table.total > table.rows.length ? 'profile.section.moreListed' : 'profile.section.more', {
                    count: matching.length,
                  })}
            </button>
          ) : null}
          {table.total > table.rows.length ? <OriginButton question={{ title, recordTypes }} /> : null}
        </p>
      ) : null}
    </>
  )
}

type TableRow = TableData['rows'][number]

function Row({ row, columns, title }: { row: TableRow; columns: TableData['columns']; title: string }) {
  const { language } = useLanguage()
  const { origin } = row
  return (
    <tr className={row.tone ? `tone-row-${row.tone}` : ''}>
      {columns.map((column, index) => {
        const cell = row.cells[index]
        const text = cell ? (valueText(cell, language) ?? '—') : '—'
        const asked = index === 0 && origin
        return (
          <td
            key={column.id}
            className={classOf(column.type)}
            title={cell ? exactText(cell, language) : undefined}
          >
            {asked ? (
              <OriginValue
                question={{
                  title,
                  recordTypes: [origin.recordType],
                  ...(origin.key ? { key: origin.key } : {}),
                }}
              >
                {text}
              </OriginValue>
            ) : (
              text
            )}
            {index === 0 && row.tone ? (
              <>
                {' '}
                <ToneChip tone={row.tone} />
              </>
            ) : null}
          </td>
        )
      })}
    </tr>
  )
}

function classOf(type: Value['type']): string {
  if (isFigure(type)) return 'figure'
  return type === 'text' ? '' : 'nowrap'
}

function exactText(cell: Value, language: Language): string | undefined {
  return cell.type === 'fen' && typeof cell.value === 'string' ? fullAmount(cell.value, language) : undefined
}
