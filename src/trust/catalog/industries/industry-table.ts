import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Years of GB/T 4754. */
export type IndustryEdition = '2011' | '2017'

export interface IndustryTable {
  names: ReadonlyMap<string, string>
  /** The section letter of each division, for codes that are written without it. */
  sections: ReadonlyMap<string, string>
}

const tables = new Map<IndustryEdition, IndustryTable>()

/** Sections, divisions, groups and classes of an edition; read when first asked for. */
export function industryTable(edition: IndustryEdition): IndustryTable {
  const known = tables.get(edition)
  if (known) return known
  const [, ...lines] = readFileSync(join(import.meta.dirname, `gb4754-${edition}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
  const names = new Map(lines.map((line) => line.split(',') as [string, string]))
  const divisions = [...names.keys()].filter((code) => code.length === 3)
  const table = { names, sections: new Map(divisions.map((code) => [code.slice(1), code[0]!])) }
  tables.set(edition, table)
  return table
}
