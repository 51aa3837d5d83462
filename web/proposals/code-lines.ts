import type { Code } from '../../src/trust/catalog/contract.ts'

/** A list of codes as lines that a person types or pastes: `industrial, 工业, Industrial, 工业用水|工业用`. */
export function codeLines(codes: readonly Code[]): string {
  return codes
    .map(({ code, zh, en, synonyms }) =>
      [code, zh, en, ...(synonyms.length > 0 ? [synonyms.join('|')] : [])].join(', '),
    )
    .join('\n')
}

/** Full-width commas and tabs part as well: the lines often come out of a Chinese document or a sheet. */
export function codesOf(lines: string): Code[] {
  return lines
    .split('\n')
    .map((line) => line.split(/[,，\t]/).map((part) => part.trim()))
    .filter(([code]) => code)
    .map(([code = '', zh = '', en = '', synonyms = '']) => ({
      code,
      zh: zh || code,
      en: en || zh || code,
      synonyms: synonyms
        .split(/[|｜、]/)
        .map((part) => part.trim())
        .filter(Boolean),
    }))
}
