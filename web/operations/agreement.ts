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

/** A text in three parts, of which only the middle differs from the other text. */
export interface MarkedText {
  before: string
  differs: string
  after: string
}

/** What two texts have in common at their ends stands plain; what lies between is what a reviewer looks at. */
export function markDifference(text: string, other: string): MarkedText {
  const [own, others] = [[...text], [...other]]
  if (text === other || others.length === 0) return { before: text, differs: '', after: '' }
  const most = Math.min(own.length, others.length)
  let start = 0
  while (start < most && own[start] === others[start]) start++
  let end = 0
  while (end < most - start && own.at(-1 - end) === others.at(-1 - end)) end++
  const cut = own.length - end
  return {
    before: own.slice(0, start).join(''),
    differs: own.slice(start, cut).join(''),
    after: own.slice(cut).join(''),
  }
}
