import type { ReactNode } from 'react'

export interface StackingColumn<Row> {
  title: string
  figure?: boolean
  render: (row: Row) => ReactNode
}

export interface StackingTableProps<Row> {
  label: string
  columns: readonly StackingColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowClass?: (row: Row) => string
}

/** A table that on a phone becomes a list of cards: each value then stands beside the title of its column. */
export function StackingTable<Row>({ label, columns, rows, rowKey, rowClass }: StackingTableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      <table className="plain-table stacking-table">
        <thead>
          <tr>
            {columns.map(({ title, figure }) => (
              <th key={title} scope="col" className={figure ? 'figure' : ''}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row) ?? ''}>
              {columns.map(({ title, figure, render }) => (
                <td key={title} className={figure ? 'figure' : ''} data-title={title}>
                  <div>{render(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
