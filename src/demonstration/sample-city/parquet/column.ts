/**
 * How a column is kept: `fen` as DECIMAL(18,2) in yuan, `month` as text, `moment` a day as the moment in it at which
 * the platform comes to know a row, `real` as a double.
 */
export type ColumnKind = 'text' | 'fen' | 'integer' | 'date' | 'month' | 'moment' | 'real'

export interface Column {
  name: string
  kind: ColumnKind
  required: boolean
}

/** The values of one column until they are written: texts as they are, numbers with NaN for what is absent. */
export type Held = { texts: (string | null)[] } | { numbers: Float64Array }
