import type { ReferenceList } from './contract.ts'
import { industryTable } from './industries/industry-table.ts'
import { sectionNames } from './industries/section-names.ts'
import { provinceNames } from './regions/province-names.ts'
import { regionTable } from './regions/region-table.ts'

/** The lists that come with the platform, made from its tables when first asked for. */
const makers: Readonly<Record<string, () => ReferenceList>> = { industries, regions }

export const standardReferenceListIds: readonly string[] = Object.keys(makers)

const made = new Map<string, ReferenceList>()

export function findStandardReferenceList(id: string): ReferenceList | undefined {
  const known = made.get(id)
  if (known || !Object.hasOwn(makers, id)) return known
  const list = makers[id]!()
  made.set(id, list)
  return list
}

/** Every code of GB/T 2260 since 1981 under its last name, with the years in which it was in force. */
function regions(): ReferenceList {
  const codes = [...regionTable()].map(([code, entries]) => {
    const last = entries.at(-1)!
    return {
      code,
      zh: last.name,
      en: `${provinceNames[code.slice(0, 2)] ?? 'China'} ${code}`,
      validFrom: `${entries[0]!.since}-01-01`,
      ...(last.until === undefined ? {} : { validTo: `${last.until - 1}-12-31` }),
    }
  })
  return { id: 'regions', version: 1, zh: '行政区划代码', en: 'Administrative divisions (GB/T 2260)', codes }
}

function industries(): ReferenceList {
  const codes = [...industryTable('2017').names].map(([code, zh]) => ({
    code,
    zh,
    en: `${sectionNames[code[0]!] ?? 'Industry'} ${code}`,
  }))
  return { id: 'industries', version: 1, zh: '国民经济行业分类', en: 'Industries (GB/T 4754-2017)', codes }
}
