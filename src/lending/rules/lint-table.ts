import { type CellTest, isFault, readCell } from './cell.ts'
import { columnOf, rowRanks } from './compile-table.ts'
import { type Problem, problem } from './problem.ts'
import type { Input, Output, Table } from './ruleset.ts'
import { boxesOf, gaps, overlaps, unreachable } from './table-coverage.ts'
import { indexWords, indexWordsMax } from './table-index.ts'

const overlapsShown = 20

export function lintTable(
  table: Table,
  inputs: ReadonlyMap<string, Input>,
  reasons: ReadonlySet<string>,
): Problem[] {
  const place = { table: table.id }
  const unknown = table.columns.filter((name) => !inputs.has(name))
  if (unknown.length > 0)
    return unknown.map((name) =>
      problem(
        'error',
        { ...place, column: name },
        `There is no input "${name}".`,
        `没有名为“${name}”的输入。`,
      ),
    )
  const problems = [...lintOutputs(table), ...lintShape(table), ...lintGives(table, reasons)]
  const { rows, faults } = readAll(table, inputs)
  problems.push(...faults)
  return problems.some(({ severity }) => severity === 'error')
    ? problems
    : [...problems, ...lintCoverage(table, rows, inputs)]
}

function readAll(
  table: Table,
  inputs: ReadonlyMap<string, Input>,
): { rows: CellTest[][]; faults: Problem[] } {
  const faults: Problem[] = []
  const rows = table.rows.map((row, number) =>
    row.when.flatMap((cell, position) => {
      const column = table.columns[position]
      const read = column === undefined ? undefined : readCell(cell, inputs.get(column)!)
      if (read && isFault(read))
        faults.push(problem('error', { table: table.id, row: number + 1, column }, read.en, read.zh))
      return read && !isFault(read) ? [read] : []
    }),
  )
  return { rows, faults }
}

function lintShape(table: Table): Problem[] {
  return table.rows.flatMap((row, number) => {
    const place = { table: table.id, row: number + 1 }
    const problems: Problem[] = []
    if (row.when.length !== table.columns.length)
      problems.push(
        problem(
          'error',
          place,
          `The row has ${row.when.length} conditions for ${table.columns.length} columns.`,
          `该行有 ${row.when.length} 个条件，应为 ${table.columns.length} 个。`,
        ),
      )
    if (row.gives.length !== table.outputs.length)
      problems.push(
        problem(
          'error',
          place,
          `The row has ${row.gives.length} outputs for ${table.outputs.length} columns.`,
          `该行有 ${row.gives.length} 个输出，应为 ${table.outputs.length} 个。`,
        ),
      )
    return problems
  })
}

function lintOutputs(table: Table): Problem[] {
  const problems: Problem[] = []
  table.outputs.forEach((output, position) => {
    const place = { table: table.id, output: position + 1 }
    if ((output.effect === 'set') !== (output.name !== undefined))
      problems.push(
        problem('error', place, 'Exactly an output that sets has a name.', '只有“set”输出须有名称。'),
      )
    const ordered = table.hitPolicy === 'priority' && position === 0
    if (ordered !== (output.order !== undefined))
      problems.push(
        problem(
          'error',
          place,
          'The first output of a priority table, and no other, lists its values in order.',
          '优先级表的首个输出须列出取值次序，其他输出不得列出。',
        ),
      )
  })
  return problems
}

function lintGives(table: Table, reasons: ReadonlySet<string>): Problem[] {
  return table.rows.flatMap((row, number) =>
    row.gives.flatMap((value, position) => {
      const output = table.outputs[position]
      const fault = output && value !== null ? outputFault(output, value, reasons) : undefined
      const place = { table: table.id, row: number + 1, output: position + 1 }
      return fault ? [problem('error', place, fault[0], fault[1])] : []
    }),
  )
}

function outputFault(
  { effect, order }: Output,
  value: string | number | boolean,
  reasons: ReadonlySet<string>,
): [en: string, zh: string] | undefined {
  if (order && !order.includes(value))
    return [`"${value}" is not in the order of the output.`, `“${value}”不在输出次序中。`]
  if (effect === 'cap-limit')
    return typeof value === 'string' && /^(0|[1-9]\d{0,14})$/.test(value)
      ? undefined
      : [`"${value}" is not an amount in fen as text.`, `“${value}”不是以分为单位的金额文字。`]
  if (effect === 'adjust-rate')
    return Number.isInteger(value) && Math.abs(value as number) <= 2400
      ? undefined
      : [`"${value}" is not a whole number of basis points.`, `“${value}”不是整数基点。`]
  if (effect === 'set') return undefined
  return typeof value === 'string' && reasons.has(value)
    ? undefined
    : [`There is no reason "${value}" in the ruleset.`, `规则集没有名为“${value}”的原因。`]
}

function lintCoverage(
  table: Table,
  rows: readonly CellTest[][],
  inputs: ReadonlyMap<string, Input>,
): Problem[] {
  const columns = table.columns.map((name, position) =>
    columnOf(
      inputs.get(name)!,
      rows.map((cells) => cells[position]!),
    ),
  )
  const place = { table: table.id }
  if (indexWords(columns, rows.length) > indexWordsMax)
    return [
      problem(
        'error',
        place,
        'The table is too large to index; divide it.',
        '决策表过大，无法建立索引，请拆分。',
      ),
    ]
  const boxes = boxesOf(columns, rows)
  const problems: Problem[] = []
  if (table.hitPolicy === 'unique')
    for (const [earlier, row] of overlaps(boxes, overlapsShown))
      problems.push(
        problem(
          'error',
          { ...place, row: row + 1 },
          `The row overlaps row ${earlier + 1}: one input can match both, and the hit policy is unique.`,
          `该行与第 ${earlier + 1} 行重叠：同一输入可同时命中两行，而命中策略为唯一。`,
        ),
      )
  if (table.hitPolicy === 'first' || table.hitPolicy === 'priority')
    for (const row of unreachable(boxes, rowRanks(table)))
      problems.push(
        problem(
          'defect',
          { ...place, row: row + 1 },
          'The row can never be reached: stronger rows take all its inputs.',
          '该行不可能命中：更优先的行已覆盖其全部输入。',
        ),
      )
  const { found, complete } = gaps(columns, boxes)
  for (const gap of found) {
    const values = gap.flatMap((index, position) =>
      index === null ? [] : [`${table.columns[position]} = ${columns[position]!.textOf(index)}`],
    )
    const followed = `(otherwise: ${table.otherwise})`
    problems.push(
      problem(
        'notice',
        { ...place, gap: values },
        `No row for ${values.join(', ')} ${followed}.`,
        `没有适用于 ${values.join('，')} 的行 ${followed}。`,
      ),
    )
  }
  if (!complete)
    problems.push(
      problem('notice', place, 'The search for gaps was cut short.', '缺口检查未完成（组合过多）。'),
    )
  return problems
}
