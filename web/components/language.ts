import { useMemo, useSyncExternalStore } from 'react'
import type { Language } from './amount.ts'
import { filledIn, joined, type Say, type Texts, textAt } from './text-of.ts'

const remembered = 'sanxin.language'

/** A pair of texts as the contracts carry them. */
export interface Words {
  zh: string
  en: string
}

interface Speaking {
  language: Language
  texts: Record<Language, Texts>
  watchers: Set<() => void>
}

const speaking: Speaking = { language: 'zh-CN', texts: { 'zh-CN': {}, en: {} }, watchers: new Set() }

export function currentLanguage(): Language {
  return speaking.language
}

/** Chinese unless the person chose otherwise. The language is one of the two things that a browser keeps of ours. */
export function startLanguage(texts: Record<Language, Texts>): void {
  addTexts(texts)
  speaking.language = rememberedLanguage()
  document.documentElement.lang = speaking.language
}

/** What a page that is fetched later says. */
export function addTexts(texts: Record<Language, Texts>): void {
  for (const language of ['zh-CN', 'en'] as const) {
    speaking.texts[language] = joined(speaking.texts[language], texts[language])
  }
}

export function chooseLanguage(language: Language): void {
  speaking.language = language
  document.documentElement.lang = language
  for (const changed of speaking.watchers) changed()
  try {
    localStorage.setItem(remembered, language)
  } catch {
    // A browser that keeps nothing still shows the page in the chosen language.
  }
}

/** Texts in the present language; a page that uses them is drawn again when the language changes. */
export function useLanguage() {
  const language = useSyncExternalStore(watchLanguage, currentLanguage)
  return useMemo(
    () => ({
      t: sayIn(language),
      language,
      words: (pair: Words) => (language === 'en' ? pair.en : pair.zh),
    }),
    [language],
  )
}

/** What one language lacks is said in Chinese. */
function sayIn(language: Language): Say {
  return (key, values = {}) => {
    const text = textAt(speaking.texts[language], key) ?? textAt(speaking.texts['zh-CN'], key)
    return text === undefined ? key : filledIn(text, values)
  }
}

function watchLanguage(changed: () => void): () => void {
  speaking.watchers.add(changed)
  return () => speaking.watchers.delete(changed)
}

function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(remembered) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}
