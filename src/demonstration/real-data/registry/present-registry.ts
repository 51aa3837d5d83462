import { reasons } from '../../../information/ingestion/index.ts'
import type { RegistryFile, RegistryStudy } from './run-enterprise-cn.ts'

type Counts = Record<string, number>

/** The keys of the command line for one file, and beyond them what was repaired and what is only warned of. */
interface FileJson {
  file: string
  /** Always published + quarantined + duplicate. */
  rows: number
  published: number
  quarantined: number
  duplicate: number
  corrected: number
  reasons: Counts
  warnings: Counts
  repaired: number
  usccValid: number
  usccWrongLength: number
  usccIllegalCharacter: number
  usccWrongCheckDigit: number
  usccMissing: number
  noCapital: number
  capitalParsed: number
  columnsWrong: number
  garbled: number
  regions: { current: number; historic: number; unknown: number; cityLevel: number }
  batch: string
}

export function registryJson(study: RegistryStudy): {
  files: FileJson[]
  total: Omit<FileJson, 'file' | 'batch'>
  seconds: number
} {
  const files = study.files.map(fileJson)
  return { files, total: totalOf(files), seconds: study.seconds }
}

function countsOf(entries: readonly { reason: string; rows: number }[]): Counts {
  return Object.fromEntries(entries.map(({ reason, rows }) => [reason, rows]))
}

function fileJson({ name, batch, delivered }: RegistryFile): FileJson {
  const warnings = countsOf(batch.warnings ?? [])
  const { rows: _, ...asDelivered } = delivered
  return {
    file: name,
    rows: batch.rowsRead,
    published: batch.rowsPublished,
    quarantined: batch.rowsQuarantined,
    duplicate: batch.rowsDuplicate,
    corrected: batch.rowsCorrected,
    reasons: countsOf(batch.quarantine),
    warnings,
    repaired: warnings['identifier-repaired'] ?? 0,
    ...asDelivered,
    capitalParsed: batch.filled?.registered_capital ?? 0,
    batch: batch.batch,
  }
}

function totalOf(files: readonly FileJson[]): Omit<FileJson, 'file' | 'batch'> {
  const sum = (left: unknown, right: unknown): unknown => {
    if (typeof right === 'number') return ((left as number | undefined) ?? 0) + right
    const both = { ...(left as Counts | undefined) }
    for (const [key, value] of Object.entries(right as Counts)) both[key] = (both[key] ?? 0) + value
    return both
  }
  const total: Record<string, unknown> = {}
  for (const { file: _, batch: __, ...counts } of files)
    for (const [key, value] of Object.entries(counts)) total[key] = sum(total[key], value)
  return total as unknown as Omit<FileJson, 'file' | 'batch'>
}

type Side = 'zh' | 'en'

/** What a person reads: a line for each file, then why rows were set aside, what was repaired, and what to know. */
export function registryText(study: RegistryStudy): { zh: string; en: string } {
  return { zh: textIn(study, 'zh'), en: textIn(study, 'en') }
}

const titles = {
  zh: ['文件', '行数', '发布', '隔离', '重复', '改写代码', '代码有效', '无注册资金', '资金已解析'],
  en: [
    'file',
    'rows',
    'published',
    'quarantined',
    'duplicate',
    'repaired',
    'valid codes',
    'no capital',
    'capital read',
  ],
} as const

function textIn(study: RegistryStudy, side: Side): string {
  const { files, total } = registryJson(study)
  const lineOf = (name: string, line: Omit<FileJson, 'file' | 'batch'>) => [
    name,
    ...[line.rows, line.published, line.quarantined, line.duplicate, line.repaired, line.usccValid].map(
      grouped,
    ),
    ...[line.noCapital, line.capitalParsed].map(grouped),
  ]
  const all = { zh: '合计', en: 'in all' }[side]
  const table = [[...titles[side]], ...files.map((file) => lineOf(file.file, file)), lineOf(all, total)]
  return [
    aligned(table),
    '',
    ...reasonLines(study, total.reasons, { zh: '隔离的行', en: 'Rows set aside' }[side], side),
    ...reasonLines(
      study,
      total.warnings,
      { zh: '已发布、但有提示的行', en: 'Rows published with a warning' }[side],
      side,
    ),
    ...regionLines(total.regions, side),
    ...gapLines(total, side),
  ].join('\n')
}

function reasonLines(study: RegistryStudy, counts: Counts, title: string, side: Side): string[] {
  const entries = Object.entries(counts).sort(([, left], [, right]) => right - left)
  if (entries.length === 0) return []
  const lines = entries.flatMap(([reason, rows]) => {
    const words = (reasons as Record<string, { zh: string; en: string; todo: { zh: string; en: string } }>)[
      reason
    ]
    const example = exampleOf(study, reason, side)
    return [
      `  ${grouped(rows)}  ${words?.[side] ?? reason}`,
      ...(words ? [`      ${words.todo[side]}`] : []),
      ...(example ? [`      ${example}`] : []),
    ]
  })
  return [title, ...lines, '']
}

/** A place to look at, and its value where that touches nobody: columns of a broken row may hold anything. */
function exampleOf(study: RegistryStudy, reason: string, side: Side): string | undefined {
  for (const { name, examples } of study.files) {
    const found = examples.find((row) => row.reason === reason)
    if (!found) continue
    const place = { zh: `例：${name} 第 ${found.row} 行`, en: `for example ${name}, row ${found.row}` }[side]
    return found.field === 'uscc' && found.value ? `${place}: ${shortened(found.value)}` : place
  }
  return undefined
}

function shortened(code: string): string {
  return code.length > 8 ? `${code.slice(0, 8)}…${code.slice(-2)}` : code
}

function regionLines(regions: FileJson['regions'], side: Side): string[] {
  const sum = regions.current + regions.historic + regions.unknown
  if (sum === 0) return []
  const share = (count: number) => `${((100 * count) / sum).toFixed(1)} %`
  const [now, then, none, city] = [regions.current, regions.historic, regions.unknown, regions.cityLevel].map(
    share,
  )
  return [
    {
      zh: `代码中的行政区划：现行 ${now}，已撤并或改名 ${then}（沿革可查），不在任何版本 ${none}（其中市本级登记 ${city}）`,
      en: `divisions in the codes: in force ${now}, of the past ${then} (followed to what is there now), in no edition ${none} (registered by a city itself ${city})`,
    }[side],
    '',
  ]
}

/** How the count by spelling and what was published fit together. */
function gapLines(total: Omit<FileJson, 'file' | 'batch'>, side: Side): string[] {
  const { usccValid, repaired, published, duplicate } = total
  const other = usccValid + repaired - published - duplicate
  return [
    {
      zh: `核对：写法有效的代码 ${grouped(usccValid)} + 改写后有效 ${grouped(repaired)} = 发布 ${grouped(published)} + 重复 ${grouped(duplicate)} + 代码有效但因其他原因隔离 ${grouped(other)}`,
      en: `check: codes valid as written ${grouped(usccValid)} + valid once rewritten ${grouped(repaired)} = published ${grouped(published)} + duplicate ${grouped(duplicate)} + valid but set aside for another reason ${grouped(other)}`,
    }[side],
  ]
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

/** Columns as wide as their widest cell; a Chinese character takes two places. */
function aligned(rows: readonly (readonly string[])[]): string {
  const width = (text: string) =>
    [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 2 : 1), 0)
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => width(row[column]!))))
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const padding = ' '.repeat(widths[column]! - width(cell))
          return column === 0 ? cell + padding : padding + cell
        })
        .join('  '),
    )
    .join('\n')
}
