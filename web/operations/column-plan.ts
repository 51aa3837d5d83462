import type { PreviewColumn, PreviewTable } from '../../src/information/ingestion/deliveries/contract.ts'

/** What a person said of columns: the field that a title means, or null for a column that is left out. */
export type ColumnChoices = Readonly<Record<string, string | null>>

/** One column title with what is proposed for it, over all the tables that are delivered together. */
export interface PlannedColumn {
  title: string
  found: PreviewColumn['found']
  proposed: string | null
  suggestions: readonly string[]
  examples: readonly string[]
}

const examplesMax = 3

export function plannedColumns(tables: readonly PreviewTable[]): PlannedColumn[] {
  const columns = new Map<string, PlannedColumn>()
  for (const table of tables) {
    table.columns.forEach(({ title, field, found, suggestions }, at) => {
      if (columns.has(title)) return
      const values = table.rows.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '')
      const examples = [...new Set(values)].slice(0, examplesMax)
      columns.set(title, { title, found, proposed: field, suggestions, examples })
    })
  }
  return [...columns.values()]
}

/** The field of a column, null when it is left out, undefined as long as nobody has said. */
export function fieldOf(column: PlannedColumn, choices: ColumnChoices): string | null | undefined {
  const chosen = choices[column.title]
  if (chosen !== undefined) return chosen
  return column.found === 'asked' ? undefined : column.proposed
}

/** Whether a person has said something that the server did not know by itself. */
export function isChosen(column: PlannedColumn, choices: ColumnChoices): boolean {
  const chosen = choices[column.title]
  return chosen !== undefined && (column.found === 'asked' || chosen !== column.proposed)
}

export function openColumns(columns: readonly PlannedColumn[], choices: ColumnChoices): PlannedColumn[] {
  return columns.filter((column) => fieldOf(column, choices) === undefined)
}

/** Fields that two columns of one table would fill. */
export function doubledFields(tables: readonly PreviewTable[], choices: ColumnChoices): string[] {
  const doubled = new Set<string>()
  for (const table of tables) {
    const seen = new Set<string>()
    for (const column of plannedColumns([table])) {
      const field = fieldOf(column, choices)
      if (typeof field !== 'string') continue
      if (seen.has(field)) doubled.add(field)
      seen.add(field)
    }
  }
  return [...doubled]
}

export interface LackingTable {
  table: string
  fields: readonly string[]
}

/** Required fields that no column of a table fills, after what the person chose. */
export function lackingFields(
  tables: readonly PreviewTable[],
  choices: ColumnChoices,
  required: readonly string[],
): LackingTable[] {
  return tables.flatMap((table) => {
    const columns = plannedColumns([table])
    const proposed = new Set(columns.map((column) => column.proposed))
    const needed = new Set([
      ...table.missing.map(({ field }) => field),
      ...required.filter((field) => proposed.has(field)),
    ])
    for (const column of columns) needed.delete(fieldOf(column, choices) ?? '')
    return needed.size === 0 ? [] : [{ table: table.name, fields: [...needed] }]
  })
}

/**
 * What goes with the delivery: nothing when every column is known by its title; otherwise all of it, because a
 * mapping is remembered for exactly these titles.
 */
export function mappingOf(
  columns: readonly PlannedColumn[],
  choices: ColumnChoices,
  fields: readonly string[],
): Record<string, string | null> | undefined {
  const said = columns.some(
    (column) => ['asked', 'remembered'].includes(column.found) || isChosen(column, choices),
  )
  if (!said) return undefined
  const known = new Set(fields)
  const entries = columns.map((column) => [column.title, fieldOf(column, choices) ?? null] as const)
  return Object.fromEntries(entries.filter(([, field]) => field === null || known.has(field)))
}
