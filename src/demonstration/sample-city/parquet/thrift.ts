import type { ByteSink } from './byte-sink.ts'

/** A field of a Thrift struct: its number, its kind and its value, in ascending numbers. */
export type ThriftField = readonly [number: number, value: ThriftValue]

export type ThriftValue =
  | { i32: number }
  | { i64: number }
  | { binary: string }
  | { bool: boolean }
  | { struct: readonly ThriftField[] }
  | { list: readonly ThriftValue[] }

const encoder = new TextEncoder()

/** Writes a struct in Thrift's compact protocol (thrift-compact-protocol.md), in which Parquet keeps what it says of itself. */
export function writeStruct(sink: ByteSink, fields: readonly ThriftField[]): void {
  let before = 0
  for (const [number, value] of fields) {
    const step = number - before
    const kind = kindOf(value)
    if (step > 0 && step <= 15) sink.byte((step << 4) | kind)
    else {
      sink.byte(kind)
      sink.varint(number * 2)
    }
    before = number
    if (!('bool' in value)) writeValue(sink, value)
  }
  sink.byte(0)
}

function kindOf(value: ThriftValue): number {
  if ('bool' in value) return value.bool ? 1 : 2
  if ('i32' in value) return 5
  if ('i64' in value) return 6
  if ('binary' in value) return 8
  return 'list' in value ? 9 : 12
}

function writeValue(sink: ByteSink, value: Exclude<ThriftValue, { bool: boolean }>): void {
  if ('i32' in value) sink.varint(zigzag(value.i32))
  else if ('i64' in value) sink.varint(zigzag(value.i64))
  else if ('struct' in value) writeStruct(sink, value.struct)
  else if ('binary' in value) {
    const bytes = encoder.encode(value.binary)
    sink.varint(bytes.length)
    sink.all(bytes)
  } else writeList(sink, value.list as readonly Exclude<ThriftValue, { bool: boolean }>[])
}

function writeList(sink: ByteSink, items: readonly Exclude<ThriftValue, { bool: boolean }>[]): void {
  const kind = items.length === 0 ? 12 : kindOf(items[0]!)
  if (items.length < 15) sink.byte((items.length << 4) | kind)
  else {
    sink.byte(0xf0 | kind)
    sink.varint(items.length)
  }
  for (const item of items) writeValue(sink, item)
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}
