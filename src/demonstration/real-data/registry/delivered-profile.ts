import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { parseUscc, usccAlphabet } from '../../../information/enterprises/index.ts'
import { type ColumnMapping, type Region, resolveRegion } from '../../../trust/catalog/index.ts'
import { plainRows } from './plain-rows.ts'

/**
 * What a registry file is like as it was delivered: counted on the text itself, before anything is repaired, by a
 * reader that shares nothing with the pipeline but the column mapping. Codes and capital are counted over the rows
 * that have as many columns as the header.
 */
export interface DeliveredProfile {
  rows: number
  /** Rows with more or fewer columns than the header. */
  columnsWrong: number
  usccValid: number
  usccWrongLength: number
  usccIllegalCharacter: number
  usccWrongCheckDigit: number
  usccMissing: number
  noCapital: number
  /** Rows with U+FFFD: bytes were lost before the file was made. */
  garbled: number
  /** Valid codes by what their places 3 to 8 name; `cityLevel` is part of the unknown ones. */
  regions: { current: number; historic: number; unknown: number; cityLevel: number }
}

type Form = 'usccValid' | 'usccWrongLength' | 'usccIllegalCharacter' | 'usccWrongCheckDigit'

function formOf(code: string): Form {
  if (code.length !== 18) return 'usccWrongLength'
  // A code in lower case is read by the pipeline and still not written as the standard writes it.
  for (const character of code) if (!usccAlphabet.includes(character)) return 'usccIllegalCharacter'
  return 'uscc' in parseUscc(code) ? 'usccValid' : 'usccWrongCheckDigit'
}

export interface ProfileWish {
  path: string
  encoding: string
  delimiter: string
  mapOf: (header: readonly string[]) => ColumnMapping
}

export async function profileDelivered(wish: ProfileWish): Promise<DeliveredProfile> {
  const profile: DeliveredProfile = {
    rows: 0,
    columnsWrong: 0,
    usccValid: 0,
    usccWrongLength: 0,
    usccIllegalCharacter: 0,
    usccWrongCheckDigit: 0,
    usccMissing: 0,
    noCapital: 0,
    garbled: 0,
    regions: { current: 0, historic: 0, unknown: 0, cityLevel: 0 },
  }
  let count: ((cells: readonly string[] | undefined) => void) | undefined
  for await (const cells of plainRows(textOf(wish), wish.delimiter)) {
    if (count) count(cells)
    else if (cells) count = counterFor(profile, cells, wish.mapOf(cells))
  }
  return profile
}

async function* textOf({ path, encoding }: ProfileWish): AsyncGenerator<string> {
  const bytes = createReadStream(path, { highWaterMark: 1 << 18 })
  const plain = /\.gz$/i.test(path) ? bytes.pipe(createGunzip({ chunkSize: 1 << 18 })) : bytes
  const decoder = new TextDecoder(encoding)
  for await (const part of plain) yield decoder.decode(part as Buffer, { stream: true })
  yield decoder.decode()
}

function counterFor(profile: DeliveredProfile, header: readonly string[], mapping: ColumnMapping) {
  const columnOf = (field: string) => {
    const origin = mapping.origins[field]
    return origin && 'column' in origin ? origin.column : -1
  }
  const [uscc, capital] = [columnOf('uscc'), columnOf('registered_capital')]
  const empty = new Set(['', ...mapping.emptyWords])
  const saysNothing = (cell: string | undefined) => cell === undefined || empty.has(cell.trim())
  const known = new Map<string, Region>()
  const regionOf = (digits: string) => {
    const region = known.get(digits) ?? resolveRegion(digits)
    known.set(digits, region)
    return region
  }
  const countRegion = ({ status, level }: Region) => {
    profile.regions[status] += 1
    if (status === 'unknown' && level === 'city') profile.regions.cityLevel += 1
  }
  return (cells: readonly string[] | undefined) => {
    profile.rows += 1
    if (cells?.length !== header.length) {
      profile.columnsWrong += 1
      return
    }
    if (cells.some((cell) => cell.includes('\uFFFD'))) profile.garbled += 1
    if (saysNothing(cells[capital])) profile.noCapital += 1
    const code = cells[uscc]
    if (code === undefined || saysNothing(code)) profile.usccMissing += 1
    else {
      const form = formOf(code)
      profile[form] += 1
      if (form === 'usccValid') countRegion(regionOf(code.slice(2, 8)))
    }
  }
}
