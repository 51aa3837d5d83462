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

/** What may vary in a group, each repetition of the group counted: in how many ways it may match one text. */
interface Group {
  endless: number
  variations: number
}

const endlessMax = 3
const variationsMax = 20

/** `(a+)+`, `(a|ab)*`, `(a?){30}`, or more repetitions without end in a row than a browser bears. */
function repeatsWithinRepetition(pattern: string): boolean {
  const open: Group[] = [{ endless: 0, variations: 0 }]
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!
    const inner = open.at(-1)!
    if (character === '\\') {
      at++
    } else if (character === '[') {
      at = endOfClass(pattern, at)
    } else if (character === '(') {
      open.push({ endless: 0, variations: 0 })
    } else if (character === '|') {
      if (open.length > 1) inner.variations++
    } else if (character === ')') {
      open.pop()
      const times = timesMax(pattern.slice(at + 1))
      if (times === Number.POSITIVE_INFINITY && inner.variations > 0) return true
      open.at(-1)!.endless += inner.endless === 0 ? 0 : inner.endless * times
      open.at(-1)!.variations += inner.variations === 0 ? 0 : inner.variations * times
    } else if (variation.test(pattern.slice(at)) && !pattern.startsWith('(?', at - 1)) {
      inner.variations++
      if (timesMax(pattern.slice(at)) === Number.POSITIVE_INFINITY) inner.endless++
    }
  }
  return open[0]!.endless > endlessMax || open[0]!.variations > variationsMax
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
