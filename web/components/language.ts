import i18next from 'i18next'
import { useMemo, useSyncExternalStore } from 'react'
import type { AllTexts } from '../locales/text-keys.ts'
import type { Language } from './amount.ts'

const remembered = 'sanxin.language'

/** A pair of texts as the contracts carry them. */
export interface Words {
  zh: string
  en: string
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN'
}

/** Chinese unless the person chose otherwise. The language is all that a browser keeps of ours. */
export function startLanguage(texts: Record<Language, Partial<AllTexts>>): void {
  void i18next.init({
    lng: rememberedLanguage(),
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: texts['zh-CN'] }, en: { translation: texts.en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = currentLanguage()
}

export function chooseLanguage(language: Language): void {
  void i18next.changeLanguage(language)
  document.documentElement.lang = language
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
      t: i18next.getFixedT(language),
      language,
      words: (pair: Words) => (language === 'en' ? pair.en : pair.zh),
    }),
    [language],
  )
}

function watchLanguage(changed: () => void): () => void {
  i18next.on('languageChanged', changed)
  return () => i18next.off('languageChanged', changed)
}

function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(remembered) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}
