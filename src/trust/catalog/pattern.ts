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
  const foreign = foreignToEngine(pattern)
  if (foreign !== undefined)
    return {
      zh: `检查引擎不认识 ${foreign}：汉字请直接书写，如 [一-龥]`,
      en: `the checking engine does not know ${foreign}: write characters themselves, as in [一-龥]`,
    }
  for (const [, least, most] of pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    if (Number(least) > repetitionMax || Number(most ?? 0) > repetitionMax)
      return { zh: `重复次数超过 ${repetitionMax}`, en: `a repetition of more than ${repetitionMax} times` }
  return repeatsWithinRepetition(pattern)
    ? { zh: '重复之中又有重复，可能耗时无限', en: 'a repetition within a repetition, which can take forever' }
    : undefined
}

/** An escape or class that a browser reads and RE2 does not: every file would fail at it. */
function foreignToEngine(pattern: string): string | undefined {
  let isClass = false
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') {
      const escape = /^\\(?:[pP]\{[^}]*\}|.)/su.exec(pattern.slice(at))![0]
      const known = isClass ? knownInClass : knownEscape
      if (!known.test(escape)) return escape
      at += escape.length - 1
    } else if (!isClass && /^\[\^?\]/.test(pattern.slice(at)))
      return pattern.slice(at, pattern.indexOf(']', at) + 1)
    else if (pattern[at] === '[') {
      if (isClass && pattern[at + 1] === ':') return '[:'
      isClass = true
    } else if (pattern[at] === ']') isClass = false
  }
  return undefined
}

const knownEscape = /^\\(?:[dDwWsSbBtnrfv]|[pP]\{[LMNPSZC][a-z]?\}|[^A-Za-z0-9\s])$/u
const knownInClass = /^\\(?:[dDwWsStnrfv]|[pP]\{[LMNPSZC][a-z]?\}|[^A-Za-z0-9\s])$/u

/**
 * In how many ways a text of some forty characters may be divided among the parts of a pattern, in bits: they are tried
 * one after the other where it nearly fits. Twenty bits are a million ways.
 */
const waysMax = 20
const endlessWays = 6

/** `(a+)+`, `(a|ab)*`, `(a?){30}`, `(a{1,3}){12}a*a*`: more ways to divide a text than a browser bears. */
function repeatsWithinRepetition(pattern: string): boolean {
  const open = [0]
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!
    if (character === '\\') {
      at++
    } else if (character === '[') {
      at = endOfClass(pattern, at)
    } else if (character === '(') {
      open.push(0)
    } else if (character === '|') {
      if (open.length > 1) open[open.length - 1]!++
    } else if (character === ')') {
      const ways = open.pop()!
      const times = timesMax(pattern.slice(at + 1))
      if (times === Number.POSITIVE_INFINITY && ways > 0) return true
      open[open.length - 1]! += ways === 0 ? 0 : ways * times
    } else if (variation.test(pattern.slice(at)) && !pattern.startsWith('(?', at - 1)) {
      open[open.length - 1]! += waysOf(pattern.slice(at))
    }
  }
  return open[0]! > waysMax
}

/** Of one repetition. */
function waysOf(rest: string): number {
  if (timesMax(rest) === Number.POSITIVE_INFINITY) return endlessWays
  const bounds = /^\{(\d+),(\d+)\}/.exec(rest)
  return bounds ? Math.log2(Math.max(1, Number(bounds[2]) - Number(bounds[1]) + 1)) : 1
}

const variation = /^(?:[*+?]|\{\d+,\d*\})/

/** How often what stands before may come: without end, so often, or once. */
function timesMax(rest: string): number {
  if (/^(?:[*+]|\{\d+,\})/.test(rest)) return Number.POSITIVE_INFINITY
  const bounds = /^\{(\d+)(?:,(\d+))?\}/.exec(rest)
  return bounds ? Number(bounds[2] ?? bounds[1]) : 1
}

function endOfClass(pattern: string, start: number): number {
  let at = start + 1
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1
  return at
}
