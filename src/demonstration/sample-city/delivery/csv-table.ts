import { monthOfIndex } from '../../../foundation/month.ts'
import { dayText } from '../calendar.ts'
import type { Cell } from '../emit.ts'
import type { Column, ColumnKind } from '../parquet/column.ts'
import type { TableWriter } from './table.ts'

const charactersMax = 1 << 18

/** Rows as CSV (RFC 4180): a header of the catalog's field names, quotes only where a value needs them. */
export class CsvTable implements TableWriter {
  readonly #columns: readonly Column[]
  readonly #encode: (text: string) => Uint8Array
  readonly #written: ((cell: Cell) => string)[]
  #write: (bytes: Uint8Array) => void = () => {}
  #text = ''

  constructor(columns: readonly Column[], encode: (text: string) => Uint8Array) {
    this.#columns = columns
    this.#encode = encode
    this.#written = columns.map(({ kind }) => inWords[kind])
  }

  open(write: (bytes: Uint8Array) => void): void {
    this.#write = write
    this.#text = `${this.#columns.map(({ name }) => name).join(',')}\n`
  }

  add(cells: readonly Cell[], knownOn: number): void {
    const written = this.#written
    const count = cells.length
    let line = ''
    for (let place = 0; place < count; place++) {
      const cell = cells[place]!
      if (place > 0) line += ','
      if (cell !== null) line += written[place]!(cell)
    }
    if (count < written.length) line += `,${written[count]!(knownOn)}`
    this.#text += `${line}\n`
    if (this.#text.length > charactersMax) this.#flush()
  }

  close(): void {
    this.#flush()
  }

  #flush(): void {
    this.#write(this.#encode(this.#text))
    this.#text = ''
  }
}

const inWords: Readonly<Record<ColumnKind, (cell: Cell) => string>> = {
  text: (cell) => quoted(cell as string),
  fen: (cell) => yuanText(cell as number),
  integer: String,
  real: String,
  date: (cell) => dayText(cell as number),
  month: (cell) => monthOfIndex(cell as number),
  // 02:00 in Asia/Shanghai: deliveries come at night.
  moment: (cell) => `${dayText(cell as number)}T02:00:00+08:00`,
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Whole fen as yuan with two decimals. A number holds them exactly: no sum of the city comes near 2^53. */
export function yuanText(fen: number): string {
  const whole = Math.floor(Math.abs(fen) / 100)
  const rest = Math.abs(fen) - whole * 100
  return `${fen < 0 ? '-' : ''}${whole}.${rest < 10 ? '0' : ''}${rest}`
}
