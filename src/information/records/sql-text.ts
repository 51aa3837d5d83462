import type { Instant } from '../../foundation/instant.ts'

/** A value as a literal of the engine. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`
}

/** A column by its name. */
export function name(field: string): string {
  return `"${field}"`
}

/** A moment as the lake holds it: without zone, in Coordinated Universal Time. */
export function timestamp(at: Instant): string {
  return `TIMESTAMP '${at.replace('Z', '')}'`
}
