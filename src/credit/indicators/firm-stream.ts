import { createHash } from 'node:crypto'
import { type ColumnChunk, type ScanPlan, scan } from '../../information/records/index.ts'
import { type KernelRecordType, kernelRecordTypes, type Span } from './firm-rows.ts'

/** All rows of one lake key, by record type. */
export interface SubjectRows {
  subject: string
  spans: Partial<Record<KernelRecordType, readonly Span[]>>
  rows: number
}

/** The order of the lake: the first byte of the MD5 of the key, then the key. */
function lakeOrder(subject: string): string {
  return createHash('md5').update(subject).digest('hex').slice(0, 2) + subject
}

/** One record type's stream, looked at one lake key at a time. */
interface Cursor {
  recordType: KernelRecordType
  chunks: AsyncGenerator<ColumnChunk>
  chunk: ColumnChunk
  at: number
  order: string
}

async function openCursor(recordType: KernelRecordType, plan: ScanPlan): Promise<Cursor | undefined> {
  const chunks = scan(plan)
  const first = await chunks.next()
  if (first.done) return undefined
  return { recordType, chunks, chunk: first.value, at: 0, order: lakeOrder(first.value.subjects[0]!) }
}

/** False when the stream has ended. */
async function advance(cursor: Cursor): Promise<boolean> {
  cursor.at++
  if (cursor.at === cursor.chunk.subjects.length) {
    const next = await cursor.chunks.next()
    if (next.done) return false
    cursor.chunk = next.value
    cursor.at = 0
  }
  cursor.order = lakeOrder(cursor.chunk.subjects[cursor.at]!)
  return true
}

/**
 * Merges the streams of the record types, which are all in the order of the lake, so that the rows of one key come
 * together. Holds one chunk of each stream, however large the lake is.
 */
export async function* streamSubjects(
  plans: Readonly<Partial<Record<KernelRecordType, ScanPlan>>>,
): AsyncGenerator<SubjectRows> {
  let cursors: Cursor[] = []
  for (const recordType of kernelRecordTypes) {
    const plan = plans[recordType]
    const cursor = plan && (await openCursor(recordType, plan))
    if (cursor) cursors.push(cursor)
  }
  while (cursors.length > 0) {
    const order = cursors.map((cursor) => cursor.order).sort()[0]!
    const spans: SubjectRows['spans'] = {}
    const ended = new Set<Cursor>()
    let rows = 0
    for (const cursor of cursors) {
      if (cursor.order !== order) continue
      const [from, to] = [cursor.chunk.offsets[cursor.at]!, cursor.chunk.offsets[cursor.at + 1]!]
      spans[cursor.recordType] = [{ columns: cursor.chunk.columns, from, to }]
      rows += to - from
      if (!(await advance(cursor))) ended.add(cursor)
    }
    if (ended.size > 0) cursors = cursors.filter((cursor) => !ended.has(cursor))
    yield { subject: order.slice(2), spans, rows }
  }
}
