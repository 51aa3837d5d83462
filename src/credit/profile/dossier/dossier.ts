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
  const form = formOf(id)
  return (row) => new GatheredRow(form, row)
}

interface RowForm {
  fields: readonly Field[]
  personal: readonly Field[]
  /** Places of the key fields among the cells. */
  key: readonly number[]
}
const forms = new Map<string, RowForm>()

function formOf(id: string): RowForm {
  const known = forms.get(id)
  if (known) return known
  const recordType = standardRecordType(id)
  const gathering = gatheringNamed(id)
  const columns = gathering.kind === 'rows' ? gathering.columns : []
  const fields = columns.map((column) => fieldOf(recordType, column))
  const form = {
    fields,
    personal: fields.filter(({ personal }) => personal === true),
    key: recordType.key.map((column) => columns.indexOf(column)).filter((place) => place >= 0),
  }
  forms.set(id, form)
  return form
}

/** Cells that precede the fields: batch, known time and version. */
const headCells = 3

/** A page looks at the values of most of its rows and at the keys of few: keys are written when they are asked for. */
class GatheredRow implements DossierRow {
  readonly values: Readonly<Record<string, RecordValue>>
  readonly #form: RowForm
  readonly #row: unknown[]

  constructor(form: RowForm, row: unknown[]) {
    this.#form = form
    this.#row = row
    const values: Record<string, RecordValue> = {}
    for (const [place, field] of form.fields.entries())
      values[field.name] = valueOf(field, row[headCells + place])
    for (const field of form.personal) {
      const value = values[field.name]
      if (typeof value === 'string' && isPerson(field, values, value))
        values[field.name] = maskPersonalName(value)
    }
    this.values = values
  }

  get key(): string {
    const cells = this.#form.key.map((place) => this.#row[headCells + place])
    return writeKey(cells.map((cell) => (cell == null ? null : String(cell))))
  }
  get batch(): bigint {
    return BigInt(this.#row[0] as number)
  }
  get knownAt(): Instant {
    return instant(new Date(this.#row[1] as number))
  }
  get version(): number {
    return this.#row[2] as number
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
