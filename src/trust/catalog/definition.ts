import { Compile } from 'typebox/compile'
import { canonicalJson, digestOf } from '../../foundation/canonical-json.ts'
import { changesBetween } from './change.ts'
import { recordTypeFaults, referenceListFaults, sourceFaults } from './compatible.ts'
import {
  type Change,
  type DefinitionKind,
  type Finding,
  type RecordTypeData,
  RecordTypeData as RecordTypeSchema,
  ReferenceList,
  refuse,
  type Source,
  SourceData,
} from './contract.ts'
import type { Directory } from './directory.ts'
import { Findings } from './finding.ts'
import { findReferenceList } from './get-reference-list.ts'
import { lintRecordType } from './lint-record-type.ts'
import { standardRecordTypes } from './record-type.ts'
import { lintReferenceList } from './reference-list.ts'
import { lintSource, sourceOf } from './source.ts'

export type Definition = RecordTypeData | SourceData | ReferenceList

/** A definition as it would stand in the directory, and what the directory has to say of it. */
export interface Checked {
  kind: DefinitionKind
  name: string
  version: number
  data: Definition
  digest: string
  current: { data: Definition; digest: string } | undefined
  /** Wrong by itself. */
  faults: Finding[]
  /** Right by itself, but not after the current version. */
  conflicts: Finding[]
  changes: Change[]
}

const schemas = {
  'record-type': Compile(RecordTypeSchema),
  source: Compile(SourceData),
  'reference-list': Compile(ReferenceList),
} as const

export function checkDefinition(
  directory: Directory,
  kind: DefinitionKind,
  given: Record<string, unknown>,
): Checked {
  const name = String(given.id)
  const current = currentOf(directory, kind, name)
  const version = current === undefined ? 1 : current.version + 1
  const data = parseDefinition(kind, given, version)
  return {
    kind,
    name,
    version,
    data,
    digest: digestOf(data),
    current: current && { data: current.data, digest: digestOf(current.data) },
    faults: faultsOf(directory, kind, data),
    conflicts: current ? conflictsOf(kind, current.data, data) : [],
    changes: changesBetween(withoutVersion(current?.data), withoutVersion(data)),
  }
}

/** The digest of what is current, undefined where there is nothing yet. */
export function currentDigest(directory: Directory, kind: DefinitionKind, name: string): string | null {
  const current = currentOf(directory, kind, name)
  return current ? digestOf(current.data) : null
}

function parseDefinition(kind: DefinitionKind, given: Record<string, unknown>, version: number): Definition {
  // The number is ours to give; a digest and empty members come along when an answer of ours is sent back.
  const { digest: _, version: __, ...rest } = given
  const filled = kind === 'source' ? withoutNulls(rest) : { ...rest, version }
  const schema = schemas[kind]
  if (!schema.Check(filled)) {
    const [first] = schema.Errors(filled)
    refuse('catalog-definition-malformed', { at: first?.instancePath ?? '', fault: first?.message ?? '' })
  }
  const data = kind === 'source' ? plainSource(filled as SourceData) : (filled as Definition)
  try {
    canonicalJson(data)
  } catch {
    refuse('catalog-definition-malformed', { at: '', fault: 'text that is no Unicode' })
  }
  return data
}

/** A source in its one form: what is not said is left out, what has a default is said. */
export function plainSource(data: SourceData | Source): SourceData {
  const said = withoutNulls({ ...data }) as SourceData
  return withoutNulls({ ...sourceOf(said) }) as SourceData
}

function withoutNulls(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
}

/** A number differs from version to version and says nothing of what changed. */
export function withoutVersion(data: Definition | undefined): unknown {
  if (data === undefined) return {}
  const { version: _, ...rest } = data as { version?: number }
  return rest
}

function currentOf(
  directory: Directory,
  kind: DefinitionKind,
  name: string,
): { data: Definition; version: number } | undefined {
  if (kind === 'source') {
    const source = directory.sources.get(name)
    return source && { data: plainSource(source), version: directory.versions.get(`source ${name}`) ?? 1 }
  }
  if (kind === 'reference-list') {
    const list = findReferenceList(directory, name)
    return list && { data: list, version: list.version }
  }
  const recordType = directory.recordTypes.get(name)
  if (!recordType) return undefined
  const { digest: _, ...data } = recordType
  return { data, version: data.version }
}

function faultsOf(directory: Directory, kind: DefinitionKind, data: Definition): Finding[] {
  if (kind === 'source') return lintSource(data as SourceData, directory.recordTypes)
  if (kind === 'reference-list') return lintReferenceList(data as ReferenceList)
  const recordType = data as RecordTypeData
  return [...lintRecordType(recordType), ...referenceFaults(directory, recordType)]
}

/** What a record type names outside itself. */
function referenceFaults(directory: Directory, recordType: RecordTypeData): Finding[] {
  const findings = new Findings()
  const fieldGroups = new Set([...standardRecordTypes.values()].map(({ fieldGroup }) => fieldGroup))
  if (!fieldGroups.has(recordType.fieldGroup))
    findings.add('fieldGroup', 'field-group-unknown', {
      zh: `没有数据项组 ${recordType.fieldGroup}：可用 ${[...fieldGroups].join('、')}`,
      en: `there is no field group ${recordType.fieldGroup}; there are ${[...fieldGroups].join(', ')}`,
    })
  for (const { name, list } of recordType.fields)
    if (list !== undefined && !findReferenceList(directory, list))
      findings.add(`fields.${name}.list`, 'list-unknown', {
        zh: `没有代码表 ${list}`,
        en: `there is no reference list ${list}`,
      })
  return findings.items
}

function conflictsOf(kind: DefinitionKind, current: Definition, next: Definition): Finding[] {
  if (kind === 'source') return sourceFaults(current as SourceData, next as SourceData)
  if (kind === 'reference-list') return referenceListFaults(current as ReferenceList, next as ReferenceList)
  return recordTypeFaults(current as RecordTypeData, next as RecordTypeData)
}
