import type { DefinitionKind, Field, RecordTypeData } from '../../src/trust/catalog/contract.ts'

/** A definition while it is being written: any JSON object, so that the form and the text edit the same thing. */
export type Draft = Record<string, unknown>

/** A record type while it is being written; its number is the platform's to give. */
export type RecordTypeDraft = Omit<RecordTypeData, 'version'>

/** Where a new definition starts. */
export function emptyDraft(kind: DefinitionKind): Draft {
  if (kind === 'source') {
    const source = { id: '', zh: '', en: '', organization: '', identifierScheme: 'uscc' }
    return { ...source, precedence: 100, layouts: [] }
  }
  if (kind === 'reference-list') return { id: '', zh: '', en: '', codes: [] }
  return emptyRecordType()
}

function emptyRecordType(): Draft {
  const identifier: Field = {
    name: 'uscc',
    zh: '统一社会信用代码',
    en: 'Unified social credit code',
    type: 'identifier',
    required: true,
  }
  const draft: RecordTypeDraft = {
    id: '',
    zh: '',
    en: '',
    fieldGroup: 'registration',
    owner: { organization: '', zh: '', en: '' },
    sharing: 'authorization',
    sensitivity: 'L2',
    legalBasis: '',
    grain: { zh: '', en: '' },
    key: ['uscc'],
    eventTime: null,
    deliveryLagDays: 15,
    updateCycle: 'monthly',
    retentionMonths: 60,
    fields: [identifier],
    rules: [],
  }
  return draft
}

/** What the directory has, as a start for the next version: without the number and the digest, which are the platform's. */
export function draftOf(current: Readonly<Draft>): Draft {
  const { version: _, digest: __, ...rest } = current
  return Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => value !== null || name in nullable),
  )
}

const nullable = { eventTime: true, retentionMonths: true }

/** Paths of what is still empty and must not be; the server is asked once nothing lacks. */
export function lacking(kind: DefinitionKind, draft: Draft): string[] {
  const needed =
    kind === 'record-type'
      ? ['id', 'zh', 'en', 'owner.organization', 'owner.zh', 'owner.en', 'legalBasis', 'grain.zh', 'grain.en']
      : kind === 'source'
        ? ['id', 'zh', 'en', 'organization']
        : ['id', 'zh', 'en', 'codes']
  const own = needed.filter((path) => isEmpty(valueAt(draft, path)))
  if (kind !== 'record-type' || !Array.isArray(draft['fields'])) return own
  return [...own, ...(draft['fields'].some(lacksName) ? ['fields'] : [])]
}

function lacksName(field: unknown): boolean {
  return ['name', 'zh', 'en'].some((part) => isEmpty(valueAt(field, part)))
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
      value,
    )
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

/** What stands in a text as a definition; undefined when it is no JSON object. */
export function parseDraft(text: string): Draft | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Draft) : undefined
  } catch {
    return undefined
  }
}

/** The form shows a record type; a text may hold less than one, and then only the text can be edited. */
export function isRecordTypeDraft(draft: Draft): draft is Draft & RecordTypeDraft {
  const { fields, key, owner, grain, rules } = draft
  const isObject = (value: unknown) => typeof value === 'object' && value !== null
  return (
    [fields, key, rules].every(Array.isArray) &&
    (fields as unknown[]).every(isObject) &&
    isObject(owner) &&
    isObject(grain)
  )
}
