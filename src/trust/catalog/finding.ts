import type { Finding } from './contract.ts'

export interface Words {
  zh: string
  en: string
}

/** Gathers what is wrong, so that a person sees all of it at once. */
export class Findings {
  readonly items: Finding[] = []

  add(at: string, rule: string, words: Words): void {
    this.items.push({ at, rule, zh: words.zh, en: words.en })
  }
}

/** The names that stand more than once. */
export function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, place) => names.indexOf(name) !== place))]
}
