import { useState } from 'react'
import type { Field } from '../../src/trust/catalog/contract.ts'
import { useLanguage } from '../components/language.ts'
import { type ColumnChoices, fieldOf, plannedColumns } from './column-plan.ts'
import type { PlacedTable } from './use-previews.ts'

export interface FirstRowsProps {
  tables: readonly PlacedTable[]
  fields: readonly Field[]
  choices: ColumnChoices
}

/** The first rows as they were read, under the titles of the file and the fields that they fill. */
export function FirstRows({ tables, fields, choices }: FirstRowsProps) {
  const { t, words } = useLanguage()
  const [at, setAt] = useState(0)
  const table = tables[at] ?? tables[0]
  if (!table) return null
  const columns = plannedColumns([table])
  const fieldName = (name: string | null | undefined) => {
    const field = fields.find((one) => one.name === name)
    return field ? words(field) : (name ?? '—')
  }
  return (
    <>
      {tables.length > 1 ? (
        <label className="field table-choice">
          <span>{t('deliveries.rows.table')}</span>
          <select className="input" value={at} onChange={({ target }) => setAt(Number(target.value))}>
            {tables.map((one, index) => (
              <option key={one.place} value={index}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={t('deliveries.rows.title')}>
        <table className="plain-table first-rows">
          <thead>
            <tr>
              <th scope="col" className="figure">
                {t('deliveries.rows.number')}
              </th>
              {columns.map((column) => (
                <th key={column.title} scope="col">
                  {column.title}
                  <small>{fieldName(fieldOf(column, choices))}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ row, cells }) => (
              <tr key={row}>
                <td className="figure">{row}</td>
                {columns.map(({ title }) => (
                  <td key={title}>{cells[table.columns.findIndex((column) => column.title === title)]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
