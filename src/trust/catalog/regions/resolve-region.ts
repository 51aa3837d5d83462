import { provinceNames } from './province-names.ts'
import { type RegionEntry, regionTable } from './region-table.ts'

/** What a code of an administrative division means, on a day or now. */
export interface Region {
  code: string
  /** The narrowest name that is known; the English one is that of its province. */
  name: { zh: string; en: string | null }
  /** Province, city and county, as far as they are known. */
  path: string[]
  /** Where an enterprise with this code is registered: a code that ends in 00 or 01 belongs to the office of the level above. */
  level: 'nation' | 'province' | 'city' | 'county' | null
  /** In force on the day; in force at another time; or a code that no edition has, such as that of a development zone. */
  status: 'current' | 'historic' | 'unknown'
  /** The years from `since` up to, and without, `until` in which the code had this name. */
  since: number | null
  until: number | null
  /** The codes in force that took over the area, all changes in between followed; empty for one that is in force. */
  successors: { code: string; name: string }[]
}

/**
 * Resolves a code, by the edition in force on a day or by all of them: the present name first, else the last.
 * A code that no edition has keeps the province and the city that its first digits name.
 */
export function resolveRegion(code: string, onDay?: string): Region {
  const entries = regionTable().get(code) ?? []
  const year = onDay === undefined ? undefined : Number(onDay.slice(0, 4))
  const inForce = entries.find((entry) => isInForce(entry, year))
  const entry = inForce ?? nearest(entries, year)
  if (!entry) return unknownRegion(code, year)
  const path = [...upperNames(entry.code, entry.until === undefined ? year : entry.since), entry.name]
  return {
    code,
    name: { zh: entry.name, en: provinceNames[code.slice(0, 2)] ?? null },
    path,
    level: levelOf(code),
    status: inForce ? 'current' : 'historic',
    since: entry.since,
    until: entry.until ?? null,
    successors: inForce ? [] : successorsOf(entry),
  }
}

/** The path in both languages: divisions below the province have no English name of their own. Null: no path is known. */
export function regionPathWords(region: Region): { zh: string; en: string } | null {
  const [province, ...below] = region.path
  if (province === undefined) return null
  return {
    zh: region.path.join(''),
    en: [region.name.en ?? province, below.join('')].filter(Boolean).join(', '),
  }
}

function isInForce(entry: RegionEntry, year: number | undefined): boolean {
  if (year === undefined) return entry.until === undefined
  return entry.since <= year && (entry.until === undefined || year < entry.until)
}

/** Of the entries that are not in force: the last that began by then, or the first. */
function nearest(entries: readonly RegionEntry[], year: number | undefined): RegionEntry | undefined {
  const begun = year === undefined ? entries : entries.filter((entry) => entry.since <= year)
  return begun.at(-1) ?? entries[0]
}

function levelOf(code: string): Region['level'] {
  if (code === '000000' || code === '100000') return 'nation'
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'city' : 'county'
}

/** Names of the province and the city above a code, as they were in a year or are now. */
function upperNames(code: string, year: number | undefined): string[] {
  const above = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`]
  return [...new Set(above)]
    .filter((upper) => upper !== code)
    .flatMap((upper) => {
      const entries = regionTable().get(upper) ?? []
      const entry =
        entries.find((candidate) => isInForce(candidate, year)) ??
        (upper.endsWith('0000') ? entries.at(-1) : undefined)
      return entry ? [entry.name] : []
    })
}

function unknownRegion(code: string, year: number | undefined): Region {
  const path = /^\d{6}$/.test(code) ? upperNames(code, year) : []
  // A city that is no more still says where the code belongs.
  if (path.length === 1 && !/^\d{2}(00|90)/.test(code)) {
    const city = regionTable()
      .get(`${code.slice(0, 4)}00`)
      ?.at(-1)
    if (city) path.push(city.name)
  }
  const national = code === '000000' || code === '100000'
  const upper = code.endsWith('00') || code.endsWith('01')
  const level = national
    ? 'nation'
    : !upper || path.length === 0
      ? null
      : path.length > 1
        ? 'city'
        : 'province'
  return {
    code,
    name: { zh: path.at(-1) ?? (national ? '国家' : code), en: provinceNames[code.slice(0, 2)] ?? null },
    path,
    level,
    status: 'unknown',
    since: null,
    until: null,
    successors: [],
  }
}

/** Follows every change after the end of an entry to what is in force; a code that comes back is taken once. */
function successorsOf(ended: RegionEntry): Region['successors'] {
  const found = new Map<string, string>()
  const seen = new Set<RegionEntry>()
  const queue = [ended]
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
    if (seen.has(entry)) continue
    seen.add(entry)
    for (const code of entry.successors) {
      const next = (regionTable().get(code) ?? []).find((candidate) => isInForce(candidate, entry!.until))
      if (next?.until === undefined && next) found.set(next.code, next.name)
      else if (next) queue.push(next)
    }
  }
  return [...found].map(([code, name]) => ({ code, name }))
}
