import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import { testDatabase } from '../../foundation/test-database.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, listEntries } from '../audit/index.ts'
import { operatorActor } from '../organizations/index.ts'
import type { RecordTypeData } from './contract.ts'
import {
  approveProposal,
  type CatalogTables,
  getRecordType,
  getRecordTypeByDigest,
  getReferenceList,
  getSource,
  listProposals,
  previewProposal,
  propose,
  rejectProposal,
  standardRecordType,
} from './index.ts'

type Work = UnitOfWork<CatalogTables & AuditTables>

const database = await testDatabase()
after(() => database.close())

const person = (account: string, ...permissions: string[]): Actor => ({
  account,
  organization: 'platform',
  kind: 'user',
  permissions: new Set(permissions),
})
const first = operatorActor()
const second = person('reviewer', 'catalog:manage', 'catalog:review')
const as = <Result>(actor: Actor, verb: (work: Work) => Promise<Result>) => runWork(database, actor, verb)

const { digest: _, ...loan } = standardRecordType('loan')
const { digest: __, ...tax } = standardRecordType('tax-payment')
const withField = (name: string, of: RecordTypeData = loan) => ({
  ...of,
  fields: [...of.fields, { name, zh: `字段${name}`, en: `Field ${name}`, type: 'text', required: false }],
})
const proposeLoan = (definition: object, actor = first) =>
  as(actor, (work) =>
    propose(work, { kind: 'record-type', definition: definition as Record<string, unknown>, note: 'more' }),
  )
const codeOf = async (attempt: Promise<unknown>) => {
  try {
    await attempt
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'accepted'
}

test('a definition is current once another person has approved it, and the old one is still found', async () => {
  const before = await as(first, (work) => getRecordType(work, 'loan'))
  const proposal = await proposeLoan(withField('purpose'))
  assert.deepEqual(
    [proposal.state, proposal.version, proposal.changes.map(({ at, change }) => `${change} ${at}`)],
    ['proposed', 2, ['added fields.purpose']],
  )
  assert.equal((await as(first, (work) => getRecordType(work, 'loan'))).digest, before.digest)

  assert.equal(
    await codeOf(as(first, (work) => approveProposal(work, { proposal: proposal.id }))),
    'catalog-own-proposal',
  )
  const approved = await as(second, (work) => approveProposal(work, { proposal: proposal.id }))
  assert.deepEqual([approved.state, approved.reviewedBy], ['approved', 'reviewer'])
  const now = await as(first, (work) => getRecordType(work, 'loan'))
  assert.deepEqual([now.version, now.fields.at(-1)!.name, now.digest], [2, 'purpose', proposal.digest])
  assert.equal((await as(first, (work) => getRecordTypeByDigest(work, before.digest))).version, 1)

  const again = (work: Work) => approveProposal(work, { proposal: proposal.id })
  assert.equal(await codeOf(as(second, again)), 'catalog-proposal-decided')
})

test('of two proposals on one version the second is outdated; a rejected one says why', async () => {
  const current = await as(first, (work) => getRecordType(work, 'loan'))
  const { digest: ___, ...data } = current
  const one = await proposeLoan(withField('officer', data))
  const other = await proposeLoan(withField('branch', data))
  await as(second, (work) => approveProposal(work, { proposal: one.id }))
  assert.equal(
    await codeOf(as(second, (work) => approveProposal(work, { proposal: other.id }))),
    'catalog-proposal-outdated',
  )
  const reason = '请按现行版本重新提交'
  const rejected = await as(second, (work) => rejectProposal(work, { proposal: other.id, reason }))
  assert.deepEqual([rejected.state, rejected.reason], ['rejected', reason])
  const { items } = await as(second, (work) => listProposals(work, { name: 'loan' }))
  assert.deepEqual(
    items.map(({ state, version }) => [state, version]),
    [
      ['rejected', 3],
      ['approved', 3],
      ['approved', 2],
    ],
  )
})

test('nobody proposes, sees or reviews a proposal without the permission', async () => {
  const nobody = person('somebody', 'batch:ingest')
  const keeper = person('keeper', 'catalog:manage')
  const proposal = await proposeLoan({ ...loan, id: 'loan-guarantee' }, keeper)
  const attempts: [Actor, (work: Work) => Promise<unknown>][] = [
    [nobody, (work) => propose(work, { kind: 'record-type', definition: loan })],
    [nobody, (work) => previewProposal(work, { kind: 'record-type', definition: loan })],
    [nobody, (work) => listProposals(work, {})],
    [nobody, (work) => approveProposal(work, { proposal: proposal.id })],
    [keeper, (work) => approveProposal(work, { proposal: proposal.id })],
    [keeper, (work) => rejectProposal(work, { proposal: proposal.id, reason: 'no' })],
  ]
  for (const [actor, attempt] of attempts)
    assert.equal(await codeOf(as(actor, attempt)), 'permission-missing')
})

test('what is wrong is said all at once, before anything is kept', async () => {
  const faulty = withField('known_at', { ...loan, id: 'faulty-loan', key: ['uscc', 'nowhere'] })
  await assert.rejects(proposeLoan(faulty), (refusal: Refusal) => {
    assert.equal(refusal.code, 'catalog-definition-faulty')
    const findings = refusal.where.findings as { rule: string }[]
    assert.deepEqual(findings.map(({ rule }) => rule).sort(), ['field-name-reserved', 'key-field'])
    return true
  })
  const attempts: [definition: object, code: string][] = [
    [{ ...loan, fields: loan.fields.slice(1), id: 'loan' }, 'catalog-definition-faulty'],
    [{ ...tax, fields: tax.fields.slice(0, -1) }, 'catalog-change-incompatible'],
    [{ ...loan, id: 'loan-two', fieldGroup: 'blood' }, 'catalog-definition-faulty'],
    [{ ...loan, id: 'loan-two', surprise: 1 }, 'catalog-definition-malformed'],
    [{ ...loan, id: 'loan-two', zh: '\ud800' }, 'catalog-definition-malformed'],
    [standardRecordType('tax-payment'), 'catalog-nothing-changed'],
  ]
  for (const [definition, code] of attempts) assert.equal(await codeOf(proposeLoan(definition)), code)
})

test('sources and reference lists go the same way, and a field may name a list that there is', async () => {
  const codes = [
    { code: 'A', zh: '甲级', en: 'Grade A' },
    { code: 'B', zh: '乙级', en: 'Grade B', validTo: '2026-06-30' },
  ]
  const graded = {
    ...loan,
    id: 'permit',
    fields: loan.fields.map((field) => (field.name === 'lender' ? { ...field, list: 'grades' } : field)),
  }
  assert.equal(await codeOf(proposeLoan(graded)), 'catalog-definition-faulty')
  const approve = async (kind: 'source' | 'reference-list', definition: Record<string, unknown>) => {
    const { id } = await as(first, (work) => propose(work, { kind, definition }))
    await as(second, (work) => approveProposal(work, { proposal: id }))
  }
  await approve('reference-list', { id: 'grades', zh: '等级', en: 'Grades', codes })
  assert.deepEqual((await as(first, (work) => getReferenceList(work, 'grades'))).codes, codes)
  assert.equal(await codeOf(proposeLoan(graded)), 'accepted')

  await approve('source', {
    id: 'water-company',
    zh: '自来水公司',
    en: 'Water company',
    organization: 'water-company',
    identifierScheme: 'uscc',
    layouts: [],
    precedence: 20,
  })
  assert.equal((await as(first, (work) => getSource(work, 'water-company'))).precedence, 20)
  const source = (scheme: string) => ({
    kind: 'source' as const,
    definition: {
      id: 'tax-bureau',
      zh: '税务局',
      en: 'Tax bureau',
      organization: 'tax-bureau',
      identifierScheme: scheme,
      layouts: [],
    },
  })
  assert.equal(
    await codeOf(as(first, (work) => propose(work, source('local')))),
    'catalog-change-incompatible',
  )
})

test('every step is in the log, and what is kept cannot be changed even by who holds the store', async () => {
  const { items } = await as(first, (work) => listEntries(work, { pageSize: 200 }))
  const kinds = new Set(items.map(({ kind }) => kind))
  for (const kind of ['catalog-proposed', 'catalog-approved', 'catalog-rejected'])
    assert.ok(kinds.has(kind), `${kind} of ${[...kinds]}`)
  const attempt = (text: string) => sql.raw(text).execute(database.kysely)
  await assert.rejects(attempt(`update catalog.definition set content = '{}'`), /never changes/)
  await assert.rejects(attempt(`update catalog.version set note = 'x' where state = 'approved'`), /never/)
  await assert.rejects(attempt('delete from catalog.version'), /never changes/)
})
