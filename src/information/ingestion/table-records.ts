import { open } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { emptyRecord, recordBytesMax, type Scanning, scanRecord, stopsFor } from './record-scanner.ts'

const blockBytes = 1 << 20
const bufferBytes = recordBytesMax + 2 * blockBytes

export interface TableRecord {
  /** Place among the records of the text that are not blank, the header being 1. */
  number: number
  cells: string[]
  /** As it stands, when a quote is not closed. */
  broken: string | undefined
}

/** The records of a text as the pipeline counts them. A broken one comes as the cells that can still be told. */
export async function* tableRecords(path: string, delimiter: string): AsyncGenerator<TableRecord> {
  const handle = await open(path)
  try {
    const bytes = Buffer.allocUnsafe(bufferBytes)
    const scanning: Scanning = {
      delimiter: delimiter.charCodeAt(0),
      column: -1,
      forms: new Uint8Array(),
      last: false,
    }
    const stops = stopsFor(scanning.delimiter)
    const record = emptyRecord()
    let [kept, number] = [0, 0]
    while (!scanning.last) {
      const { bytesRead } = await handle.read(bytes, kept, blockBytes)
      const end = kept + bytesRead
      scanning.last = bytesRead === 0
      let at = 0
      while (at < end && scanRecord(bytes, at, end, stops, scanning, record)) {
        at = record.next
        if (record.from === record.to) continue
        number++
        const text = bytes.toString('utf8', record.from, record.to)
        yield { number, cells: cellsOf(text, delimiter), broken: record.broken ? text : undefined }
      }
      // A line that fills the buffer is no record: it is passed over.
      if (at === 0 && end > bufferBytes - blockBytes) at = end
      bytes.copyWithin(0, at, end)
      kept = end - at
    }
  } finally {
    await handle.close()
  }
}

function cellsOf(text: string, delimiter: string): string[] {
  const plain = text.replace(/^\uFEFF/, '')
  if (!plain.includes('"')) return plain.split(delimiter)
  try {
    const [cells] = parse(plain, { delimiter, relax_column_count: true, relax_quotes: true }) as string[][]
    return cells ?? []
  } catch {
    return plain.split(delimiter)
  }
}
