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
  /** Whether something in it may repeat without end, or in turns that can be told apart in several ways. */
  repeats: boolean
}

/** Whether a group that is repeated without end holds a repetition without end, or alternatives: `(a+)+`, `(a|ab)*`. */
function repeatsWithinRepetition(pattern: string): boolean {
  const open: Group[] = [{ repeats: false }]
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!
    if (character === '\\') {
      at++
    } else if (character === '[') {
      at = endOfClass(pattern, at)
    } else if (character === '(') {
      open.push({ repeats: false })
    } else if (character === '|') {
      if (open.length > 1) open.at(-1)!.repeats = true
    } else if (character === ')') {
      const closed = open.pop()!
      const again = isEndless(pattern.slice(at + 1))
      if (again && closed.repeats) return true
      if (again || closed.repeats) open.at(-1)!.repeats = true
    } else if (isEndless(pattern.slice(at))) {
      open.at(-1)!.repeats = true
    }
  }
  return false
}

function isEndless(rest: string): boolean {
  return /^(?:[*+]|\{\d+,\})/.test(rest)
}

function endOfClass(pattern: string, start: number): number {
  let at = start + 1
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1
  return at
}
