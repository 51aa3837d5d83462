import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
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
  void i18next.use(initReactI18next).init({
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

export function useLanguage() {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN'
  return { t, language, words: (pair: Words) => (language === 'en' ? pair.en : pair.zh) }
}

function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(remembered) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}
