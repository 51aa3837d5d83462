import type { Language } from './amount.ts'

/** Marks differ between the languages (GB/T 15834-2011): what the pages put together themselves goes through here. */
export function listed(items: readonly string[], language: Language): string {
  return items.join(language === 'en' ? ', ' : '、')
}

export function clauses(parts: readonly string[], language: Language): string {
  return parts.join(language === 'en' ? ', ' : '，')
}

export function bracketed(text: string, language: Language): string {
  return language === 'en' ? ` (${text})` : `（${text}）`
}
