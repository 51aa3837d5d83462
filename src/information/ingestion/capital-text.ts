import type { Code } from '../../trust/catalog/index.ts'
import { fenMax, sqlText } from './sql-text.ts'

/**
 * Registered capital as registries write it: `858(万元人民币)`, `1,000万美元`, `人民币50万元整`, `1亿5000万元`,
 * `1.2E3万元`, full-width digits. The text gives an amount in hundredths of its currency and the currency.
 *
 * What is certain: a unit without a currency (`500(万)`) is renminbi, as the registration rules have it unless the
 * license says otherwise; `元` is renminbi where no other currency stands beside it; zero is zero in every unit.
 * What is not: a bare number. Registries mean ten thousand yuan by it, other systems yuan, and nobody can tell.
 */
export interface CapitalSql {
  /** Hundredths of the currency, null when the text does not say an amount with certainty. */
  amount: string
  /** Position in the list of currencies, null when there is none. */
  currency: string
  /** True of a text that is a number and nothing else. */
  bare: string
}

/** How many of the smallest part, the fen, one of each unit is; longer words come first. */
const units: readonly (readonly [string, bigint])[] = [
  ['万亿', 100_000_000_000_000n],
  ['千亿', 10_000_000_000_000n],
  ['百亿', 1_000_000_000_000n],
  ['十亿', 100_000_000_000n],
  ['亿', 10_000_000_000n],
  ['千万', 1_000_000_000n],
  ['百万', 100_000_000n],
  ['十万', 10_000_000n],
  ['万', 1_000_000n],
  ['千', 100_000n],
  ['百', 10_000n],
]

/** 13 digits before and 10 after the point: times the greatest unit it stays within 128 bits. */
const decimals = '(?:\\.[0-9]{0,10}0*)?'
const grouped = `[0-9]{1,3}(?:,[0-9]{3}){1,4}${decimals}`
const plain = `0*[0-9]{1,13}${decimals}(?:E[+]?[0-9]{1,2})?`
const number = `(?:${grouped}|${plain})`

/** Characters of full-width and of the old script, and what they are read as; white space is left out. */
const fullWidth = Array.from({ length: 94 }, (_, at) => String.fromCodePoint(0xff01 + at)).join('')
const halfWidth = Array.from({ length: 94 }, (_, at) => String.fromCodePoint(0x21 + at)).join('')
const readFrom = `${fullWidth}￥萬億圓幣臺【】[]〔〕 \t\r\n\u3000\u00A0\uFEFF`
const readTo = `${halfWidth}¥万亿圆币台()()()`

function plainSql(x: string): string {
  return `upper(translate(${x}, ${sqlText(readFrom)}, ${sqlText(readTo)}))`
}

/** The words by which a text names a currency: code, names and synonyms of the list, longer ones first. */
function wordsOf(currencies: readonly Code[]): { word: string; position: number }[] {
  const positions = new Map<string, number>()
  for (const [position, { code, zh, en, synonyms }] of currencies.entries()) {
    for (const word of [code, zh, en, ...synonyms]) {
      const upper = word.replaceAll(' ', '').toUpperCase()
      if (!positions.has(upper)) positions.set(upper, position)
    }
  }
  return [...positions]
    .map(([word, position]) => ({ word, position }))
    .sort((left, right) => right.word.length - left.word.length)
}

function escaped(word: string): string {
  return word.replace(/[$.*+?()[\]{}|\\^]/g, '\\$&')
}

const groupNames = ['before', 'first', 'unit', 'second', 'yuan', 'after'] as const

/** Any number of parentheses may stand between the parts; there is no digit in them. */
function patternOf(words: readonly { word: string }[]): string {
  const currency = `(${words.map(({ word }) => escaped(word)).join('|')})?`
  const unit = `(${units.map(([word]) => word).join('|')})?`
  const parts = [
    currency,
    ':?',
    `(${number})`,
    unit,
    `(?:(${number})万)?`,
    '([元圆])?',
    currency,
    '[元圆]?',
    '[整正]?',
  ]
  return `^[()]*${parts.join('[()]*')}[()]*$`
}

/** A whole cell that can only be a capital: a number with its unit. */
export const capitalCellPattern = '[(（]?[0-9][0-9,.]*[)）]?[(（]?[万亿][^0-9]{0,12}'

/** A whole cell in Latin letters without a digit, longer than the code of a currency: no capital. */
export const latinNamePattern = '[A-Za-z][A-Za-z .,·（）()-]{3,}'

/** The SQL that reads a column of such texts with the currencies of a code list. */
export function capitalSql(x: string, currencies: readonly Code[]): CapitalSql {
  const words = wordsOf(currencies)
  const renminbi = currencies.findIndex(({ code }) => code === 'CNY')
  const names = groupNames.map(sqlText).join(', ')
  const parts = `regexp_extract(${plainSql(x)}, ${sqlText(patternOf(words))}, [${names}])`
  const position = (word: string) =>
    `CASE ${word} ${words.map((entry) => `WHEN ${sqlText(entry.word)} THEN ${entry.position}`).join(' ')} END`
  const multiplier = `CASE m.unit ${units.map(([word, fen]) => `WHEN '${word}' THEN ${fen}`).join(' ')} ELSE 100 END`
  const decimal = (text: string) => `TRY_CAST(replace(${text}, ',', '') AS DECIMAL(23, 10))`
  const times = (text: string, fen: string) => `${decimal(text)} * CAST(${fen} AS DECIMAL(15, 0))`
  const rest = `CASE WHEN m.second = '' THEN 0 ELSE ${times('m.second', '1000000')} END`
  const sum = `round(${times('m.first', multiplier)} + ${rest})`
  const spoken = `(m.unit <> '' OR m.yuan <> '' OR m.after <> '' OR m.before <> '')`
  // Two currencies contradict one another; a second amount is the rest of a sum in hundreds of millions.
  const said = `m.first <> '' AND (m.before = '' OR m.after = '' OR ${position('m.before')} = ${position('m.after')})
    AND (m.second = '' OR m.unit = '亿') AND (${spoken} OR ${decimal('m.first')} = 0)`
  const currency = `coalesce(${position('m.after')}, ${position('m.before')}, CASE WHEN ${spoken} THEN ${renminbi} END)`
  const ofParts = (body: string) =>
    `list_transform([${parts}], lambda m: CASE WHEN ${said} THEN ${body} END)[1]`
  const usual = `regexp_full_match(${x}, ${sqlText(usualPattern)})`
  return {
    amount: `CASE WHEN ${usual} THEN ${usualAmountSql(x)}
      ELSE ${ofParts(`CASE WHEN ${sum} <= ${fenMax} THEN (${sum})::BIGINT END`)} END`,
    currency: `CASE WHEN ${usual} THEN ${renminbi}::UTINYINT
      ELSE ${ofParts(`CASE WHEN ${sum} <= ${fenMax} THEN (${currency})::UTINYINT END`)} END`,
    bare: `regexp_full_match(${plainSql(x)}, ${sqlText(`[()]*${number}[()]*`)})`,
  }
}

/**
 * What 19 of 20 registrations have: tens of thousands of yuan, to the fen at most. Telling so takes no groups, which
 * cost the general pattern thirty times as much; and text is cast to 64 bits a hundred times faster than to 128.
 */
const usualPattern =
  '(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\\.[0-9]{1,6})?(?:万|[(]万)(?:元|人民币|元人民币|人民币元)?[)]?'

function usualAmountSql(x: string): string {
  const digits = `translate(${x}, ',()万元人民币', '')`
  return `(CAST(CAST(${digits} AS DECIMAL(15, 6)) AS DECIMAL(38, 6)) * 1000000)::BIGINT`
}
