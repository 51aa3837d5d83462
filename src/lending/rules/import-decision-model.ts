import { refuse } from './contract.ts'
import { readLiteral, readModelCell } from './decision-model-cell.ts'
import type { Cell, Input, Ruleset, Table } from './ruleset.ts'

/** A decision table of the JSON Decision Model (gorules.io), the parts that are read here. */
interface ModelTable {
  hitPolicy?: string
  executionMode?: string | null
  inputField?: string | null
  inputs: { id: string; name?: string; field?: string | null }[]
  outputs: { id: string; name?: string; field: string }[]
  rules: Record<string, string | null | undefined>[]
}

type Place = Record<string, unknown>

const fieldPath = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$/

/**
 * Imports one decision table node of a JDM graph as a ruleset with one table. Plain comparisons, lists and ranges
 * come over; a cell or an output that is a program is refused with its place: nothing is imported by half.
 */
export function importDecisionModel(graph: unknown, { id, node }: { id: string; node: string }): Ruleset {
  const nodes = (
    graph as { nodes?: { id?: string; name?: string; type?: string; content?: unknown }[] } | null
  )?.nodes
  const found = nodes?.find((entry) => entry.id === node && entry.type === 'decisionTableNode')
  if (!found)
    return refuse('decision-model-not-importable', {
      node,
      why: 'there is no decision table of this identifier',
    })
  const model = found.content as ModelTable
  const place = { node: found.name ?? node }
  if (model.executionMode === 'loop' || model.inputField)
    refuse('decision-model-not-importable', {
      ...place,
      why: 'the table runs over a list or on a part of the input',
    })
  const columns = model.inputs.map((input) => {
    const field = input.field?.trim() ?? ''
    if (fieldPath.test(field)) return { ...input, field }
    return refuse('decision-model-not-importable', {
      ...place,
      column: input.name ?? input.id,
      why: 'the input is no plain field',
      text: field,
    })
  })
  const inputs = columns.map((column): Input => {
    const name = column.name?.trim() || column.field
    return { name: column.field, type: columnType(model, column, place), zh: name, en: name }
  })
  const table = importTable(model, columns, place)
  return {
    id,
    version: 1,
    zh: place.node,
    en: place.node,
    inputs: inputs.filter(({ name }, index) => inputs.findIndex((input) => input.name === name) === index),
    reasons: {},
    rules: [],
    tables: [{ id, version: 1, zh: place.node, en: place.node, severity: 'information', ...table }],
  }
}

function importTable(
  model: ModelTable,
  columns: readonly { id: string; field: string }[],
  place: Place,
): Pick<Table, 'hitPolicy' | 'columns' | 'outputs' | 'rows' | 'missing' | 'otherwise'> {
  const { hitPolicy } = model
  if (hitPolicy !== 'first' && hitPolicy !== 'collect')
    return refuse('decision-model-not-importable', {
      ...place,
      why: `the hit policy ${hitPolicy} is unknown`,
    })
  return {
    hitPolicy,
    columns: columns.map(({ field }) => field),
    outputs: model.outputs.map(({ field }) => ({ effect: 'set', name: field })),
    rows: model.rules.map((rule, index) => ({
      when: columns.map((column) => cellOf(rule, column, { ...place, row: index + 1 })),
      gives: model.outputs.map((output) => {
        const text = (rule[output.id] ?? '').trim()
        if (text === '') return null
        const value = readLiteral(text)
        if (value !== undefined) return value
        const where = { ...place, row: index + 1, column: output.field, text }
        return refuse('decision-model-not-importable', { ...where, why: 'the output is a formula' })
      }),
    })),
    missing: 'passes',
    otherwise: 'passes',
  }
}

function cellOf(
  rule: ModelTable['rules'][number],
  { id, field }: { id: string; field: string },
  place: Place,
): Cell {
  const text = rule[id] ?? ''
  const cell = readModelCell(text)
  if (cell !== undefined) return cell
  return refuse('decision-model-not-importable', {
    ...place,
    column: field,
    text,
    why: 'the cell is no plain comparison',
  })
}

/** JDM columns have no type: it is that of the values which their cells name. */
function columnType(model: ModelTable, column: { id: string; field: string }, place: Place): Input['type'] {
  const types = new Set<Input['type']>()
  model.rules.forEach((rule, index) => {
    const cell = cellOf(rule, column, { ...place, row: index + 1 })
    const choice = typeof cell === 'object' && cell !== null && 'not' in cell ? cell.not : cell
    const items = Array.isArray(choice) ? choice : [choice]
    for (const item of items) {
      if (typeof item === 'boolean') types.add('boolean')
      if (typeof item === 'number') types.add('number')
      if (typeof item === 'string') types.add(isQuoted(rule[column.id]!) ? 'text' : 'number')
    }
  })
  if (types.size > 1)
    refuse('decision-model-not-importable', {
      ...place,
      column: column.field,
      why: 'the cells of the column mix types',
    })
  return [...types][0] ?? 'text'
}

const isQuoted = (text: string) => /["']/.test(text)
