import type { Comparison, InputValue, Words } from './contract.ts'

/** The comparisons in a sentence a language: `score 437.2: < 480, yes`. */
export function becauseWords(comparisons: readonly Comparison[]): Words {
  return { zh: sentence(comparisons, 'zh'), en: sentence(comparisons, 'en') }
}

const answers = {
  zh: { true: '是', false: '否', null: '无法判断', missing: '缺失', colon: '：', stop: '；', yuan: ' 元' },
  en: {
    true: 'yes',
    false: 'no',
    null: 'cannot be told',
    missing: 'missing',
    colon: ': ',
    stop: '; ',
    yuan: ' yuan',
  },
}

function sentence(comparisons: readonly Comparison[], language: 'zh' | 'en'): string {
  const words = answers[language]
  const shown = (value: InputValue, unit: string | undefined) =>
    value === null ? words.missing : inUnit(value, unit, words.yuan)
  const parts = comparisons.map(({ value, test, holds, unit, against, ...named }) => {
    const asked = against
      ? `${test.split(' ')[0]} ${against[language]} ${shown(against.value, unit)}`
      : test === '-'
        ? '–'
        : inUnit(test, unit, words.yuan)
    return `${named[language]} ${shown(value, unit)}${words.colon}${asked}, ${words[`${holds}`]}`
  })
  return parts.join(words.stop)
}

/** Fen are shown as yuan and ratios as percent, also inside a test; everything else as it is. */
function inUnit(value: Exclude<InputValue, null>, unit: string | undefined, yuan: string): string {
  if (unit === 'fen') return `${numbersIn(value, (number) => grouped(number / 100))}${yuan}`
  if (unit === 'ratio') return numbersIn(value, (number) => `${Number((number * 100).toFixed(2))} %`)
  return typeof value === 'number' ? String(Number(value.toFixed(4))) : String(value)
}

/** `1234567.5` is `1,234,567.5`. */
function grouped(number: number): string {
  const [whole, fraction] = String(Number(number.toFixed(2))).split('.')
  const digits = whole!.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? digits : `${digits}.${fraction}`
}

function numbersIn(value: string | number | boolean, shown: (number: number) => string): string {
  return String(value).replace(/-?\d+(\.\d+)?(e[+-]?\d+)?/gi, (text) => shown(Number(text)))
}
