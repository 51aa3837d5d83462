import type { Code } from '../../src/trust/catalog/index.ts'

/** What a text says of a registered capital: hundredths of the currency, and the currency's code. */
export interface CapitalRead {
  amount: bigint
  currency: string | null
}

const unitFactors: Readonly<Record<string, bigint>> = {
  百: 100n,
  千: 1_000n,
  万: 10_000n,
  十万: 100_000n,
  百万: 1_000_000n,
  千万: 10_000_000n,
  亿: 100_000_000n,
  十亿: 1_000_000_000n,
  百亿: 10_000_000_000n,
  千亿: 100_000_000_000n,
  万亿: 1_000_000_000_000n,
}

type Token =
  | { number: string }
  | { unit: bigint }
  | { yuan: true }
  | { currency: string }
  | { end: true }
  | { colon: true }

/**
 * A second reader of registered capital, written word by word instead of as one pattern and with whole numbers
 * instead of decimals, against which the platform's is compared. Undefined is what cannot be read with certainty.
 */
export function readCapital(text: string, currencies: readonly Code[]): CapitalRead | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\uFEFF]/g, '')
    .replace(/[()【】[\]〔〕]/g, ' ')
    .replace(/[萬億圓幣臺]/g, (old) => '万亿圆币台'['萬億圓幣臺'.indexOf(old)]!)
    .toUpperCase()
  const tokens = tokensOf(plain, currencies)
  if (!tokens) return undefined
  const shape = tokens.map((token) => Object.keys(token)[0]).join(' ')
  if (!/^(currency )?(colon )?number( unit)?( number unit)?( yuan)?( currency)?( yuan)?( end)?$/.test(shape))
    return undefined
  const named = new Set(tokens.flatMap((token) => ('currency' in token ? [token.currency] : [])))
  if (named.size > 1) return undefined
  const sum = sumOf(tokens)
  if (sum === undefined || sum > 9007199254740991n) return undefined
  const first = tokens.find((token) => 'number' in token)!.number
  const spoken = tokens.some((token) => 'unit' in token || 'yuan' in token || 'currency' in token)
  if (!spoken && !/^[0,.]+(E.*)?$/.test(first)) return undefined
  return { amount: sum, currency: [...named][0] ?? (spoken ? 'CNY' : null) }
}

function tokensOf(text: string, currencies: readonly Code[]): Token[] | undefined {
  const words = new Map<string, Token>([
    ['元', { yuan: true }],
    ['圆', { yuan: true }],
    ['整', { end: true }],
    ['正', { end: true }],
    [':', { colon: true }],
  ])
  for (const [unit, factor] of Object.entries(unitFactors)) words.set(unit, { unit: factor })
  for (const { code, zh, en, synonyms } of currencies) {
    for (const word of [code, zh, en, ...synonyms]) {
      const upper = word.replaceAll(' ', '').normalize('NFKC').toUpperCase()
      if (!words.has(upper)) words.set(upper, { currency: code })
    }
  }
  const longest = [...words.keys()].sort((left, right) => right.length - left.length)
  const tokens: Token[] = []
  let rest = text
  while (rest !== '') {
    if (rest.startsWith(' ')) {
      rest = rest.slice(1)
      continue
    }
    const number = /^(\d{1,3}(,\d{3}){1,4}(\.\d*)?(?![\d,])|\d+(\.\d*)?(E\+?\d{1,2}(?!\d))?)/.exec(rest)?.[0]
    if (number !== undefined) {
      tokens.push({ number })
      rest = rest.slice(number.length)
      continue
    }
    const word = longest.find((candidate) => rest.startsWith(candidate))
    if (word === undefined) return undefined
    tokens.push(words.get(word)!)
    rest = rest.slice(word.length)
  }
  return tokens
}

/** In fen, or undefined where a number is longer than any capital or a rest is not one of a sum in hundreds of millions. */
function sumOf(tokens: readonly Token[]): bigint | undefined {
  let total = 0n
  let terms = 0
  for (const [place, token] of tokens.entries()) {
    if (!('number' in token)) continue
    const next = tokens[place + 1]
    const unit = next && 'unit' in next ? next.unit : 1n
    terms += 1
    if (terms === 2) {
      const before = tokens[place - 1]
      if (unit !== 10_000n || !(before && 'unit' in before && before.unit === 100_000_000n)) return undefined
    }
    const fen = fenOf(token.number, unit)
    if (fen === undefined) return undefined
    total += fen
  }
  return (total + 5_000_000_000n) / 10_000_000_000n
}

/** Ten thousand millionths of a fen. */
function fenOf(number: string, unit: bigint): bigint | undefined {
  const [mantissa, exponent] = number.replaceAll(',', '').split(/E\+?/) as [string, string?]
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?]
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > 10 || whole.replace(/^0+/, '').length > 13) return undefined
  const scaled = BigInt(whole + significant.padEnd(10, '0')) * 10n ** BigInt(exponent ?? 0)
  if (scaled >= 10n ** 23n) return undefined
  return scaled * unit * 100n
}
