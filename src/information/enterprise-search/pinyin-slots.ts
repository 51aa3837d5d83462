import { type Slot, slotsMax } from './pattern.ts'
import type { Reader } from './reader.ts'
import { isLetter } from './reading.ts'

/**
 * The ways in which typed letters may stand for characters: as syllables, the last perhaps unfinished (nanningsh), as
 * initials (nnsljx), or as both (nanningsljx); what is not a letter stands for itself (广西jg).
 */
export function slotsOfLetters(reader: Reader, plain: string): Slot[][] {
  const ways = new Map<string, Slot[]>()
  for (const parse of [asInitials, asSyllables, asBoth]) {
    const tokens = parse(reader, plain)
    if (!tokens || tokens.length === 0 || tokens.length > slotsMax) continue
    const slots = tokens.map((token) => slotOf(reader, token))
    if (slots.every((slot) => slot.units.length > 0))
      ways.set(tokens.map((token) => token.text).join(' '), slots)
  }
  return [...ways.values()]
}

interface Token {
  kind: 'initial' | 'syllable' | 'beginning' | 'unit'
  text: string
}

function slotOf(reader: Reader, { kind, text }: Token): Slot {
  const { bySyllable, byInitial } = reader.vocabulary
  const first = text.charCodeAt(0)
  if (kind === 'unit') return { units: [first], initial: undefined }
  if (kind === 'initial') return { units: byInitial.get(first) ?? [], initial: first }
  if (kind === 'syllable') return { units: bySyllable.get(text) ?? [], initial: first }
  const units = new Set<number>()
  for (const [syllable, ones] of bySyllable)
    if (syllable.startsWith(text)) for (const unit of ones) units.add(unit)
  return { units: [...units], initial: first }
}

function asInitials(_: Reader, plain: string): Token[] {
  return [...plain].map((text) =>
    isLetter(text.charCodeAt(0)) ? { kind: 'initial', text } : { kind: 'unit', text },
  )
}

/** The longest syllables first, taken back where the rest does not come out. */
function asSyllables(reader: Reader, plain: string, at = 0): Token[] | undefined {
  if (at === plain.length) return []
  if (!isLetter(plain.charCodeAt(at))) {
    const rest = asSyllables(reader, plain, at + 1)
    return rest && [{ kind: 'unit', text: plain[at]! }, ...rest]
  }
  if (at > slotsMax * syllableLengthMax) return undefined
  for (let length = syllableLengthMax; length >= 1; length--) {
    const text = plain.slice(at, at + length)
    if (text.length < length || !reader.vocabulary.bySyllable.has(text)) continue
    const rest = asSyllables(reader, plain, at + length)
    if (rest) return [{ kind: 'syllable', text }, ...rest]
  }
  const rest = plain.slice(at)
  return isBeginning(reader, rest) ? [{ kind: 'beginning', text: rest }] : undefined
}

const syllableLengthMax = 6

function isBeginning(reader: Reader, text: string): boolean {
  if (text.length > syllableLengthMax) return false
  for (const syllable of reader.vocabulary.bySyllable.keys()) if (syllable.startsWith(text)) return true
  return false
}

/** The longest syllable at each place, of two letters at least, and an initial where there is none. */
function asBoth(reader: Reader, plain: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < plain.length; ) {
    let length = syllableLengthMax
    while (
      length > 1 &&
      !(at + length <= plain.length && reader.vocabulary.bySyllable.has(plain.slice(at, at + length)))
    )
      length--
    const text = plain.slice(at, at + length)
    if (length > 1) tokens.push({ kind: 'syllable', text })
    else tokens.push({ kind: isLetter(text.charCodeAt(0)) ? 'initial' : 'unit', text })
    at += length
  }
  return tokens
}
