/** A name as a source said it: since a day, or without a day; or as no longer borne. */
export interface SaidName {
  name: string
  validFrom: string | null
  former: boolean
}

/** A name with the days on which it was borne: from the first included, to the last excluded. */
export interface DatedName {
  name: string
  validFrom: string | null
  validTo: string | null
  current: boolean
}

/**
 * The names of an enterprise over time, the present one first. Each version of a registration says a name since a
 * day: a name holds until a later version says another, and may come back. A name without a day is the present one
 * when the registration says so or nothing else is known, and otherwise a former one whose days are unknown.
 */
export function nameHistory(said: readonly SaidName[], present: string | null): DatedName[] {
  const dated = said
    .filter((entry) => entry.validFrom !== null && !entry.former)
    .sort((one, other) => compare(one.validFrom!, other.validFrom!) || compare(one.name, other.name))
  const periods: DatedName[] = []
  for (const { name, validFrom } of dated) {
    const last = periods.at(-1)
    if (last?.name === name) continue
    if (last) last.validTo = validFrom
    periods.push({ name, validFrom, validTo: null, current: false })
  }
  const undated = said.filter((entry) => entry.validFrom === null || entry.former)
  const borne = new Set(periods.map((period) => period.name))
  for (const { name } of [...undated].sort((one, other) => compare(one.name, other.name))) {
    if (borne.has(name)) continue
    borne.add(name)
    periods.unshift({ name, validFrom: null, validTo: null, current: false })
  }
  const now = present ?? dated.at(-1)?.name ?? undated.find((entry) => !entry.former)?.name
  const current = periods.findLast((period) => period.name === now)
  if (current) current.current = true
  return periods
    .reverse()
    .sort((one, other) => Number(other.current) - Number(one.current))
    .filter((period) => period.current || period.validFrom === null || period.validFrom !== period.validTo)
}

/** Whether the name was borne on the day; a name whose days are unknown may have been. */
export function borneOn(period: DatedName, day: string): boolean {
  if (period.validFrom === null && !period.current) return true
  return (
    (period.validFrom === null || period.validFrom <= day) &&
    (period.validTo === null || day < period.validTo)
  )
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
