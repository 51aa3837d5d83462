import { ConfigProvider, Table, type TableColumnsType } from 'antd'
import { antdTheme } from './antd-theme.ts'

export type Columns<Row> = TableColumnsType<Row>

export interface PlainTableProps<Row> {
  label: string
  columns: Columns<Row>
  rows: readonly Row[]
  rowKey: (row: Row) => string
  loading?: boolean
  className?: string
}

/** A table of rows that the server has paged: its region scrolls sideways on a phone and is reachable by keyboard. */
export function PlainTable<Row extends object>(props: PlainTableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="table-scroll" tabIndex={0} aria-label={props.label}>
      <ConfigProvider theme={antdTheme}>
        <Table<Row>
          size="small"
          rowKey={props.rowKey}
          columns={props.columns}
          dataSource={[...props.rows]}
          loading={props.loading ?? false}
          pagination={false}
          className={props.className ?? ''}
        />
      </ConfigProvider>
    </section>
  )
}
