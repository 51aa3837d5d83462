/** An instant in Coordinated Universal Time, ISO 8601 with milliseconds: `2026-11-21T00:00:00.000Z`. Sorts as text. */
export type Instant = string & { readonly instant: unique symbol }

export function instant(text: string | Date): Instant {
  const moment = new Date(text)
  if (Number.isNaN(moment.getTime())) throw new TypeError(`not an instant: ${String(text)}`)
  return moment.toISOString() as Instant
}

const shanghaiOffsetMs = 8 * 3_600_000

/** The calendar day in Asia/Shanghai (UTC+8, no daylight saving since 1991), `YYYY-MM-DD`. */
export function shanghaiDay(at: Instant): string {
  return new Date(Date.parse(at) + shanghaiOffsetMs).toISOString().slice(0, 10)
}

/** The instant with the offset that people in China read: `2026-11-21T08:00:00.000+08:00`. */
export function inShanghai(at: Instant): string {
  return `${new Date(Date.parse(at) + shanghaiOffsetMs).toISOString().slice(0, 23)}+08:00`
}
