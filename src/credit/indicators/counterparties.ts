import assert from 'node:assert/strict'
import { monthOfDay } from './calendar-table.ts'
import { requireColumn } from './cells.ts'
import type { Span } from './firm-rows.ts'

/**
 * The counterparties of one enterprise in one direction: net amounts of valid invoices (red-letter ones net
 * against the rest) in the last 12 months and in the 12 before, in an open-addressing table on the 52-bit hash
 * of the name. The table is reused from enterprise to enterprise: a stamp says which entries are live.
 */
export interface Counterparties {
  /** Parties with a valid invoice in the last 12 months, in the 12 before, in both, in either. */
  recent: number
  prior: number
  both: number
  either: number
  /** Positive net amounts over the last 12 months, largest first: the order makes every sum reproducible. */
  amounts: Float64Array
  /** Their sum, and the part of it from parties without an invoice in the 12 months before. */
  total: number
  fresh: number
  /** Net amount over the last 12 months from invoices that name nobody; 0 if negative. */
  unknown: number
}

interface Table {
  keys: Float64Array
  stamps: Int32Array
  amounts: Float64Array
  /** Bit 1: an invoice in the last 12 months; bit 2: in the 12 before. */
  seen: Uint8Array
  /** Entries in use, by the order of arrival. */
  used: Int32Array
  size: number
  stamp: number
}

function createTable(capacity: number): Table {
  return {
    keys: new Float64Array(capacity),
    stamps: new Int32Array(capacity),
    amounts: new Float64Array(capacity),
    seen: new Uint8Array(capacity),
    used: new Int32Array(capacity),
    size: 0,
    stamp: 1,
  }
}

/** Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, §6.4) of the two halves of the key. */
function slotOf(key: number, capacity: number): number {
  const high = Math.floor(key / 4294967296)
  const mixed = Math.imul((key - high * 4294967296) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) & (capacity - 1)
}

function entryOf(table: Table, key: number): number {
  let slot = slotOf(key, table.keys.length)
  while (table.stamps[slot] === table.stamp) {
    if (table.keys[slot] === key) return slot
    slot = (slot + 1) & (table.keys.length - 1)
  }
  table.stamps[slot] = table.stamp
  table.keys[slot] = key
  table.amounts[slot] = 0
  table.seen[slot] = 0
  table.used[table.size++] = slot
  return slot
}

function grow(old: Table): Table {
  const table = createTable(old.keys.length * 2)
  for (let index = 0; index < old.size; index++) {
    const from = old.used[index]!
    const slot = entryOf(table, old.keys[from]!)
    table.amounts[slot] = old.amounts[from]!
    table.seen[slot] = old.seen[from]!
  }
  return table
}

const validStatus = 0

export interface CounterpartyCounter {
  reset(): void
  add(span: Span, asOfMonth: number): void
  settle(): Counterparties
}

/** `direction` is the index of the code: 0 sales, 1 purchases. */
export function createCounterpartyCounter(direction: number): CounterpartyCounter {
  let table = createTable(1024)
  let unknown = 0
  let sorted = new Float64Array(1024)

  function add(span: Span, asOfMonth: number): void {
    const directions = requireColumn(span, 'direction')
    const statuses = requireColumn(span, 'status')
    const days = requireColumn(span, 'issued_on')
    const amounts = requireColumn(span, 'amount')
    const parties = requireColumn(span, 'counterparty')
    for (let row = span.from; row < span.to; row++) {
      if (directions[row] !== direction || statuses[row] !== validStatus) continue
      const age = asOfMonth - (monthOfDay[days[row]!] ?? 0)
      if (age < 0 || age >= 24) continue
      const party = parties[row]!
      const amount = age < 12 && !Number.isNaN(amounts[row]!) ? amounts[row]! : 0
      if (Number.isNaN(party)) {
        unknown += amount
        continue
      }
      if (table.size * 2 >= table.keys.length) table = grow(table)
      const entry = entryOf(table, party)
      table.amounts[entry]! += amount
      table.seen[entry]! |= age < 12 ? 1 : 2
    }
  }

  function settle(): Counterparties {
    if (sorted.length < table.size) sorted = new Float64Array(table.keys.length)
    const result = {
      recent: 0,
      prior: 0,
      both: 0,
      either: table.size,
      total: 0,
      fresh: 0,
      unknown: Math.max(0, unknown),
    }
    let positive = 0
    for (let index = 0; index < table.size; index++) {
      const entry = table.used[index]!
      const seen = table.seen[entry]!
      if (seen & 1) result.recent++
      if (seen & 2) result.prior++
      if (seen === 3) result.both++
      const amount = table.amounts[entry]!
      if (amount <= 0) continue
      sorted[positive++] = -amount
      result.total += amount
      if (!(seen & 2)) result.fresh += amount
    }
    assert(
      result.total + result.unknown <= Number.MAX_SAFE_INTEGER,
      'counterparties: a sum of 2^53 fen or more',
    )
    const amounts = sorted.subarray(0, positive).sort()
    for (let index = 0; index < positive; index++) amounts[index] = -amounts[index]!
    return { ...result, amounts }
  }

  return {
    reset: () => {
      table.size = 0
      table.stamp++
      unknown = 0
    },
    add,
    settle,
  }
}
