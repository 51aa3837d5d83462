import type { Change } from '../../src/trust/catalog/contract.ts'

type Part = Record<string, unknown>

/**
 * What comes or goes as a whole, part by part: a new record type is one change a field, not one text of all of them.
 * The parts of a field stay together, because a person judges the field.
 */
export function readableChanges(changes: readonly Change[]): Change[] {
  return changes.flatMap((change) => {
    if (change.change === 'changed') return [change]
    const parts = partsOf(change.before ?? change.after ?? '')
    if (!parts) return [change]
    return parts.map(({ name, text }) => ({
      ...change,
      at: `${change.at}.${name}`,
      before: change.before === null ? null : text,
      after: change.after === null ? null : text,
    }))
  })
}

/** The members of a list whose members have names; undefined for what is better read whole. */
function partsOf(text: string): { name: string; text: string }[] | undefined {
  const value = parsed(text)
  if (!Array.isArray(value) || value.length === 0) return undefined
  const parts = value.map((part: unknown) => {
    const { name, code, id } = isPart(part) ? part : {}
    return { name: name ?? code ?? id, text: JSON.stringify(part) }
  })
  return parts.every((part): part is { name: string; text: string } => typeof part.name === 'string')
    ? parts
    : undefined
}

/** A value as a person reads it: its members side by side, lists with commas, no brackets and no quotes. */
export function plainText(text: string): string {
  const value = parsed(text)
  return value === undefined ? text : sayValue(value)
}

function sayValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(sayValue).join(value.some(isPart) ? '; ' : ', ')
  if (!isPart(value)) return String(value)
  const { name, code, id, zh, en, ...rest } = value
  const title = [zh, en].filter(Boolean).map(String).join(' / ')
  const others = Object.entries(rest).flatMap(([key, inner]) => {
    const said = sayValue(inner)
    return said === '' ? [] : [`${key} ${said}`]
  })
  const head = name ?? code ?? id
  return [...(head === undefined ? [] : [String(head)]), ...(title ? [title] : []), ...others].join(' · ')
}

function parsed(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null
}
