import type { Random } from '../../src/foundation/random.ts'
import { brandStart, formStart } from '../../src/information/enterprise-search/name-parts.ts'
import { plainText } from '../../src/information/enterprise-search/plain-text.ts'
import type { Readings } from '../../src/information/enterprise-search/reading.ts'

/** A firm as far as a query is made of it. */
export interface QueriedFirm {
  enterprise: string
  name: string
  formerName: string | null
  uscc: string | null
  registrationNumber: string | null
}

/** A way of typing. A query may name a firm for sure, or be shared by several; only the first can be labelled. */
export interface QueryClass {
  name: string
  queryOf: (firm: QueriedFirm, random: Random) => string | undefined
  isUnambiguous: (query: string, firm: QueriedFirm) => boolean
}

export function queryClasses(readings: Readings, firms: readonly QueriedFirm[]): QueryClass[] {
  const shared = countOf(firms.map((firm) => stem(firm.name)))
  const sharedInitials = countOf(firms.map((firm) => initials(readings, stem(firm.name))))
  const sharedSounds = countOf(firms.map((firm) => syllables(readings, stem(firm.name)).join(' ')))
  const ownStem = (_: string, firm: QueriedFirm) => shared.get(stem(firm.name)) === 1
  const ownInitials = (_: string, firm: QueriedFirm) =>
    sharedInitials.get(initials(readings, stem(firm.name))) === 1
  const ownSound = (_: string, firm: QueriedFirm) =>
    sharedSounds.get(syllables(readings, stem(firm.name)).join(' ')) === 1
  const always = () => true
  const long = (name: string, least: number) => (stem(name).length >= least ? stem(name) : undefined)
  return [
    { name: 'brand and trade', queryOf: ({ name }) => long(name, 4), isUnambiguous: ownStem },
    {
      name: 'with gaps',
      queryOf: ({ name }) => (/[市区县]/.test(name) ? short(name) : undefined),
      isUnambiguous: ownStem,
    },
    {
      name: 'pinyin initials',
      queryOf: ({ name }) => initials(readings, short(name)),
      isUnambiguous: ownInitials,
    },
    {
      name: 'full pinyin',
      queryOf: ({ name }) => syllables(readings, stem(name)).join(''),
      isUnambiguous: ownSound,
    },
    {
      name: 'mixed pinyin',
      queryOf: ({ name }) => stem(name).slice(0, 2) + initials(readings, stem(name).slice(2)),
      isUnambiguous: ownInitials,
    },
    {
      name: 'former name',
      queryOf: ({ formerName }) => (formerName ? stem(formerName) : undefined),
      isUnambiguous: (query) => query.length >= 4 && !shared.has(query),
    },
    {
      name: 'part of a code',
      queryOf: ({ uscc }) => uscc?.slice(8, 17).toLowerCase(),
      isUnambiguous: always,
    },
    {
      name: 'old registration number',
      queryOf: ({ registrationNumber }) => registrationNumber?.slice(4),
      isUnambiguous: always,
    },
    ...(['wrong', 'missing', 'swapped'] as const).map((kind) => ({
      name: `${kind} character`,
      queryOf: ({ name }: QueriedFirm, random: Random) =>
        misspell(plainText(name).slice(0, formStart(plainText(name))), kind, random),
      isUnambiguous: (_: string, firm: QueriedFirm) => ownStem(_, firm) && stem(firm.name).length >= 5,
    })),
    {
      name: 'sounds alike',
      queryOf: ({ name }, random) => soundAlike(readings, stem(name), random),
      isUnambiguous: (_, firm) => ownSound(_, firm) && stem(firm.name).length >= 4,
    },
  ]
}

/** Brand and trade: the name without its region and its legal form. */
export function stem(name: string): string {
  const plain = plainText(name)
  return plain.slice(brandStart(plain), formStart(plain))
}

/** The name as people shorten it: no generic word behind a place, no legal form. */
function short(name: string): string {
  const plain = plainText(name)
  const start = brandStart(plain)
  return plain.slice(0, start).replace(/[市区县]/g, '') + plain.slice(start, formStart(plain))
}

function syllables(readings: Readings, text: string): string[] {
  return [...text].map((character) => readings.syllablesOf(character.charCodeAt(0))[0] ?? '')
}

function initials(readings: Readings, text: string): string {
  return syllables(readings, text)
    .map((syllable) => syllable[0] ?? '')
    .join('')
}

/** One character wrong, missing, or swapped with its neighbor, never the first. */
export function misspell(
  text: string,
  kind: 'wrong' | 'missing' | 'swapped',
  random: Random,
): string | undefined {
  if (text.length < 4) return undefined
  const at = 1 + Math.floor(random() * (text.length - 2))
  if (kind === 'missing') return text.slice(0, at) + text.slice(at + 1)
  if (kind === 'swapped') {
    if (text[at] === text[at + 1]) return undefined
    return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
  }
  const wrong = '未末己已戒刀囗夫入儿土干贝见午矢'[Math.floor(random() * 16)]!
  return text.slice(0, at) + wrong + text.slice(at + 1)
}

const alike =
  '安鞍按 宝保堡 晨辰臣 达答 东冬 方坊芳 丰峰锋风 福富付 华化画 佳嘉加家 建健件 金今锦 科柯 利力立丽 明铭名 诚成城程 信新欣心 盛胜圣 泰太 伟维威 永勇 宇雨羽 源元圆园 正政 志智致 商伤 贸茂 机基'
    .split(' ')
    .map((group) => [...group])

/** One character replaced by another of the same sound. */
function soundAlike(readings: Readings, text: string, random: Random): string | undefined {
  const places = [...text].flatMap((character, at) => {
    const group = alike.find((one) => one.includes(character))
    const other = group?.find(
      (one) =>
        one !== character &&
        readings.syllablesOf(one.charCodeAt(0))[0] === readings.syllablesOf(character.charCodeAt(0))[0],
    )
    return other ? [{ at, other }] : []
  })
  const place = places[Math.floor(random() * places.length)]
  return place && text.slice(0, place.at) + place.other + text.slice(place.at + 1)
}

function countOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
