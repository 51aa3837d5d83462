import { type IndustryEdition, industryTable } from './industry-table.ts'
import { sectionNames } from './section-names.ts'

/** What an industry code means in an edition of GB/T 4754. */
export interface Industry {
  /** With its section letter, as `C3360`; as given where no edition has it. */
  code: string
  edition: IndustryEdition
  /** The Chinese name of the code; the English one of its section. */
  name: { zh: string; en: string | null }
  /** Names from the section down. */
  path: string[]
  level: 'section' | 'division' | 'group' | 'class' | null
  status: 'listed' | 'unknown'
  /** The code of 2017 with the same name, for one of 2011; null where the name is gone or means several. */
  successor: string | null
}

const levels = ['section', null, 'division', 'group', 'class'] as const

/** Resolves a code with or without its section letter. What the tables do not have is said to be unknown. */
export function resolveIndustry(code: string, edition: IndustryEdition = '2017'): Industry {
  const { names, sections } = industryTable(edition)
  const upper = code.trim().toUpperCase()
  const full = /^\d{2,4}$/.test(upper) ? `${sections.get(upper.slice(0, 2)) ?? ''}${upper}` : upper
  const zh = names.get(full)
  const path = [1, 3, 4, 5]
    .filter((length) => length <= full.length)
    .flatMap((length) => names.get(full.slice(0, length)) ?? [])
  return {
    code: zh === undefined ? code : full,
    edition,
    name: { zh: zh ?? path.at(-1) ?? code, en: sectionNames[full[0] ?? ''] ?? null },
    path,
    level: zh === undefined ? null : (levels[full.length - 1] ?? null),
    status: zh === undefined ? 'unknown' : 'listed',
    successor: edition === '2011' && zh !== undefined ? successorOf(full, zh) : null,
  }
}

/** The same code with the same name, else the only code of the same level with that name. */
function successorOf(code: string, name: string): string | null {
  const { names } = industryTable('2017')
  if (names.get(code) === name) return code
  const same = [...names].filter(([other, otherName]) => otherName === name && other.length === code.length)
  return same.length === 1 ? same[0]![0] : null
}
