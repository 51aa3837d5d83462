import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { apiTexts } from './api-texts.ts'
import { workTexts } from './work-texts.ts'

function flatten(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[path + name, value] as [string, string]]
      : flatten(value, `${path}${name}.`),
  )
}

const [zh, en] = (['zh-CN', 'en'] as const).map(
  (language) => new Map(flatten({ ...workTexts[language], ...apiTexts[language] })),
) as [Map<string, string>, Map<string, string>]
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

test('both languages have the same texts', () => {
  assert.ok(zh.size > 250)
  assert.deepEqual([...zh.keys()].sort(), [...en.keys()].sort())
  for (const [key, text] of [...zh, ...en]) assert.notEqual(text.trim(), '', key)
})

test('a text has the same placeholders in both languages', () => {
  for (const [key, text] of zh) assert.deepEqual(placeholders(text), placeholders(en.get(key)!), key)
})

/** GB/T 15834-2011: marks in Chinese text are full width. A mark between Latin characters and digits stays as it is. */
const han = '\\p{Script=Han}'
const halfWidth = [
  new RegExp(`[${han}]\\s*[,;:!?()]`, 'u'),
  new RegExp(`[,;:!?()]\\s*[${han}]`, 'u'),
  new RegExp(`[${han}]\\.(\\s|$)`, 'u'),
  /"/,
]

function badMarks(text: string): boolean {
  return halfWidth.some((pattern) => pattern.test(text.replaceAll(/\{\{\w+\}\}/g, '值')))
}

test('Chinese texts use full-width marks', () => {
  for (const [key, text] of zh) assert.ok(!badMarks(text), `${key}: ${text}`)
})

test('the check of marks sees what it should', () => {
  for (const text of ['金额,期限', '额度(万元)', '代码:', '好吗?', '{{a}}, {{b}}', '完成.'])
    assert.ok(badMarks(text), text)
  for (const text of ['额度（万元）', 'Authorization: Bearer', 'CSV 文件（UTF-8）。', '3,450.07 元']) {
    assert.ok(!badMarks(text), text)
  }
})

/** A key is used when a source names it, or names its parent with the last part filled in at run time. */
test('no text is left over', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const files = globSync('**/*.{ts,tsx}', { cwd: folder, exclude: ['dist/**', '**/*.test.ts'] })
  const sources = files.map((file) => readFileSync(`${folder}${file}`, 'utf8')).join('\n')
  const used = (key: string) => {
    const parts = key.split('.')
    const parents = [1, 2].map((count) => `${parts.slice(0, -count).join('.')}.\${`)
    return sources.includes(key) || parents.some((parent) => sources.includes(parent))
  }
  assert.deepEqual(
    [...zh.keys()].filter((key) => !used(key)),
    [],
  )
  assert.ok(!used('shell.nowhere.to-be-found'))
})

test('English texts carry no Chinese marks', () => {
  for (const [key, text] of en) assert.doesNotMatch(text, /[，：；（）。、？！]/u, key)
})

test('each file of texts is there in both languages', () => {
  const files = (language: string) =>
    globSync('*.json', { cwd: fileURLToPath(new URL(language, import.meta.url)) }).sort()
  assert.ok(files('zh-CN').length > 10)
  assert.deepEqual(files('zh-CN'), files('en'))
})

/** The seal, and the name of the language itself: the same in both. */
const sameInBoth = ['信', '中文']

/** Chinese in the code of a component, its comments aside. */
function chineseIn(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [...code.matchAll(/[^\s<>'"`]*\p{Script=Han}[^\s<>'"`]*/gu)].map((match) => match[0])
}

test('no component says anything in Chinese by itself', () => {
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const files = globSync('**/*.tsx', { cwd: folder, exclude: ['dist/**'] })
  assert.ok(files.length > 100)
  const found = files.flatMap((file) =>
    chineseIn(readFileSync(`${folder}${file}`, 'utf8')).map((text) => `${file}: ${text}`),
  )
  assert.deepEqual(
    found.filter((line) => !sameInBoth.includes(line.split(': ')[1]!)),
    [],
  )
  assert.deepEqual(chineseIn("/** 授权 */\n// 授权\n<p title='授权'>未授权 {count} 项</p>"), [
    '授权',
    '未授权',
    '项',
  ])
})
