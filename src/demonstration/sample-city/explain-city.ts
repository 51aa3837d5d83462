import { type RecordType, standardRecordType } from '../../trust/catalog/index.ts'
import { columnsOf, type Format } from './delivery/table.ts'
import type { CityRecordType } from './emit.ts'
import { cityIdentities } from './identities.ts'
import type { CityManifest } from './manifest.ts'

/** The README of a city's folder: what a stranger has to know to use the data, without this repository. */
export function explainCity(manifest: CityManifest): string {
  const { enterprises, months, firstMonth, lastMonth, seed, format } = manifest
  return `${[
    '# A made-up city of small enterprises',
    `${number(enterprises)} enterprises, ${months} months (${firstMonth} to ${lastMonth}), seed \`${seed}\`. ${scope(manifest)}`,
    'Registrations, invoices, taxes, insured people, bank accounts, loans and everything else that departments and banks would deliver about them. **No enterprise, person or figure in it is real**: every row was computed from the seed. What happens to a firm is driven by a hidden quality and by shocks, so its records agree with each other, and the true probability of its default is known.',
    '这是一座生成的城市：企业、人员、金额均为虚构，由种子计算得出。同一种子在任何机器上得到逐字节相同的文件。',
    '## Files',
    formatWords[format],
    'One folder a record type, `truth` beside them, with parts of consecutive enterprises; all rows of an enterprise are in the same numbered part of every folder. `manifest.json` has rows, bytes and SHA-256 of each file, the planted firms and the planted faults of delivery; a folder without it is not complete.',
    tableOf(manifest),
    'The first column of every file is `uscc`, the unified social credit code (GB 32100) of the enterprise that the row is about. `known_at` is when the platform came to know the row. Of the rows of one key, the one known last holds; the earlier ones are what was known until then.',
    '## What holds',
    cityIdentities.map((text) => `- ${text}`).join('\n'),
    '## Planted firms',
    manifest.featured.map(({ uscc, name, zh, en }) => `- **${name}** \`${uscc}\`: ${en}\n  ${zh}`).join('\n'),
    ...habitSections(manifest),
    ...byHandSections(manifest),
    '## The hidden truth',
    truthWords(manifest),
    '## Fields',
    ...[...rowsByType(manifest).keys()].filter((id) => id !== 'truth').map(fieldsOf),
    '## License',
    'CC0 1.0: the data is dedicated to the public domain. Use it for anything, without asking.',
  ].join('\n\n')}\n`
}

const formatWords: Readonly<Record<Format, string>> = {
  parquet:
    'Apache Parquet. Money is DECIMAL(18,2) in yuan, days are DATE, months are text `YYYY-MM`, `known_at` is a moment in UTC. For example `SELECT * FROM \'vat-invoice/*.parquet\'` in DuckDB, or `pandas.read_parquet("vat-invoice")`.',
  csv: 'CSV in UTF-8 with a header. Money is in yuan with two decimals, days are `YYYY-MM-DD`, months `YYYY-MM`, `known_at` is a moment of Asia/Shanghai; what is absent is empty.',
  gb18030:
    'CSV in GB18030, as Chinese offices export it, with a header. Money is in yuan with two decimals, days are `YYYY-MM-DD`, months `YYYY-MM`, `known_at` is a moment of Asia/Shanghai; what is absent is empty.',
}

function scope({ known }: CityManifest): string {
  if (known === 'all') return 'Everything that was known at the end of the last month.'
  return known === 'before'
    ? 'Only what was known before the first month.'
    : `Only what became known in ${known}.`
}

function rowsByType({ files }: CityManifest): Map<CityRecordType, { rows: number; sources: Set<string> }> {
  const sums = new Map<CityRecordType, { rows: number; sources: Set<string> }>()
  for (const { recordType, source, rows } of files) {
    const sum = sums.get(recordType) ?? { rows: 0, sources: new Set() }
    sum.rows += rows
    sum.sources.add(source ?? '–')
    sums.set(recordType, sum)
  }
  return sums
}

function tableOf(manifest: CityManifest): string {
  const lines = [...rowsByType(manifest)].map(([id, { rows, sources }]) => {
    if (id === 'truth')
      return `| \`truth\` | the hidden truth of each enterprise and month | – | ${number(rows)} | nobody |`
    const { zh, en, key } = standardRecordType(id)
    return `| \`${id}\` | ${en} · ${zh} | ${key.join(', ')} | ${number(rows)} | ${[...sources].join(', ')} |`
  })
  return [
    '| folder | what it is | key | rows | delivered by |',
    '| --- | --- | --- | ---: | --- |',
    ...lines,
  ].join('\n')
}

function habitSections({ habits }: CityManifest): string[] {
  if (habits.length === 0) return []
  const lines = habits.map(
    ({ recordType, month, rows, zh, en }) =>
      `- \`${recordType}\`${month === null ? '' : ` ${month}`}, ${number(rows)} rows: ${en}\n  ${zh}`,
  )
  return [
    '## Planted faults of delivery',
    'Departments deliver late, correct themselves, miss a month and change their codes. These rows are known, so that what watches the quality of data can be judged by them. `--clean` leaves them out.',
    lines.join('\n'),
  ]
}

function byHandSections({ byHand }: CityManifest): string[] {
  if (byHand === null) return []
  const lines = byHand.faults.map(({ line, field, reason }) => `- line ${line}, \`${field}\`: ${reason}`)
  return [
    '## A file brought in by hand',
    `\`${byHand.file}\` is a file of invoices in GB18030 with titles in Chinese, in which some lines are wrong. It is not part of the data: hand it in as \`${byHand.recordType}\` to see what becomes of bad lines.`,
    lines.join('\n'),
  ]
}

function truthWords({ truth }: CityManifest): string {
  return [
    '`truth` has the true probability of default within twelve months of each enterprise and month, the phase that it is in and its hidden quality. Nobody could deliver it: keep it out of what is to be predicted from, and use it to judge predictions.',
    `Over ${truth.cohorts} quarterly cohorts of borrowers, ${number(truth.borrowers)} pairs of borrower and cohort: ${(truth.annualDefaultRate * 100).toFixed(2)} % defaulted within twelve months (an instalment 90 days overdue). Ranked by the true probability the area under the ROC curve is ${truth.auc.toFixed(3)}: no score can be expected to do better.`,
  ].join('\n\n')
}

function fieldsOf(id: CityRecordType): string {
  const recordType = standardRecordType(id)
  const kinds = new Map(columnsOf(id).map(({ name, kind }) => [name, kind]))
  const lines = recordType.fields.map((field) => {
    const codes = field.codes?.map(({ code }) => code).join(' ') ?? ''
    const absent = field.required ? '' : ', may be absent'
    return `| \`${field.name}\` | ${field.en} · ${field.zh} | ${kinds.get(field.name)}${absent} | ${codes} |`
  })
  return [
    `### ${id}\n\n${grainOf(recordType)}`,
    ['| field | what it is | kind | codes |', '| --- | --- | --- | --- |', ...lines].join('\n'),
  ].join('\n\n')
}

function grainOf({ grain, legalBasis }: RecordType): string {
  return `One row: ${grain.en}. Held in reality under: ${legalBasis}.`
}

function number(value: number): string {
  return value.toLocaleString('en-US')
}
