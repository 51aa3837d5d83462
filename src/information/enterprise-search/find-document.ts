import type { Reader } from './reader.ts'
import { uuidBytes } from './segment.ts'

/** Places of documents by identifier, made when the first of them changes. */
const tables = new WeakMap<Reader, Int32Array>()

/** The document of an enterprise in a segment, or −1. */
export function findDocument(reader: Reader, enterprise: string): number {
  const table = tables.get(reader) ?? makeTable(reader)
  const id = uuidBytes(enterprise)
  const mask = table.length - 1
  for (let at = hashAt(id, 0) & mask; table[at] !== -1; at = (at + 1) & mask)
    if (isSame(reader.segment.ids, table[at]!, id)) return table[at]!
  return -1
}

function makeTable(reader: Reader): Int32Array {
  const { ids } = reader.segment
  const size = ids.length / 16
  const mask = 2 ** Math.ceil(Math.log2(size * 2 + 2)) - 1
  const table = new Int32Array(mask + 1).fill(-1)
  for (let document = 0; document < size; document++) {
    let at = hashAt(ids, document * 16) & mask
    while (table[at] !== -1) at = (at + 1) & mask
    table[at] = document
  }
  tables.set(reader, table)
  return table
}

function hashAt(ids: Uint8Array, from: number): number {
  let hash = 2166136261
  for (let at = from; at < from + 16; at++) hash = Math.imul(hash ^ ids[at]!, 16777619)
  return (hash ^ (hash >>> 15)) >>> 0
}

function isSame(ids: Uint8Array, document: number, id: Uint8Array): boolean {
  for (let at = 0; at < 16; at++) if (ids[document * 16 + at] !== id[at]) return false
  return true
}
