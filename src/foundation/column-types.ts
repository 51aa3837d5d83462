import pg from 'pg'
import { type Instant, instant } from './instant.ts'

/** PostgreSQL's own numbers of types (pg_type.dat). */
const typeNumbers = { int8: 20, date: 1082, timestamptz: 1184, int8Array: 1016 }

/**
 * How columns are read: int8 as bigint (money, counts), numeric as its text, date as `YYYY-MM-DD`, timestamptz as
 * an Instant in milliseconds; the rest as `pg` does it (jsonb parsed, bytea as Buffer). For our pools alone: the
 * job queue, on connections of its own, expects the driver's defaults.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((type: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (type === typeNumbers.int8) return BigInt
      if (type === typeNumbers.date) return (text: string) => text
      if (type === typeNumbers.timestamptz) return parseInstant
      if (type === typeNumbers.int8Array)
        return (text: string) => text.slice(1, -1).split(',').filter(Boolean).map(BigInt)
    }
    return pg.types.getTypeParser(type, format)
  }) as pg.CustomTypesConfig['getTypeParser'],
}

/** `2026-11-21 00:00:00.123456+00`, or with any other offset of the session: `+08`, `+05:30`. Cut to milliseconds. */
export function parseInstant(text: string): Instant {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?([+-]\d\d)(?::?(\d\d))?$/.exec(text)
  if (!match) throw new TypeError(`not an instant of this calendar: ${text}`)
  const [, day, time, fraction = '', hours, minutes = '00'] = match
  return instant(`${day}T${time}${fraction.slice(0, 4)}${hours}:${minutes}`)
}
