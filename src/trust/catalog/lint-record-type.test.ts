import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import type { Condition, RecordTypeData } from './contract.ts'
import { lintRecordType } from './lint-record-type.ts'
import { patternFault } from './pattern.ts'
import { listStandardRecordTypes, standardRecordType } from './record-type.ts'

const { digest: _, ...loan } = standardRecordType('loan')

function rulesBroken(edit: (draft: RecordTypeData) => void): string[] {
  const draft = structuredClone(loan)
  edit(draft)
  return lintRecordType(draft).map(({ rule }) => rule)
}

test('what comes with the platform is sound', () => {
  assert.ok(listStandardRecordTypes().length >= 7)
  for (const recordType of listStandardRecordTypes()) assert.deepEqual(lintRecordType(recordType), [])
})

test('each contradiction within a definition is named', () => {
  const faulty: [edit: (draft: RecordTypeData) => void, rule: string][] = [
    [(draft) => draft.fields.push(draft.fields[1]!), 'field-repeated'],
    [(draft) => (draft.fields[1]!.synonyms = ['主体']), 'none'],
    [(draft) => (draft.fields[1]!.synonyms = [draft.fields[3]!.zh]), 'title-ambiguous'],
    [(draft) => (draft.fields[1]!.name = 'known_at'), 'field-name-reserved'],
    [(draft) => (draft.fields[1]!.name = 'source_id'), 'field-name-reserved'],
    [(draft) => (draft.fields[1]!.name = 'version'), 'field-name-reserved'],
    [(draft) => draft.key.push('nowhere'), 'key-field'],
    [(draft) => (draft.key = ['loan_number']), 'key-without-identifier'],
    [(draft) => (draft.fields.find(({ name }) => name === 'loan_number')!.personal = true), 'key-personal'],
    [(draft) => (draft.eventTime = 'lender'), 'event-time'],
    [(draft) => (draft.fields[0]!.type = 'text'), 'identifier-count'],
    [(draft) => (draft.fields[1]!.min = 3), 'bounds-misplaced'],
    [(draft) => Object.assign(draft.fields[3]!, { min: 3, max: 2 }), 'bounds-crossed'],
    [(draft) => (draft.fields[1]!.codes = []), 'codes-misplaced'],
    [(draft) => (draft.fields[1]!.pattern = '(a+)+'), 'pattern-unsound'],
    [(draft) => Object.assign(draft.fields[1]!, { pattern: '^\\d+$', example: 'LN-1' }), 'example-invalid'],
    [(draft) => (draft.fields[3]!.pattern = '^1'), 'pattern-misplaced'],
    [(draft) => (draft.fields[3]!.list = 'grades'), 'list-misplaced'],
    [(draft) => (draft.sharing = 'public'), 'sharing-too-wide'],
    [
      (draft) => {
        draft.fields[2]!.personal = true
        draft.sensitivity = 'L1'
      },
      'sensitivity-too-low',
    ],
  ]
  for (const [edit, rule] of faulty)
    assert.equal(rulesBroken(edit).includes(rule), rule !== 'none', `${rule}: ${rulesBroken(edit)}`)
})

test('what decides whether a value is a person is a code that is always there', () => {
  const { digest: __, ...change } = standardRecordType('change')
  const faulty: [edit: (draft: RecordTypeData) => void, isSound: boolean][] = [
    [() => {}, true],
    [(draft) => delete before(draft).personal, false],
    [(draft) => (before(draft).personalWhen!.codes = ['nowhere']), false],
    [(draft) => (before(draft).personalWhen!.field = 'after'), false],
    [(draft) => (before(draft).personalWhen!.field = 'nowhere'), false],
    [(draft) => (draft.fields.find(({ name }) => name === 'item')!.required = false), false],
  ]
  for (const [edit, isSound] of faulty) {
    const draft = structuredClone(change)
    edit(draft)
    const rules = lintRecordType(draft).map(({ rule }) => rule)
    assert.equal(!rules.includes('personal-when'), isSound, String(edit))
  }
})

function before(draft: RecordTypeData) {
  return draft.fields.find(({ name }) => name === 'before')!
}

test('a rule between fields compares like with like, by fields that there are', () => {
  const when = (condition: Condition) => (draft: RecordTypeData) => {
    draft.rules = [{ id: 'one', zh: '规则', en: 'rule', when: condition, severity: 'quarantine' }]
  }
  const field = (name: string) => ({ field: name })
  const constant = (text: string) => ({ constant: text })
  let deep: Condition = { empty: 'lender' }
  for (let level = 0; level < 10; level++) deep = { not: deep }
  const cases: [Condition, string | undefined][] = [
    [{ compare: [field('due_on'), '<', field('started_on')] }, undefined],
    [{ compare: [field('principal'), '>', constant('100000')] }, undefined],
    [{ all: [{ empty: 'lender' }, { not: { empty: 'loan_number' } }] }, undefined],
    [{ compare: [field('due_on'), '<', constant('2026-02-01')] }, undefined],
    [{ compare: [field('due_on'), '<', constant('2026-02')] }, 'rule-constant'],
    [{ compare: [field('due_on'), '<', constant('2026-02-30')] }, 'rule-constant'],
    [{ compare: [field('due_on'), '<', field('principal')] }, 'rule-types-differ'],
    [{ compare: [field('lender'), '<', field('loan_number')] }, 'rule-without-order'],
    [{ compare: [constant('1'), '<', constant('2')] }, 'rule-without-field'],
    [{ any: [{ empty: 'nothing' }] }, 'rule-field-unknown'],
    [deep, 'rule-too-large'],
  ]
  for (const [condition, rule] of cases)
    assert.deepEqual(
      rulesBroken(when(condition)),
      rule === undefined ? [] : [rule],
      JSON.stringify(condition),
    )
})

test('a pattern that the engine lacks or that can take forever is refused, ordinary ones are not', () => {
  for (const good of [
    '^\\d{6}$',
    '^[A-T]\\d{0,4}$',
    '^(?:甲|乙)[0-9]+$',
    '^[(+*]+$',
    '^a\\+(b)?$',
    '^(\\d{4}-)+x{2}$',
  ])
    assert.equal(patternFault(good), undefined, good)
  for (const bad of [
    '(',
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    '(a+)+',
    '((a*)b*)*',
    '(a|a)*',
    '(.*,){3,}',
    '(a{1,3})+',
    '(a?){30}',
    '(a*a+a+){1,3}',
    'a?'.repeat(30),
    'a*a*a*a*',
    '(a{1,3}){12}(a*){1,3}',
    'a{2000}',
    'a'.repeat(300),
  ])
    assert.ok(patternFault(bad), bad)
})

test('no accepted pattern takes forever on a text that nearly fits', () => {
  const atom = fc.constantFrom('a', '.', '[ab]', 'aa')
  const often = fc.constantFrom('', '', '*', '+', '?', '{2,}', '{1,3}', '{12}')
  const piece = fc.tuple(atom, often).map((parts) => parts.join(''))
  const group = fc
    .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), often)
    .map(([parts, times]) => `(${parts.join('')})${times}`)
  let accepted = 0
  fc.assert(
    fc.property(fc.array(group, { minLength: 1, maxLength: 2 }), (groups) => {
      const pattern = `^${groups.join('')}$`
      if (patternFault(pattern) !== undefined) return
      accepted++
      // A regular expression that goes on beyond the bound is stopped, and the test fails.
      runInNewContext(
        'new RegExp(pattern, "u").test(text)',
        { pattern, text: `${'a'.repeat(40)}!` },
        { timeout: 2000 },
      )
    }),
    { numRuns: 200 },
  )
  assert.ok(accepted > 20)
})
