import type { Replay } from './contract.ts'

export type Difference = Replay['differences'][number]

const differencesShownMax = 50

const words = {
  answer: { zh: '存储的结果与回放结果不同。', en: 'The stored answer differs from the replayed one.' },
  seal: {
    zh: '封存的内容与摘要不符：输入或结果在决策后被改动。',
    en: 'The sealed texts no longer have the digest: an input or the answer was changed after the decision.',
  },
  record: {
    zh: '摘要与审计日志所记不同。',
    en: 'The digest differs from the one that the audit log holds.',
  },
  column: { zh: '列表中的副本与结果不同。', en: 'The copy for lists differs from the answer.' },
  unreadable: { zh: '内容无法读取。', en: 'The content cannot be read.' },
  version: {
    zh: '所引用的版本不存在，或内容已不同。',
    en: 'The version that it names is gone, or has other content.',
  },
}

export function difference(
  kind: keyof typeof words,
  path: string,
  stored: unknown,
  replayed: unknown,
): Difference {
  return { path, stored: stored ?? null, replayed: replayed ?? null, ...words[kind] }
}

/** Where two JSON values differ, as JSON pointers (RFC 6901), at most so many as are shown. */
export function compareAnswers(stored: unknown, replayed: unknown): Difference[] {
  const found: Difference[] = []
  const compare = (left: unknown, right: unknown, path: string): void => {
    if (found.length >= differencesShownMax || Object.is(left, right)) return
    if (!isTree(left) || !isTree(right) || Array.isArray(left) !== Array.isArray(right)) {
      found.push(difference('answer', path || '/', left, right))
      return
    }
    for (const key of new Set([...Object.keys(left), ...Object.keys(right)]))
      compare(
        (left as Record<string, unknown>)[key],
        (right as Record<string, unknown>)[key],
        `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      )
  }
  compare(stored, replayed, '')
  return found
}

const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null
