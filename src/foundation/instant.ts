/** An instant in Coordinated Universal Time, ISO 8601 with milliseconds: `2026-11-21T00:00:00.000Z`. Sorts as text. */
export type Instant = string & { readonly instant: unique symbol }

const withZone = /^\d{4}-\d\d-(\d\d)T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/**
 * Text must carry its zone: without one it would mean another moment on another machine. A day that its month does
 * not have is no instant either (JavaScript would take 30 February for 2 March).
 */
export function instant(text: string | Date): Instant {
  const moment = new Date(text)
  const day = typeof text === 'string' ? withZone.exec(text)?.[1] : undefined
  const isReal = typeof text !== 'string' || (day !== undefined && hasDay(text.slice(0, 7), Number(day)))
  if (!isReal || Number.isNaN(moment.getTime())) throw new TypeError(`not an instant: ${String(text)}`)
  return moment.toISOString() as Instant
}

function hasDay(month: string, day: number): boolean {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return day <= new Date(Date.UTC(year, number, 0)).getUTCDate()
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
