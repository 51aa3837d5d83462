/**
 * How characters are read, without tones. A character with several readings has all of them (重 is zhong and chong),
 * so that 重庆 is found by cq whoever guesses which reading a phrase takes.
 */
export interface Readings {
  /** Syllables without tones, `v` for ü; a letter or digit reads as itself; what cannot be read has none. */
  syllablesOf: (unit: number) => readonly string[]
  /** First letters of the syllables, each once, as character codes. */
  initialsOf: (unit: number) => readonly number[]
}

let opened: Promise<Readings> | undefined

/** The dictionary is loaded at the first search that needs it: a command that searches nothing does not pay for it. */
export function openReadings(): Promise<Readings> {
  opened ??= loadReadings()
  return opened
}

async function loadReadings(): Promise<Readings> {
  const { pinyin } = await import('pinyin-pro')
  const syllables = new Map<number, readonly string[]>()
  const initials = new Map<number, readonly number[]>()
  const syllablesOf = (unit: number) => {
    const known = syllables.get(unit)
    if (known) return known
    const read = isLetterOrDigit(unit)
      ? [String.fromCharCode(unit)]
      : isHan(unit)
        ? pinyin(String.fromCharCode(unit), { multiple: true, toneType: 'none', type: 'array', v: true })
        : []
    const once = [...new Set(read)].filter((syllable) => /^[a-z0-9]+$/.test(syllable))
    syllables.set(unit, once)
    return once
  }
  const initialsOf = (unit: number) => {
    const known = initials.get(unit)
    if (known) return known
    const once = [...new Set(syllablesOf(unit).map((syllable) => syllable.charCodeAt(0)))]
    initials.set(unit, once)
    return once
  }
  return { syllablesOf, initialsOf }
}

export function isHan(unit: number): boolean {
  return unit >= 0x3400 && unit <= 0x9fff
}

export function isLetterOrDigit(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)
}

export function isLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122
}
