/** The end of a day in Asia/Shanghai: what is asked for a day is what was known when it ended. */
export function endOfDay(day: string): string {
  return `${day}T23:59:59.999+08:00`
}

const shanghaiOffsetMs = 8 * 3_600_000

export function todayInShanghai(now: number): string {
  return new Date(now + shanghaiOffsetMs).toISOString().slice(0, 10)
}

/** The moment to read as of; undefined for now. A day that has not ended is read as now. */
export function momentOf(day: string, now: number): string | undefined {
  return day === '' || day >= todayInShanghai(now) ? undefined : endOfDay(day)
}

export interface Keyed {
  key: string
  version: number
  provenance: { source: string; knownAt: string }
}

/** How what is known now differs from what was known then, in records: those not known yet, and those told otherwise since. */
export function differenceSince(then: readonly Keyed[], now: readonly Keyed[]) {
  const before = new Map(then.map((record) => [record.key, record]))
  const after = new Map(now.map((record) => [record.key, record]))
  const changed = then.filter(({ key, version, provenance }) => {
    const later = after.get(key)
    return (
      later !== undefined &&
      (later.version !== version ||
        later.provenance.source !== provenance.source ||
        later.provenance.knownAt !== provenance.knownAt)
    )
  })
  return {
    unknown: now.filter(({ key }) => !before.has(key)).map(({ key }) => key),
    changed: changed.map(({ key }) => key),
    withdrawn: then.filter(({ key }) => !after.has(key)).map(({ key }) => key),
  }
}
