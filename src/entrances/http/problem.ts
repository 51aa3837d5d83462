import type { RefusalEntry, RefusalKind } from '../../foundation/refusal.ts'
import { Refusal } from '../../foundation/refusal.ts'

/** The one place that maps a refusal to a status (RFC 9110). */
const statusOf: Record<RefusalKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  busy: 503,
}

export type Language = 'zh' | 'en'

/** RFC 9457 problem details, with what to do next beside what is wrong. */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  where: Readonly<Record<string, unknown>>
  todo: string
  /** Only for a fault of ours: what the operator finds in the log. */
  reference?: string
}

/** The first language of the two that an Accept-Language header names; Chinese when it names neither. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag, ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find((text) => text !== undefined)
      return { tag: tag ?? '', quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag }) => /^(zh|en)\b/.test(tag))
    .sort((left, right) => right.quality - left.quality)
  return wanted[0]?.tag.startsWith('en') ? 'en' : 'zh'
}

export function problemOf(refusal: Refusal, language: Language): Problem {
  return describe(refusal.code, refusal.entry, refusal.where, language)
}

export function describe(code: string, entry: RefusalEntry, where: Problem['where'], language: Language): Problem {
  const exceptions: Record<string, number> = { 'body-too-large': 413, 'too-many-requests': 429, 'internal-fault': 500, 'body-not-json': 400, 'input-invalid': 400 }
  return {
    type: `/docs/refusals#${code}`,
    title: entry[language],
    status: exceptions[code] ?? statusOf[entry.kind],
    code,
    detail: placeInWords(entry[language], where),
    where,
    todo: entry.todo[language],
  }
}

/** The sentence with the place in it: `… (file: a.csv, row: 12)`. */
function placeInWords(sentence: string, where: Problem['where']): string {
  const places = Object.entries(where).filter(([, value]) => value !== undefined && value !== null)
  if (places.length === 0) return sentence
  const words = places.map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
  return `${sentence} (${words.join(', ')})`
}
