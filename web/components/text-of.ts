import type { TextKey } from '../locales/text-keys.ts'

/** Texts as the locale files nest them. */
export interface Texts {
  readonly [name: string]: string | Texts
}

export type TextValues = Readonly<Record<string, string | number>>

/** Says a text in one language, its `{{places}}` filled in. */
export type Say = (key: TextKey, values?: TextValues) => string

/** A text by its dotted key; undefined when the texts do not have it. */
export function textAt(texts: Texts, key: string): string | undefined {
  let place: string | Texts | undefined = texts
  for (const name of key.split('.')) {
    if (typeof place !== 'object' || !Object.hasOwn(place, name)) return undefined
    place = place[name]
  }
  return typeof place === 'string' ? place : undefined
}

/** A place without a value stays as it is written, so that its absence is seen. */
export function filledIn(text: string, values: TextValues): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => String(values[name] ?? place))
}

/** What stands behind both texts: whole files at the first level, whose second levels are put together. */
export function joined(one: Texts, other: Texts): Texts {
  const result: Record<string, string | Texts> = { ...one }
  for (const [name, value] of Object.entries(other)) {
    const before = result[name]
    result[name] = typeof before === 'object' && typeof value === 'object' ? { ...before, ...value } : value
  }
  return result
}
