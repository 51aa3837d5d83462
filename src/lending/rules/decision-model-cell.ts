import { complement, type Interval, intervalText, isEmpty, meetOf, parseIntervals } from './interval.ts'
import type { Cell } from './ruleset.ts'

type Plain = string | number | boolean

/** A cell of a JDM decision table (zen's unary tests) that is plain comparisons; undefined for anything else. */
export function readModelCell(text: string): Cell | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed === '-') return null
  if (trimmed === 'null') return { missing: true }
  if (trimmed === '!= null') return { missing: false }
  const alternatives = splitOutside(trimmed, /,|\bor\b/y)
  if (alternatives.length === 1) return readAlternative(alternatives[0]!)
  const items = alternatives.map(readAlternative)
  const plain = items.filter((item): item is Plain => isPlain(item))
  return plain.length === items.length ? plain : undefined
}

const isPlain = (item: Cell | undefined): item is Plain =>
  item !== null && item !== undefined && typeof item !== 'object'

function readAlternative(text: string): Cell | undefined {
  const trimmed = text.trim().replace(/^\$\s*(?=[<>=!])/, '')
  const literal = readLiteral(trimmed)
  if (literal !== undefined) return literal
  const list = /^(not\s+in|in)?\s*\[(.*)\]$/s.exec(trimmed)
  if (list && !list[2]!.includes('..')) return readList(list[2]!, list[1]?.startsWith('not') ?? false)
  const unequal = /^!=\s*(.+)$/s.exec(trimmed)
  if (unequal) {
    const value = readLiteral(unequal[1]!)
    return value === undefined ? undefined : { not: value }
  }
  const equal = /^==\s*(.+)$/s.exec(trimmed)
  if (equal) return readLiteral(equal[1]!)
  return readRange(trimmed)
}

function readList(text: string, negated: boolean): Cell | undefined {
  const items = splitOutside(text, /,/y).map(readLiteral)
  const plain = items.filter((item): item is Plain => item !== undefined)
  if (plain.length !== items.length) return undefined
  return negated ? { not: plain } : plain
}

/** `> 5`, `[1..5]`, `>= 5 and < 10`: one interval as our own text. */
function readRange(text: string): string | undefined {
  const parts = splitOutside(text.replace(/^in\s+/, ''), /\band\b/y).map((part) =>
    parseIntervals(part.trim()),
  )
  let interval: Interval | undefined = complement([])[0]
  for (const part of parts) {
    if (part?.length !== 1) return undefined
    interval = meetOf(interval!, part[0]!)
  }
  return isEmpty(interval!) ? undefined : intervalText(interval!)
}

/** A number, a quoted text, true or false. */
export function readLiteral(text: string): Plain | undefined {
  const trimmed = text.trim()
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
  if (/^-?\d[\d_]*(\.\d+)?$/.test(trimmed)) return Number(trimmed.replaceAll('_', ''))
  return /^"([^"\\]*)"$/.exec(trimmed)?.[1] ?? /^'([^'\\]*)'$/.exec(trimmed)?.[1]
}

/** Splits where the separator stands outside quotes and brackets. */
function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = []
  let [from, depth, quote] = [0, 0, '']
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (quote !== '') {
      if (character === quote) quote = ''
      continue
    }
    if (character === '"' || character === "'") quote = character
    if ('[('.includes(character)) depth++
    if ('])'.includes(character)) depth--
    separator.lastIndex = at
    const match = depth === 0 ? separator.exec(text) : null
    if (!match) continue
    parts.push(text.slice(from, at))
    at += match[0].length - 1
    from = at + 1
  }
  return [...parts, text.slice(from)]
}
