/**
 * What the linter found. An error cannot be evaluated; a defect could be, but is surely not meant, and is not
 * published; a notice is worth a look.
 */
export interface Problem {
  severity: 'error' | 'defect' | 'notice'
  /** The rule, or the table with row (from 1) and column. */
  place: Readonly<Record<string, unknown>>
  zh: string
  en: string
}

export function problem(
  severity: Problem['severity'],
  place: Problem['place'],
  en: string,
  zh: string,
): Problem {
  return { severity, place, zh, en }
}
