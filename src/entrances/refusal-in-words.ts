import type { Place, RefusalEntry } from '../foundation/refusal.ts'

export type Language = 'zh' | 'en'

/** A refusal as people and programs read it, the same at the terminal, in the API and in the browser. */
export interface RefusalInWords {
  code: string
  title: string
  /** The sentence with the place in it: `… (file: a.csv, row: 12)`. */
  detail: string
  where: Place
  todo: string
}

export function refusalInWords(
  refusal: { code: string; entry: RefusalEntry; where: Place },
  language: Language,
): RefusalInWords {
  const { code, entry, where } = refusal
  return {
    code,
    title: entry[language],
    detail: withPlace(entry[language], where),
    where,
    todo: entry.todo[language],
  }
}

function withPlace(sentence: string, where: Place): string {
  const places = Object.entries(where).filter(([, value]) => value !== undefined && value !== null)
  if (places.length === 0) return sentence
  const inWords = ([name, value]: [string, unknown]) =>
    `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`
  return `${sentence} (${places.map(inWords).join(', ')})`
}
