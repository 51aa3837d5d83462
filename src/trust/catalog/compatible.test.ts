import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesBetween } from './change.ts'
import { recordTypeFaults, referenceListFaults } from './compatible.ts'
import type { Field, RecordTypeData } from './contract.ts'
import { standardRecordType } from './index.ts'

const { digest: _, ...tax } = standardRecordType('tax-payment')

type Edit = (draft: RecordTypeData) => void

function edited(edit: Edit): RecordTypeData {
  const draft = structuredClone(tax)
  edit(draft)
  return draft
}

const field = (draft: RecordTypeData, name: string): Field => draft.fields.find((one) => one.name === name)!
const extra: Field = { name: 'office', zh: '税务所', en: 'Office', type: 'text', required: false }

/** What would make stored rows unreadable or mean something else, with the rule and the place that say so. */
const harmful: [edit: Edit, rule: string, at: string][] = [
  [(draft) => (draft.fieldGroup = 'loans'), 'field-group-changed', 'fieldGroup'],
  [(draft) => (draft.eventTime = 'paid_on'), 'event-time-changed', 'eventTime'],
  [(draft) => draft.key.reverse(), 'key-changed', 'key'],
  [(draft) => draft.fields.splice(5, 1), 'field-removed', 'fields.paid_on'],
  [(draft) => draft.fields.splice(3, 0, extra), 'field-moved', 'fields.payable'],
  [(draft) => draft.fields.push({ ...extra, required: true }), 'field-added-required', 'fields.office'],
  [(draft) => (field(draft, 'paid').type = 'integer'), 'field-meaning-changed', 'fields.paid.type'],
  [(draft) => (field(draft, 'paid').unit = '10000 yuan'), 'field-meaning-changed', 'fields.paid.unit'],
  [(draft) => (field(draft, 'paid_on').required = true), 'field-now-required', 'fields.paid_on.required'],
  [
    (draft) => field(draft, 'tax_kind').codes!.splice(0, 1),
    'codes-grow-at-the-end',
    'fields.tax_kind.codes.value-added',
  ],
  [
    (draft) => field(draft, 'tax_kind').codes!.reverse(),
    'codes-grow-at-the-end',
    'fields.tax_kind.codes.value-added',
  ],
  [
    (draft) => field(draft, 'tax_kind').codes![1]!.synonyms.push('增值税'),
    'code-meaning-changed',
    'fields.tax_kind.codes.value-added',
  ],
]

test('a version that would make stored rows mean something else is refused with the field and the rule', () => {
  for (const [edit, rule, at] of harmful) {
    const faults = recordTypeFaults(tax, edited(edit))
    assert.ok(
      faults.some((fault) => fault.rule === rule && fault.at === at),
      `${rule} at ${at}: ${JSON.stringify(faults)}`,
    )
    for (const fault of faults) assert.ok(/[\u4e00-\u9fff]/.test(fault.zh) && fault.en !== '')
  }
})

test('a version may add an optional field and a code at the end, loosen a bound and say things better', () => {
  const next = edited((draft) => {
    draft.fields.push(extra)
    draft.zh = '税款缴纳记录'
    draft.deliveryLagDays = 15
    field(draft, 'paid').max = 1_000_000_00
    field(draft, 'payable').required = false
    field(draft, 'tax_kind').codes!.push({ code: 'stamp', zh: '印花税', en: 'Stamp duty', synonyms: [] })
  })
  assert.deepEqual(recordTypeFaults(tax, next), [])
  const changes = changesBetween(tax, next).map(({ at, change }) => `${change} ${at}`)
  assert.deepEqual(changes.sort(), [
    'added fields.office',
    'added fields.paid.max',
    'added fields.tax_kind.codes.stamp',
    'changed deliveryLagDays',
    'changed fields.payable.required',
    'changed zh',
  ])
})

test('what touches a natural person stays masked', () => {
  const { digest: __, ...registration } = standardRecordType('registration')
  const next = structuredClone(registration)
  delete field(next, 'legal_representative').personal
  assert.deepEqual(
    recordTypeFaults(registration, next).map(({ rule }) => rule),
    ['field-unmasked'],
  )
})

test('where a version masks by another field, the next masks there too', () => {
  const { digest: __, ...change } = standardRecordType('change')
  const rulesAfter = (edit: (before: Field) => void) => {
    const next = structuredClone(change)
    edit(field(next, 'before'))
    return recordTypeFaults(change, next).map(({ rule }) => rule)
  }
  assert.deepEqual(
    rulesAfter(({ personalWhen }) => personalWhen!.codes.push('address')),
    [],
  )
  assert.deepEqual(
    rulesAfter((before) => delete before.personalWhen),
    [],
    'masked always',
  )
  assert.deepEqual(
    rulesAfter(({ personalWhen }) => personalWhen!.codes.pop()),
    ['field-unmasked'],
  )
  assert.deepEqual(
    rulesAfter((before) => (before.personalWhen = { field: 'changed_on', codes: ['name'] })),
    ['field-unmasked'],
  )
  const { digest: ___, ...person } = standardRecordType('key-person')
  const freed = structuredClone(person)
  field(freed, 'name').personalWhen = { field: 'role', codes: ['chair'] }
  assert.deepEqual(
    recordTypeFaults(person, freed).map(({ rule }) => rule),
    ['field-unmasked'],
  )
})

test('a reference list only grows at its end', () => {
  const list = (...codes: string[]) => ({
    id: 'grades',
    version: 1,
    zh: '等级',
    en: 'Grades',
    codes: codes.map((code) => ({ code, zh: code, en: code })),
  })
  assert.deepEqual(referenceListFaults(list('A', 'B'), list('A', 'B', 'C')), [])
  assert.deepEqual(
    referenceListFaults(list('A', 'B'), list('A', 'C')).map(({ at }) => at),
    ['codes.B'],
  )
})
