/**
 * A run of rows as columns, the form in which records reach the kernel. Rows are in the order (hash8 of the
 * subject, subject, event time); a subject never straddles two chunks. What is missing:
 *   fen, integer   Float64Array (whole numbers, |x| < 2^53)                  NaN
 *   date           Int32Array, days since 1970-01-01                         missingDate
 *   month          Int16Array, months since the year 0 (foundation/month)    missingMonth
 *   code           Uint8Array, position in the record type's code list       missingCode
 *   boolean        Uint8Array, 0 or 1                                        missingCode
 *   text           Float64Array, 52 bits of a hash: equal texts are equal    NaN
 */
export type Column = Float64Array | Int32Array | Int16Array | Uint8Array

export interface ColumnChunk {
  rows: number
  /** Lake keys of the enterprises in this chunk, in order. */
  subjects: string[]
  /** Where the rows of each subject begin; one longer than `subjects`. */
  offsets: Int32Array
  columns: Record<string, Column>
}

export const missingDate = -2147483648
export const missingMonth = -32768
export const missingCode = 255
