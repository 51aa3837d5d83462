import type { Words } from './finding.ts'

const lengthMax = 200
const repetitionMax = 1000

/**
 * What is wrong with a pattern, undefined when it is sound. A pattern is run over each row by RE2, which takes linear
 * time and knows neither look-around nor references back, and in a browser, where a repetition within a repetition
 * can take forever; what both run quickly and alike is accepted.
 */
export function patternFault(pattern: string): Words | undefined {
  if (pattern.length > lengthMax)
    return {
      zh: `正则表达式超过 ${lengthMax} 个字符`,
      en: `the pattern is longer than ${lengthMax} characters`,
    }
  try {
    new RegExp(pattern, 'u')
  } catch {
    return { zh: '正则表达式语法错误', en: 'the pattern is not a regular expression' }
  }
  if (/\(\?(?!:)/.test(pattern) || /\\[1-9k]/.test(pattern))
    return {
      zh: '正则表达式使用了环视、命名组或反向引用，检查引擎不支持',
      en: 'the pattern uses look-around, a named group or a reference back, which the checking engine lacks',
    }
  for (const [, least, most] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    if (Number(least) > repetitionMax || Number(most ?? 0) > repetitionMax)
      return { zh: `重复次数超过 ${repetitionMax}`, en: `a repetition of more than ${repetitionMax} times` }
  return repeatsWithinRepetition(pattern)
    ? { zh: '重复之中又有重复，可能耗时无限', en: 'a repetition within a repetition, which can take forever' }
    : undefined
}

interface Group {
  /** Whether its text may vary in length or in wording: repeated without end it can match one text in many ways. */
  varies: boolean
}

/** `(a+)+`, `(a{1,3})*`, `(a|ab)*`, or more repetitions without end than a browser bears in a row. */
function repeatsWithinRepetition(pattern: string): boolean {
  const open: Group[] = [{ varies: false }]
  let [endless, variations] = [0, 0]
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!
    if (character === '\\') {
      at++
    } else if (character === '[') {
      at = endOfClass(pattern, at)
    } else if (character === '(') {
      open.push({ varies: false })
    } else if (character === '|') {
      if (open.length > 1) open.at(-1)!.varies = true
    } else if (character === ')') {
      const closed = open.pop()!
      if (repeatsOften(pattern.slice(at + 1)) && closed.varies) return true
      if (closed.varies) open.at(-1)!.varies = true
    } else if (variation.test(pattern.slice(at)) && !pattern.startsWith('(?', at - 1)) {
      open.at(-1)!.varies = true
      variations++
      if (isEndless(pattern.slice(at))) endless++
    }
  }
  return endless > endlessMax || variations > variationsMax
}

const variation = /^(?:[*+?]|\{\d+,\d*\})/
const endlessMax = 3
const variationsMax = 20
/** Up to here a varying group may be repeated: the parts of an address, the groups of a number. */
const oftenMin = 9

function isEndless(rest: string): boolean {
  return /^(?:[*+]|\{\d+,\})/.test(rest)
}

function repeatsOften(rest: string): boolean {
  const bounds = /^\{(\d+)(?:,(\d*))?\}/.exec(rest)
  return isEndless(rest) || Number(bounds?.[2] || bounds?.[1] || 0) >= oftenMin
}

function endOfClass(pattern: string, start: number): number {
  let at = start + 1
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1
  return at
}
