import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { DirectoryItem, RecordType } from './contract.ts'
import { bySubject } from './field-group.ts'
import { listRecordTypes } from './get-record-type.ts'
import type { CatalogTables } from './store.ts'

export interface DirectoryWish {
  text?: string | undefined
  fieldGroup?: string | undefined
  sharing?: RecordType['sharing'] | undefined
  owner?: string | undefined
}

const matchesMax = 5

/** The record types that a text is found in: those named so before those that only have such a field, then by subject. */
export async function searchDirectory(work: UnitOfWork<CatalogTables>, wish: DirectoryWish) {
  const all = await listRecordTypes(work)
  const found = findInDirectory(all, wish)
  const recordTypes = found.map(({ recordType }) => recordType)
  return {
    total: all.length,
    items: found.map(itemOf),
    counts: {
      fieldGroup: countsOf(recordTypes, ({ fieldGroup }) => fieldGroup),
      sharing: countsOf(recordTypes, ({ sharing }) => sharing),
      owner: countsOf(recordTypes, ({ owner }) => owner.organization),
    },
  }
}

interface Found {
  recordType: RecordType
  matches: DirectoryItem['matches']
  weight: number
}

/** Every word of the text must be found; white space, width and case do not matter. */
export function findInDirectory(recordTypes: readonly RecordType[], wish: DirectoryWish): Found[] {
  const words = (wish.text ?? '').split(/\s+/).map(plain).filter(Boolean)
  return recordTypes
    .filter(
      ({ fieldGroup, sharing, owner }) =>
        (wish.fieldGroup === undefined || wish.fieldGroup === fieldGroup) &&
        (wish.sharing === undefined || wish.sharing === sharing) &&
        (wish.owner === undefined || wish.owner === owner.organization),
    )
    .flatMap((recordType) => find(recordType, words) ?? [])
    .sort((left, right) => right.weight - left.weight || bySubject(left.recordType, right.recordType))
}

function find(recordType: RecordType, words: readonly string[]): Found | undefined {
  const texts = textsOf(recordType)
  const matches = new Map<string, DirectoryItem['matches'][number]>()
  let weight = 0
  for (const word of words) {
    const hits = texts.filter(({ text }) => plain(text).includes(word))
    if (hits.length === 0) return undefined
    weight += Math.max(...hits.map((hit) => hit.weight + (plain(hit.text) === word ? 1 : 0)))
    for (const { at, text } of hits) if (!matches.has(at)) matches.set(at, { at, text })
  }
  return { recordType, matches: [...matches.values()].slice(0, matchesMax), weight }
}

function textsOf(recordType: RecordType): { at: string; text: string; weight: number }[] {
  const { id, zh, en, owner, legalBasis, fields, rules } = recordType
  const line = (at: string, weight: number) => (text: string) => ({ at, text, weight })
  return [
    ...[id, zh, en].map(line('name', 8)),
    ...[owner.organization, owner.zh, owner.en].map(line('owner', 4)),
    line('legalBasis', 2)(legalBasis),
    ...fields.flatMap((field) => [
      ...[field.name, field.zh, field.en, ...(field.synonyms ?? [])].map(line(`fields.${field.name}`, 2)),
      ...(field.codes ?? []).flatMap((code) =>
        [code.code, code.zh, code.en].map(line(`fields.${field.name}.codes.${code.code}`, 1)),
      ),
    ]),
    ...rules.flatMap((rule) => [rule.zh, rule.en].map(line(`rules.${rule.id}`, 1))),
  ]
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

function itemOf({ recordType, matches }: Found): DirectoryItem {
  const { id, version, digest, zh, en, fieldGroup, owner, sharing, sensitivity, updateCycle } = recordType
  const fields = recordType.fields.length
  return {
    id,
    version,
    digest,
    zh,
    en,
    fieldGroup,
    owner,
    sharing,
    sensitivity,
    updateCycle,
    fields,
    matches,
  }
}

function countsOf(recordTypes: readonly RecordType[], valueOf: (recordType: RecordType) => string) {
  const counts = new Map<string, number>()
  for (const recordType of recordTypes)
    counts.set(valueOf(recordType), (counts.get(valueOf(recordType)) ?? 0) + 1)
  return [...counts].map(([value, items]) => ({ value, items }))
}
