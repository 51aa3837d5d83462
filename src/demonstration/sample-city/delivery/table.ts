import {
  type Field,
  listStandardSources,
  type RecordType,
  standardRecordType,
} from '../../../trust/catalog/index.ts'
import type { Cell, CityRecordType } from '../emit.ts'
import type { Column, ColumnKind } from '../parquet/column.ts'

/** The file format of a city. */
export type Format = 'parquet' | 'csv' | 'gb18030'

export const formats: readonly Format[] = ['parquet', 'csv', 'gb18030']

/** What takes rows and writes them; opened for one file after the other. */
export interface TableWriter {
  open: (write: (bytes: Uint8Array) => void) => void
  add: (cells: readonly Cell[], knownOn: number) => void
  close: () => void
}

const kindOfField: Readonly<Partial<Record<Field['type'], ColumnKind>>> = {
  fen: 'fen',
  integer: 'integer',
  date: 'date',
  month: 'month',
}

/** What a source delivers: the fields of the record type, and when the platform comes to know each row. */
export function columnsOf(recordType: CityRecordType): Column[] {
  if (recordType === 'truth') return truthColumns
  const columns = standardRecordType(recordType).fields.map(
    ({ name, type, required }): Column => ({ name, kind: kindOfField[type] ?? 'text', required }),
  )
  return [...columns, { name: 'known_at', kind: 'moment', required: true }]
}

/** What nobody can see in reality; nobody knows a row of it from some day on. */
const truthColumns: Column[] = [
  { name: 'uscc', kind: 'text', required: true },
  { name: 'period', kind: 'month', required: true },
  { name: 'probability', kind: 'real', required: true },
  { name: 'phase', kind: 'text', required: true },
  { name: 'quality', kind: 'real', required: true },
]

/** Each kind of supply has its own company, which sends its own files. */
const utilityCompanies: Readonly<Record<string, string>> = {
  electricity: 'power-company',
  water: 'water-company',
  gas: 'gas-company',
}

/** The platform takes in loans and what belongs to them from one source, what passes through accounts from another. */
const bankSources: Readonly<Partial<Record<CityRecordType, string>>> = {
  loan: 'bank-feedback',
  repayment: 'bank-feedback',
  bill: 'bank-feedback',
  guarantee: 'bank-feedback',
  'bank-account': 'bank-flow',
  'bank-transaction': 'bank-flow',
}

/** The sources of the catalog that deliver a record type (null: nobody does), and which of them delivers a row. */
export function routeOf(recordType: CityRecordType): {
  sources: readonly (string | null)[]
  sourceOf: (cells: readonly Cell[]) => number
} {
  if (recordType === 'truth') return { sources: [null], sourceOf: () => 0 }
  if (recordType === 'utility') {
    const kind = standardRecordType('utility').fields.findIndex(({ name }) => name === 'kind')
    const place = new Map(Object.keys(utilityCompanies).map((supply, at) => [supply, at]))
    return {
      sources: Object.values(utilityCompanies),
      sourceOf: (cells) => place.get(cells[kind] as string)!,
    }
  }
  const source = bankSources[recordType] ?? sourceOfOwner(standardRecordType(recordType))
  return { sources: [source], sourceOf: () => 0 }
}

function sourceOfOwner(recordType: RecordType): string {
  const owned = listStandardSources().filter(
    ({ organization }) => organization === recordType.owner.organization,
  )
  if (owned.length !== 1) throw new TypeError(`${recordType.id} has ${owned.length} sources`)
  return owned[0]!.id
}
