import { amountText, type Language } from './amount.ts'

const linesMax = 6

/** The place of a fault, a line each: scalars together, then what a list holds; fen are read as amounts. */
export function placeLines(where: Readonly<Record<string, unknown>>, language: Language): string[] {
  const entries = Object.entries(where).filter(([name, value]) => name !== 'reference' && value != null)
  const scalars = entries.flatMap(([name, value]) => {
    const text = scalarText(name, value, language)
    return text === undefined ? [] : [`${name} ${text}`]
  })
  const listed = entries.flatMap(([name, value]) => {
    if (!Array.isArray(value)) return []
    if (value.every((item) => typeof item !== 'object')) return [`${name} ${value.join(', ')}`]
    return value.slice(0, linesMax).map((item) => itemLine(item, language))
  })
  return [...(scalars.length > 0 ? [scalars.join(' · ')] : []), ...listed]
}

function itemLine(item: unknown, language: Language): string {
  if (typeof item !== 'object' || item === null) return String(item)
  return Object.entries(item)
    .flatMap(([name, value]) => scalarText(name, value, language) ?? [])
    .join(' · ')
}

function scalarText(name: string, value: unknown, language: Language): string | undefined {
  if (typeof value === 'string' && name.endsWith('Fen') && /^-?\d+$/.test(value)) {
    return amountText(value, language)
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined
}
