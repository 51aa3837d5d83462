/**
 * How the rows of a record type fall into cells (class × month) that are summed in one pass. A class is a
 * combination of codes, and of the sign of an amount: red-letter invoices are negative. Because the signs are
 * apart, the absolute value of each cell only grows: if it ends below 2^53, every sum on the way was exact.
 */
export interface CellLayout {
  recordType: string
  /** The column that dates a row; a date column goes through the calendar table. */
  time: { column: string; as: 'date' | 'month' }
  classes: readonly CellClass[]
  /** Columns that are summed; `minus` sums what is missing of the first to the second, at least 0. */
  values: readonly { name: string; minus?: readonly [string, string] }[]
}

export interface CellClass {
  name: string
  /** In the order of the record type's codes: a code column holds the index. `sign`: 0 when not negative, 1 when negative. */
  codes: readonly string[]
  sign?: boolean
}

export const cellLayouts: readonly CellLayout[] = [
  {
    recordType: 'vat-invoice',
    time: { column: 'issued_on', as: 'date' },
    classes: [
      { name: 'direction', codes: ['sale', 'purchase'] },
      { name: 'status', codes: ['valid', 'void'] },
      { name: 'amount', codes: ['blue', 'red'], sign: true },
    ],
    values: [{ name: 'amount' }, { name: 'tax' }],
  },
  {
    recordType: 'tax-payment',
    time: { column: 'period', as: 'month' },
    classes: [{ name: 'tax_kind', codes: ['value-added', 'corporate-income', 'surcharge'] }],
    values: [{ name: 'paid' }, { name: 'shortfall', minus: ['payable', 'paid'] }],
  },
  {
    recordType: 'social-security',
    time: { column: 'period', as: 'month' },
    classes: [],
    values: [
      { name: 'headcount' },
      { name: 'amount' },
      { name: 'hires' },
      { name: 'leaves' },
      { name: 'arrears' },
    ],
  },
]

export function getCellLayout(recordType: string): CellLayout {
  const layout = cellLayouts.find((entry) => entry.recordType === recordType)
  if (!layout) throw new TypeError(`no cell layout for ${recordType}`)
  return layout
}

export function classCount(layout: CellLayout): number {
  return layout.classes.reduce((product, { codes }) => product * codes.length, 1)
}

/** The classes that a filter selects; an unnamed dimension takes all its codes. */
export function selectClasses(layout: CellLayout, where: Readonly<Record<string, string>>): number[] {
  for (const name of Object.keys(where))
    if (!layout.classes.some((entry) => entry.name === name)) throw new TypeError(`no class ${name}`)
  let selected = [0]
  let stride = 1
  for (const { name, codes } of layout.classes) {
    const wanted = where[name]
    const indexes = wanted === undefined ? codes.map((_, index) => index) : [codes.indexOf(wanted)]
    if (indexes.includes(-1)) throw new TypeError(`no code ${wanted} of ${name}`)
    const step = stride
    selected = selected.flatMap((base) => indexes.map((index) => base + index * step))
    stride *= codes.length
  }
  return selected.sort((left, right) => left - right)
}
