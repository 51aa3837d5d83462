import type { Value } from '../../src/credit/profile/value.contract.ts'
import { amountText, fixed, type Language } from '../components/amount.ts'
import { minuteText } from '../components/calendar.ts'

/** A value as a person reads it, with its unit; undefined when there is none. */
export function valueText(value: Value, language: Language): string | undefined {
  const { type, value: raw } = value
  if (raw === null || raw === '') return undefined
  const words = language === 'en' ? (value.en ?? value.zh) : value.zh
  if (type === 'code') return words ?? String(raw)
  if (type === 'text') return words ?? withPersons(String(raw), language)
  if (type === 'boolean') return raw ? yesNo[language][0] : yesNo[language][1]
  if (type === 'instant') return minuteText(String(raw))
  if (type === 'fen') return amountText(String(raw), language)
  if (type === 'usd-cents') return dollarText(String(raw), language)
  if (type === 'bps') return `${plain(Number(raw) / 100, 2)}%`
  const unit = units[type]
  if (!unit) return type === 'integer' || type === 'decimal' ? plain(Number(raw), 2) : String(raw)
  const count = plain(Number(raw), type === 'years' ? 1 : 2)
  const [one, many] = unit[language]
  return `${count} ${Number(raw) === 1 ? one : many}`
}

const personTokens = /\bP([0-9a-f]{4})[0-9a-f]{6,12}\b/g
const person = { 'zh-CN': '个人', en: 'an individual' } as const

/** A person stands in records as a token: the first of it tells two apart and names nobody. */
export function withPersons(text: string, language: Language): string {
  return text.replace(personTokens, (_, mark: string) => `${person[language]} ${mark}`)
}

/** Whether values of this type stand right-aligned under each other. */
export function isFigure(type: Value['type']): boolean {
  return !['text', 'code', 'date', 'month', 'instant', 'boolean'].includes(type)
}

const yesNo = { 'zh-CN': ['是', '否'], en: ['yes', 'no'] } as const

const units: Partial<Record<Value['type'], Record<Language, readonly [string, string]>>> = {
  'square-meters': { 'zh-CN': ['平方米', '平方米'], en: ['m²', 'm²'] },
  'kilowatt-hours': { 'zh-CN': ['千瓦时', '千瓦时'], en: ['kWh', 'kWh'] },
  'cubic-meters': { 'zh-CN': ['立方米', '立方米'], en: ['m³', 'm³'] },
  persons: { 'zh-CN': ['人', '人'], en: ['person', 'persons'] },
  days: { 'zh-CN': ['天', '天'], en: ['day', 'days'] },
  months: { 'zh-CN': ['个月', '个月'], en: ['month', 'months'] },
  years: { 'zh-CN': ['年', '年'], en: ['year', 'years'] },
}

function plain(value: number, decimals: number): string {
  const text = fixed(value, decimals)
  const [whole, rest = ''] = text.split('.') as [string, string?]
  const fraction = rest.replace(/0+$/, '')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction ? `${grouped}.${fraction}` : grouped
}

/** US cents in the scales of the language: `12.5 万美元`, `US$125K`. */
function dollarText(cents: string, language: Language): string {
  const text = amountText(cents, language)
  return language === 'en' ? text.replace('¥', 'US$') : text.replace(/元$/, '美元')
}
