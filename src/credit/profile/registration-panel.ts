import { maskPersonalName, regionOf } from '../../information/enterprises/index.ts'
import type { RecordRow } from '../../information/records/index.ts'
import { type RecordType, regionPathWords, resolveRegion } from '../../trust/catalog/index.ts'
import type { Registration } from './contract.ts'
import industryNames from './industry-names.json' with { type: 'json' }

interface Words {
  zh: string
  en: string
}
const industries = industryNames as Record<string, Words>

/** The name of a division (`C34`) or section (`C`) of GB/T 4754-2017. */
export function industryName(code: string): Words | undefined {
  return industries[code.slice(0, 3)] ?? industries[code.slice(0, 1)]
}

const daysOfYear = 365.2425
const text = (value: unknown) => (value === null || value === undefined ? null : String(value))

/** The version in force on the day: the last that has taken effect. */
export function registrationOn(
  recordType: RecordType,
  rows: readonly RecordRow[],
  day: string,
  uscc: string | null,
): Registration | undefined {
  const inForce = rows
    .filter(({ values }) => String(values.effective_on) <= day)
    .sort((left, right) => (String(left.values.effective_on) < String(right.values.effective_on) ? -1 : 1))
    .at(-1)
  if (!inForce) return undefined
  const { values } = inForce
  const status = recordType.fields
    .find(({ name }) => name === 'status')!
    .codes!.find(({ code }) => code === values.status)!
  const industry = String(values.industry)
  const { region, regionDerived } = regionOf(text(values.region), uscc)
  const regionWords = region === null ? null : regionPathWords(resolveRegion(region))
  const person = text(values.legal_representative)
  const age = (Date.parse(day) - Date.parse(String(values.established_on))) / 86_400_000 / daysOfYear
  return {
    status: { code: status.code, zh: status.zh, en: status.en },
    legalRepresentative: person === null ? null : maskPersonalName(person),
    registeredCapitalFen: text(values.registered_capital),
    establishedOn: String(values.established_on),
    ageYears: Math.floor(Math.max(0, age) * 10) / 10,
    industry: {
      code: industry,
      zh: industryName(industry)?.zh ?? null,
      en: industryName(industry)?.en ?? null,
    },
    region: {
      code: region,
      zh: regionWords?.zh ?? null,
      en: regionWords?.en ?? null,
      derived: regionDerived,
    },
    address: text(values.address),
    effectiveOn: String(values.effective_on),
  }
}
