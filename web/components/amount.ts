/**
 * Amounts as people in China read them: yuan below ten thousand, 万元 from there, 亿元 from a hundred
 * million, at most two decimals. English shows ¥ with K, M, B. The input is whole fen as the wire has it, a
 * decimal string, and never becomes a float before it is rounded.
 */
export type Language = 'zh-CN' | 'en'

export interface Amount {
  /** With its sign and digit groups: `-1,234.5`. */
  figure: string
  /** Before the figure: `¥`, or nothing. */
  prefix: string
  /** After the figure: `万元`, `M`, or nothing. */
  unit: string
}

const scales: Record<Language, readonly { from: bigint; unit: string }[]> = {
  'zh-CN': [
    { from: 10_000_000_000n, unit: '亿元' },
    { from: 1_000_000n, unit: '万元' },
    { from: 100n, unit: '元' },
  ],
  en: [
    { from: 100_000_000_000n, unit: 'B' },
    { from: 100_000_000n, unit: 'M' },
    { from: 100_000n, unit: 'K' },
    { from: 100n, unit: '' },
  ],
}

export function amountOf(fen: string | bigint, language: Language): Amount {
  const value = BigInt(fen)
  const size = value < 0n ? -value : value
  const steps = scales[language]
  const scale = steps.find((step) => size >= step.from) ?? steps.at(-1)!
  return {
    figure: `${value < 0n ? '−' : ''}${roundedQuotient(size, scale.from)}`,
    prefix: language === 'en' ? '¥' : '',
    unit: scale.unit,
  }
}

/** `345 万元`, `¥3.45M`. */
export function amountText(fen: string | bigint, language: Language): string {
  const { figure, prefix, unit } = amountOf(fen, language)
  const signed = figure.startsWith('−') ? `−${prefix}${figure.slice(1)}` : `${prefix}${figure}`
  return language === 'en' ? `${signed}${unit}` : `${signed} ${unit}`
}

/** The full figure for a tooltip or a table: `3,450,000.00 元`. */
export function fullAmount(fen: string | bigint, language: Language): string {
  const value = BigInt(fen)
  const size = value < 0n ? -value : value
  const text = `${grouped(size / 100n)}.${(size % 100n).toString().padStart(2, '0')}`
  const sign = value < 0n ? '−' : ''
  return language === 'en' ? `${sign}¥${text}` : `${sign}${text} 元`
}

/** Ten thousands of yuan, as an applicant types them, in fen; undefined when it is not a positive amount with at most six decimals. */
export function fenOfTenThousands(text: string): bigint | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text.trim().replaceAll(',', ''))
  if (!match) return undefined
  const fen = BigInt(match[1]!) * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'))
  return fen > 0n ? fen : undefined
}

/** A figure with a fixed number of decimals and a true minus sign. */
export function fixed(value: number, decimals: number): string {
  return value.toFixed(decimals).replace('-', '−')
}

function roundedQuotient(size: bigint, divisor: bigint): string {
  const hundredths = (size * 200n + divisor) / (divisor * 2n)
  const decimals = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '')
  return `${grouped(hundredths / 100n)}${decimals ? `.${decimals}` : ''}`
}

function grouped(whole: bigint): string {
  return whole.toString().replace(/\B(?=(\d{3})+$)/g, ',')
}
