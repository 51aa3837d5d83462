import type { Page } from 'playwright-core'
import { apiTexts } from '../../web/locales/api-texts.ts'
import { workTexts } from '../../web/locales/work-texts.ts'

/** What is no word of either language: names, codes, units, file formats. */
const names =
  /\b(React Flow|Inter|Sanxin|PostgreSQL|Excel|JSON|CSV|API|SHA-256|OpenAPI|curl|Ctrl|Authorization|Bearer|YYYY|MM|DD)\b/g

/**
 * Texts on the page that are not in its language, with the place of each. What an English page says in Chinese is found
 * by our own texts: names and data stay as they are. Latin words in a Chinese page must be codes or names.
 */
export async function foreignTexts(page: Page, language: 'zh-CN' | 'en'): Promise<string[]> {
  const texts = await page.evaluate(seenTexts, language)
  return texts.filter(({ text }) => isForeign(text, language)).map(({ text, place }) => `${place}: ${text}`)
}

export function isForeign(text: string, language: 'zh-CN' | 'en'): boolean {
  if (language === 'en') return ours.some((pattern) => pattern.test(text))
  if (/\p{Script=Han}/u.test(text)) return false
  const rest = text.replaceAll(names, ' ')
  const words = rest.split(/[\s,;:()·]+/).filter((word) => /[a-z]{3,}/.test(word) && !isIdentifier(word))
  return words.length > 0
}

function chineseTexts(texts: object): string[] {
  return Object.values(texts).flatMap((value) => (typeof value === 'string' ? [value] : chineseTexts(value)))
}

/** Every text of ours in Chinese, whatever stands in its places. */
const ours = [workTexts['zh-CN'], apiTexts['zh-CN']]
  .flatMap(chineseTexts)
  .filter((text) => /\p{Script=Han}/u.test(text))
  .map(
    (text) =>
      new RegExp(
        `^${text
          .split(/\{\{\w+\}\}/)
          .map(literally)
          .join('.+')}$`,
        'u',
      ),
  )

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

/** `tax-payment`, `officer.yongcheng`, `paidFen`, `/v1/decisions`, `3f2a…`. */
function isIdentifier(word: string): boolean {
  return /[-._@\d/{}[\]<>=…]/.test(word.slice(0, -1)) || /[a-z][A-Z]/.test(word)
}

/** Runs in the browser: every text that is seen, its own language markings and what is code left out. */
function seenTexts(language: string): { text: string; place: string }[] {
  const found: { text: string; place: string }[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  // The seal and the monogram of a firm are drawings.
  const left =
    'code, pre, kbd, samp, script, style, textarea, .mono-code, .anticon, .seal, .monogram, .react-flow__attribution, [translate="no"]'
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue?.trim() ?? ''
    const element = node.parentElement
    if (text === '' || !element || element.closest(left)) continue
    if (element.closest('[lang]')?.getAttribute('lang') !== language) continue
    if (!element.checkVisibility()) continue
    const names = [...element.classList].map((name) => `.${name}`).join('')
    found.push({ text, place: `${element.tagName.toLowerCase()}${names}` })
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
    if (element.closest(left) || element.closest('[lang]')?.getAttribute('lang') !== language) continue
    for (const name of ['aria-label', 'placeholder', 'title']) {
      const text = element.getAttribute(name)?.trim()
      // A name within a sentence cannot be marked in an attribute.
      if (text && !(language === 'en' && /[a-z]/.test(text)))
        found.push({ text, place: `${element.tagName.toLowerCase()}[${name}]` })
    }
  }
  return found
}
