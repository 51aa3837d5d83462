import type { Refusal, RefusalKind } from '../../foundation/refusal.ts'
import { type Language, type RefusalInWords, refusalInWords } from '../refusal-in-words.ts'

/** The one place that maps a refusal to a status (RFC 9110). */
const statusOfKind: Record<RefusalKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  busy: 503,
}

/** Refusals of the protocol itself, which HTTP has statuses of its own for. */
const statusOfCode: Readonly<Record<string, number>> = {
  'body-too-large': 413,
  'too-many-requests': 429,
  'sign-in-locked': 429,
  'internal-fault': 500,
  'body-not-json': 400,
  'input-invalid': 400,
}

/** RFC 9457 problem details, with what to do next beside what is wrong. */
export interface Problem extends RefusalInWords {
  type: string
  status: number
}

export function problemOf(refusal: Pick<Refusal, 'code' | 'entry' | 'where'>, language: Language): Problem {
  const status = statusOfCode[refusal.code] ?? statusOfKind[refusal.entry.kind]
  return { type: `/api-docs#${refusal.code}`, status, ...refusalInWords(refusal, language) }
}

/** The first language of the two that an Accept-Language header prefers (RFC 9110 §12.5.4); Chinese when it names neither. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag, ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters
        .map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1])
        .find((text) => text !== undefined)
      return { tag: tag ?? '', quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => /^(zh|en)\b/.test(tag) && quality > 0)
    .sort((left, right) => right.quality - left.quality)
  return wanted[0]?.tag.startsWith('en') ? 'en' : 'zh'
}
