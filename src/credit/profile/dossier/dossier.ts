import { type Instant, instant, shanghaiDay } from '../../../foundation/instant.ts'
import { lastCompleteMonth, type Month, monthOfIndex } from '../../../foundation/month.ts'
import { maskPersonalName } from '../../../information/enterprises/index.ts'
import { type RecordValue, valueOf, writeKey } from '../../../information/records/index.ts'
import {
  type Field,
  isPersonalIn,
  type RecordType,
  standardRecordType,
} from '../../../trust/catalog/index.ts'
import { gatheringNamed } from './gatherings.ts'
import type { Bodies } from './pack.ts'

/** A record as the page shows it: persons masked, whoever looks. */
export interface DossierRow {
  /** Names the record in listRecords and its history. */
  key: string
  batch: bigint
  knownAt: Instant
  version: number
  values: Readonly<Record<string, RecordValue>>
}

/** The sums of one month, by the codes of the fields that were grouped by. */
export interface MonthSum {
  month: Month
  by: string[]
  sums: number[]
  count: number
}

export interface Party {
  side: string
  names: (string | null)[]
  amount: number
  count: number
  /** Of all parties of the side, the unlisted too. */
  wholeAmount: number
  parties: number
}

/** All that a page needs to know of an enterprise as of a moment, as far as the reader may know it. */
export interface Dossier {
  at: Instant
  /** The last complete month, and the day, at the moment. */
  month: Month
  day: string
  /** Record types that may be read. */
  open: ReadonlySet<string>
  /** Those of them that could not be read: a file of the lake is damaged. */
  failed: ReadonlySet<string>
  rowsOf: (recordType: string) => readonly DossierRow[]
  totalOf: (gathering: string) => number
  monthsOf: (gathering: string) => readonly MonthSum[]
  partiesOf: (gathering: string) => readonly Party[]
}

/** Reads what was gathered; each list is decoded when it is first asked for. */
export function dossierOf(
  bodies: Bodies,
  at: Instant,
  { open, failed }: Pick<Dossier, 'open' | 'failed'>,
): Dossier {
  const decoded = new Map<string, unknown>()
  const once = <Result>(id: string, decode: (rows: unknown[][]) => Result[]): readonly Result[] => {
    let found = decoded.get(id) as Result[] | undefined
    if (found === undefined) {
      found = decode(bodies[id]?.rows ?? [])
      decoded.set(id, found)
    }
    return found
  }
  return {
    at,
    month: lastCompleteMonth(at),
    day: shanghaiDay(at),
    open,
    failed,
    rowsOf: (recordType) => once(recordType, (rows) => rows.map(rowReader(recordType))),
    totalOf: (gathering) => bodies[gathering]?.total ?? 0,
    monthsOf: (id) => once(id, (rows) => rows.map(monthReader(id))),
    partiesOf: (id) => once(id, (rows) => rows.map(partyReader(id))),
  }
}

function rowReader(id: string): (row: unknown[]) => DossierRow {
  const recordType = standardRecordType(id)
  const gathering = gatheringNamed(id)
  const columns = gathering.kind === 'rows' ? gathering.columns : []
  const fields = columns.map((column) => fieldOf(recordType, column))
  const key = recordType.key.map((column) => columns.indexOf(column)).filter((place) => place >= 0)
  return ([batch, known, version, ...cells]) => {
    const values: Record<string, RecordValue> = {}
    for (const [place, field] of fields.entries()) values[field.name] = valueOf(field, cells[place])
    for (const field of fields) {
      const value = values[field.name]
      if (typeof value === 'string' && isPerson(field, values, value))
        values[field.name] = maskPersonalName(value)
    }
    return {
      key: writeKey(key.map((place) => (cells[place] == null ? null : String(cells[place])))),
      batch: BigInt(batch as number),
      knownAt: instant(new Date(known as number)),
      version: version as number,
      values,
    }
  }
}

const organization = /公司|企业|厂|店|社|所|院|中心|合伙|集团|银行|局|基金|委员会|Ltd|Inc|Co\./

/** What may name a person names an enterprise where the record says so; of a holder from abroad or a pledgor, where the name does. */
function isPerson(field: Field, values: Readonly<Record<string, RecordValue>>, name: string): boolean {
  if (!isPersonalIn(field, values)) return false
  if (field.personalWhen && values[field.personalWhen.field] !== 'foreign') return true
  return [...name].length < 6 || name.includes('·') || !organization.test(name)
}

function monthReader(id: string): (row: unknown[]) => MonthSum {
  const gathering = gatheringNamed(id)
  if (gathering.kind !== 'months') throw new TypeError(`${id} is not by month`)
  const recordType = standardRecordType(gathering.recordType)
  const fields = gathering.by.map((column) => fieldOf(recordType, column))
  return ([month, ...cells]) => ({
    month: monthOfIndex(month as number),
    by: fields.map((field, place) => String(valueOf(field, cells[place]))),
    sums: cells.slice(fields.length, -1) as number[],
    count: cells.at(-1) as number,
  })
}

function partyReader(id: string): (row: unknown[]) => Party {
  const gathering = gatheringNamed(id)
  if (gathering.kind !== 'parties') throw new TypeError(`${id} is not of parties`)
  const side = fieldOf(standardRecordType(gathering.recordType), gathering.by)
  const names = gathering.party.length
  return ([code, ...cells]) => ({
    side: String(valueOf(side, code)),
    names: cells.slice(0, names) as (string | null)[],
    amount: cells[names] as number,
    count: cells[names + 1] as number,
    wholeAmount: cells[names + 2] as number,
    parties: cells[names + 3] as number,
  })
}

function fieldOf(recordType: RecordType, name: string): Field {
  const found = recordType.fields.find((field) => field.name === name)
  if (!found) throw new TypeError(`${recordType.id} has no field ${name}`)
  return found
}
