import type { IdentitySuggestion, SuggestionReason } from '../../src/information/enterprises/contract.ts'

/** The rows in which the two sides stand beside each other. */
export const comparedRows = [
  'name',
  'former-names',
  'identifiers',
  'legal-representative',
  'registered-capital',
  'established-on',
  'region',
  'address',
  'source',
] as const
export type ComparedRow = (typeof comparedRows)[number]

export interface Agreement {
  level: string
  weight: number | null
  /** Whether it speaks for one enterprise, against it, or says nothing. */
  speaks: 'for' | 'against' | 'nothing'
}

/** How a field agrees, when it was compared at all. */
export function agreementOf(suggestion: IdentitySuggestion, row: ComparedRow): Agreement | undefined {
  const reason = suggestion.reasons.find(({ field }) => field === row)
  return reason ? { ...reason, speaks: speaks(reason) } : undefined
}

/** What is not about one of the rows: a rule that matched, how rare the values are, the words of a person. */
export function otherReasons(suggestion: IdentitySuggestion): SuggestionReason[] {
  const rows: readonly string[] = comparedRows
  return suggestion.reasons.filter(({ field }) => !rows.includes(field))
}

function speaks({ level, weight }: SuggestionReason): Agreement['speaks'] {
  if (level === 'missing' || weight === null || weight === 0) return 'nothing'
  return weight > 0 ? 'for' : 'against'
}

/** `+3.4`, `−1.2`: with the sign that a reader of Chinese or English expects. */
export function weightText(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(1)}`
}
