import type { Comparison, InputValue, Words } from './contract.ts'

/** The comparisons in a sentence a language: `score 437.2: < 480, yes`. */
export function becauseWords(comparisons: readonly Comparison[]): Words {
  const words = { zh: '', en: '' }
  for (const { value, test, holds, unit, against, zh, en } of comparisons) {
    const shown = value === null ? undefined : inUnit(value, unit)
    const other = against && against.value !== null ? inUnit(against.value, unit) : undefined
    const asked = against ? '' : test === '-' ? '–' : unit === undefined ? test : inUnit(test, unit)
    for (const language of ['zh', 'en'] as const) {
      const say = answers[language]
      const suffix = unit === 'fen' ? say.yuan : ''
      const right = against
        ? `${test.slice(0, test.indexOf(' '))} ${against[language]} ${other === undefined ? say.missing : other + suffix}`
        : asked + suffix
      const left = `${language === 'zh' ? zh : en} ${shown === undefined ? say.missing : shown + suffix}`
      const answer = holds === null ? say.unknown : holds ? say.yes : say.no
      words[language] += `${words[language] === '' ? '' : say.stop}${left}${say.colon}${right}, ${answer}`
    }
  }
  return words
}

const answers = {
  zh: { yes: '是', no: '否', unknown: '无法判断', missing: '缺失', colon: '：', stop: '；', yuan: ' 元' },
  en: {
    yes: 'yes',
    no: 'no',
    unknown: 'cannot be told',
    missing: 'missing',
    colon: ': ',
    stop: '; ',
    yuan: ' yuan',
  },
}

/** Fen are shown as yuan and ratios as percent, also inside a test; everything else as it is. */
function inUnit(value: Exclude<InputValue, null>, unit: string | undefined): string {
  if (unit === 'fen') return numbersIn(value, (number) => grouped(number / 100))
  if (unit === 'ratio') return numbersIn(value, (number) => `${rounded(number * 100)} %`)
  return typeof value === 'number' ? rounded(value) : String(value)
}

function rounded(number: number): string {
  return Number.isInteger(number) ? String(number) : String(Math.round(number * 10_000) / 10_000)
}

/** `1234567.5` is `1,234,567.5`. */
function grouped(number: number): string {
  const [whole, fraction] = String(Math.round(number * 100) / 100).split('.')
  const digits = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? digits : `${digits}.${fraction}`
}

function numbersIn(value: string | number | boolean, shown: (number: number) => string): string {
  if (typeof value === 'number') return shown(value)
  return String(value).replace(/-?\d+(\.\d+)?(e[+-]?\d+)?/gi, (text) => shown(Number(text)))
}
