import type { RecordValue } from '../../../information/records/index.ts'
import { type Field, standardRecordType } from '../../../trust/catalog/index.ts'
import type { Value, ValueType } from '../value.contract.ts'

export interface Words {
  zh: string
  en: string
}

const round = (value: number, digits: number) => String(Number(value.toFixed(digits)))

/** Fen in a sentence: 元 below ten thousand, 万元 and 亿元 above; ¥ with K and M in English. */
export function moneyWords(fen: number): Words {
  const yuan = fen / 100
  const size = Math.abs(yuan)
  const zh =
    size >= 1e8
      ? `${round(yuan / 1e8, 2)} 亿元`
      : size >= 1e4
        ? `${round(yuan / 1e4, 1)} 万元`
        : `${round(yuan, 0)} 元`
  const en =
    size >= 1e6
      ? `¥${round(yuan / 1e6, 2)}M`
      : size >= 1e4
        ? `¥${round(yuan / 1e3, 0)}K`
        : `¥${round(yuan, 0)}`
  return { zh, en }
}

export const percentWords = (share: number) => `${round(share * 100, 1)}%`
export const monthWords = (month: string): Words => ({
  zh: `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`,
  en: month,
})

/** A unit of the catalog as the type that a page writes. */
const unitTypes: Readonly<Record<string, ValueType>> = {
  'basis point': 'bps',
  person: 'persons',
  day: 'days',
  'square meter': 'square-meters',
  'US cent': 'usd-cents',
}

export function valueTypeOf(field: Pick<Field, 'type' | 'unit'>): ValueType {
  if (field.type === 'fen' || field.type === 'capital') return 'fen'
  if (field.type === 'integer') return unitTypes[field.unit ?? ''] ?? 'integer'
  if (field.type === 'identifier') return 'text'
  return field.type
}

/** A field's value as it crosses the wire: amounts as decimal text, codes with their words. */
export function wireValue(field: Field, value: RecordValue | undefined): Value | null {
  if (value === null || value === undefined) return null
  const type = valueTypeOf(field)
  if (type === 'fen' || type === 'usd-cents') return { type, value: String(value) }
  if (type === 'code') {
    const code = field.codes?.find((one) => one.code === value)
    return { type, value: String(value), ...(code ? { zh: code.zh, en: code.en } : {}) }
  }
  if (typeof value === 'bigint') return { type, value: String(value) }
  return { type, value }
}

/** A figure of the wire inside a sentence. */
export function valueWords({ type, value, zh, en }: Value): Words {
  if (value === null) return { zh: '—', en: '—' }
  if (zh !== undefined && en !== undefined) return { zh, en }
  if (type === 'fen') return moneyWords(Number(value))
  if (type === 'bps') return { zh: percentWords(Number(value) / 1e4), en: percentWords(Number(value) / 1e4) }
  const unit = units[type]
  return { zh: `${value}${unit ? ` ${unit.zh}` : ''}`, en: `${value}${unit ? ` ${unit.en}` : ''}` }
}

const units: Readonly<Partial<Record<ValueType, Words>>> = {
  days: { zh: '天', en: 'days' },
  months: { zh: '个月', en: 'months' },
  persons: { zh: '人', en: 'people' },
}

const fieldsByType = new Map<string, ReadonlyMap<string, Field>>()

export function fieldOf(recordType: string, name: string): Field {
  let fields = fieldsByType.get(recordType)
  if (!fields) {
    fields = new Map(standardRecordType(recordType).fields.map((field) => [field.name, field]))
    fieldsByType.set(recordType, fields)
  }
  const field = fields.get(name)
  if (!field) throw new TypeError(`${recordType} has no field ${name}`)
  return field
}

/** A value inside a sentence. */
export function spoken(recordType: string, name: string, value: RecordValue | undefined): Words {
  if (value === null || value === undefined) return { zh: '—', en: '—' }
  const field = fieldOf(recordType, name)
  const type = valueTypeOf(field)
  if (type === 'fen') return moneyWords(Number(value))
  if (type === 'bps') return { zh: percentWords(Number(value) / 1e4), en: percentWords(Number(value) / 1e4) }
  if (type === 'code') {
    const code = field.codes?.find((one) => one.code === value)
    return code ? { zh: code.zh, en: code.en } : { zh: String(value), en: String(value) }
  }
  return { zh: String(value), en: String(value) }
}

/** `{field}` in a sentence becomes the field's value in the language of the sentence. */
export function fill(
  template: Words,
  recordType: string,
  values: Readonly<Record<string, RecordValue>>,
): Words {
  const inLanguage = (language: keyof Words) =>
    template[language].replace(
      /\{(\w+)\}/g,
      (_, name: string) => spoken(recordType, name, values[name])[language],
    )
  return { zh: inLanguage('zh'), en: inLanguage('en') }
}
