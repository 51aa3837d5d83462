import { reasons as indicatorReasons } from '../src/credit/indicators/contract.ts'
import { reasons as profileReasons } from '../src/credit/profile/contract.ts'
import { reasons as scoringReasons } from '../src/credit/scoring/contract.ts'
import { endpointTable } from '../src/entrances/endpoint-table.ts'
import { refusalTable } from '../src/entrances/refusal-table.ts'
import type { ReasonCatalogue } from '../src/foundation/reason.ts'
import { reasons as ingestionReasons } from '../src/information/ingestion/contract.ts'
import { reasons as relationReasons } from '../src/information/relations/contract.ts'
import { reasons as decisionReasons } from '../src/lending/decisions/contract.ts'
import {
  bySubject,
  fieldGroupWords,
  listStandardRecordTypes,
  type RecordType,
} from '../src/trust/catalog/index.ts'
import { permissionsOfRole, roles } from '../src/trust/organizations/index.ts'

const generated = 'Made from the code by `npm run docs`; do not edit.'

export function operationsPage(): string {
  const rows = endpointTable.map(
    ({ contract, room }) =>
      `| \`${contract.method} ${contract.path}\` | ${contract.summary.zh} | ${contract.summary.en} | ${contract.permission} | ${room} |`,
  )
  return page('Operations', [
    '| operation | 中文 | English | permission | room |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ])
}

export function refusalsPage(): string {
  const rows = refusalTable.map(
    ({ code, entry }) =>
      `| <a id="${code}"></a>\`${code}\` | ${entry.kind} | ${entry.zh}<br/>${entry.en} | ${entry.todo.zh}<br/>${entry.todo.en} |`,
  )
  return page('Refusals and reasons', [
    '## Refusals',
    '',
    '| code | kind | what is wrong | what to do |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
    '## Reasons',
    '',
    '| code | kind | meaning | what to do |',
    '| --- | --- | --- | --- |',
    ...reasonRows(),
  ])
}

/** Every room's reasons, by code. */
export const reasonTable: ReasonCatalogue[] = [
  ingestionReasons,
  relationReasons,
  indicatorReasons,
  profileReasons,
  scoringReasons,
  decisionReasons,
]

function reasonRows(): string[] {
  return reasonTable
    .flatMap((catalogue) => Object.entries(catalogue))
    .map(
      ([code, reason]) =>
        `| \`${code}\` | ${reason.kind} | ${reason.zh}<br/>${reason.en} | ${reason.todo.zh}<br/>${reason.todo.en} |`,
    )
}

export function permissionsPage(): string {
  const rows = endpointTable.map(({ contract }) => {
    const cells = roles.map((role) => (allowed(role, contract.permission) ? '●' : ''))
    return `| \`${contract.name}\` | ${contract.permission} | ${cells.join(' | ')} |`
  })
  return page('Permissions', [
    `| operation | permission | ${roles.join(' | ')} |`,
    `| --- | --- | ${roles.map(() => '---').join(' | ')} |`,
    ...rows,
  ])
}

function allowed(role: (typeof roles)[number], permission: string): boolean {
  return (
    permission === 'public' ||
    permission === 'signed-in' ||
    (permissionsOfRole(role) as ReadonlySet<string>).has(permission)
  )
}

export function dataDictionaryPage(): string {
  const subjects = Map.groupBy(listStandardRecordTypes().toSorted(bySubject), ({ fieldGroup }) => fieldGroup)
  return page('Data dictionary', [
    '| 数据项组 | field group | record types |',
    '| --- | --- | --- |',
    ...[...subjects].map(([group, own]) => {
      const { zh, en } = fieldGroupWords(group)
      return `| ${zh} | ${en} \`${group}\` | ${own.map(({ id, zh: title }) => `[${title}](#${id})`).join('、')} |`
    }),
    '',
    ...[...subjects].flatMap(([group, own]) => [
      `## ${fieldGroupWords(group).zh} \`${group}\``,
      '',
      ...own.flatMap(recordTypeLines),
    ]),
  ])
}

function recordTypeLines(recordType: RecordType): string[] {
  return [
    `### <a id="${recordType.id}"></a>${recordType.zh} \`${recordType.id}\``,
    '',
    `${recordType.en} · ${recordType.grain.zh} (${recordType.grain.en}) · key: ${recordType.key.join(', ')} · ${recordType.sharing}, ${recordType.sensitivity} · ${recordType.owner.zh} · ${recordType.legalBasis}`,
    '',
    '| field | 中文 | English | type | required | codes |',
    '| --- | --- | --- | --- | --- | --- |',
    ...recordType.fields.map(
      (field) =>
        `| \`${field.name}\` | ${field.zh} | ${field.en} | ${field.type}${field.unit ? ` (${field.unit})` : ''} | ${field.required ? '●' : ''} | ${(field.codes ?? []).map(({ code, zh }) => `${code} ${zh}`).join(', ')} |`,
    ),
    '',
  ]
}

function page(title: string, lines: readonly string[]): string {
  return `# ${title}\n\n${generated}\n\n${lines.join('\n').trimEnd()}\n`
}
