import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { readEntries } from '../audit/index.ts'
import {
  approveProposal,
  fieldGroupIds,
  listStandardRecordTypes,
  propose,
  standardRecordType,
} from '../catalog/index.ts'
import {
  authorizePublic,
  coversRecordType,
  fieldGroups,
  findCoverage,
  grantConsent,
  requireAuthorization,
} from './index.ts'
import { publicTypesAmong } from './public-types.ts'
import { actorOf, bank, operator, owner, platform, rival, testParties, wish } from './test-parties.ts'

const { database, run } = await testParties()
after(() => database.close())
const purpose = 'pre-loan-review'
const page = (actor: Actor, fieldGroups: readonly string[]) =>
  run(
    (work) => requireAuthorization(work, { enterprise: 'e-1', purpose, fieldGroups, withPublic: true }),
    actor,
  )
const supervisor = actorOf('supervisor', 'bureau-one')
const privateTypes = listStandardRecordTypes().filter(({ sharing }) => sharing !== 'public')
const publicTypes = listStandardRecordTypes().filter(({ sharing }) => sharing === 'public')
const usesOnRecord = () =>
  run(
    (work) => readEntries(work, { kinds: ['use-authorized', 'public-use-authorized'], pageSize: 200 }),
    operator,
  )

test('a page of both rests on one authorization, on record once, with the bases apart', async () => {
  await run((work) => grantConsent(work, wish), owner)
  const before = (await usesOnRecord()).length
  const coverage = await run((work) => findCoverage(work, { enterprise: 'e-1', purpose }), bank)
  assert.deepEqual(coverage.covered, ['invoices', 'tax'])
  assert.deepEqual(coverage.public, ['registration', 'compliance'])
  const authorization = await page(bank, coverage.covered)
  for (const recordType of listStandardRecordTypes())
    assert.equal(
      coversRecordType(authorization, 'e-1', recordType),
      recordType.sharing === 'public' || ['invoices', 'tax'].includes(recordType.fieldGroup),
      recordType.id,
    )
  const entries = await usesOnRecord()
  assert.equal(entries.length, before + 1)
  const { basis, fieldGroups, publicGroups } = entries[0]!.detail
  assert.deepEqual(
    [basis, fieldGroups, publicGroups],
    ['consent', ['invoices', 'tax'], ['registration', 'compliance']],
  )
})

test('who has no consent reads what is public, and is refused what is not, asked for with it or without', async () => {
  for (const actor of [rival, supervisor]) {
    const open = await page(actor, [])
    assert.equal(open.scope.basis, 'public')
    for (const recordType of publicTypes) assert(coversRecordType(open, 'e-1', recordType))
    for (const recordType of privateTypes) assert(!coversRecordType(open, 'e-1', recordType), recordType.id)
    const code = actor === rival ? 'consent-none' : 'consent-public-only'
    await assert.rejects(page(actor, ['tax']), { code })
    await assert.rejects(page(actor, ['tax', 'registration']), { code })
    const asGroup = { enterprise: 'e-1', purpose, fieldGroups: ['registration', 'compliance'] } as const
    const group = await run((work) => requireAuthorization(work, asGroup), actor)
    assert.equal(group.scope.basis, 'public')
    for (const recordType of privateTypes) assert(!coversRecordType(group, 'e-1', recordType))
  }
})

test('a supervisor rests on no consent, not even one to its own agency', async () => {
  await run((work) => grantConsent(work, { ...wish, organization: 'bureau-one' }), owner)
  const officer = actorOf('agency-officer', 'bureau-one')
  assert.equal((await page(officer, ['tax'])).scope.basis, 'consent')
  await assert.rejects(page(supervisor, ['tax']), { code: 'consent-public-only' })
  const seen = await run((work) => findCoverage(work, { enterprise: 'e-1', purpose }), supervisor)
  assert.deepEqual([seen.basis, seen.covered], [null, []])
})

test('one record type can be named, and naming a private one opens nothing', async () => {
  const one = await run(
    (work) => authorizePublic(work, { enterprise: 'e-1', recordTypes: ['penalty', 'loan'] }),
    rival,
  )
  const opened = listStandardRecordTypes().filter((recordType) => coversRecordType(one, 'e-1', recordType))
  assert.deepEqual(
    opened.map(({ id }) => id),
    ['penalty'],
  )
})

test('in a group that is public but for one record type, that one stays shut to who has no consent', async () => {
  const { digest: _, ...penalty } = standardRecordType('penalty')
  const definition = {
    ...penalty,
    id: 'investigation-file',
    sharing: 'authorization' as const,
    zh: '调查卷宗',
  }
  const proposal = await run((work) => propose(work, { kind: 'record-type', definition }), platform)
  const reviewer = { ...platform, account: 'second' }
  await run((work) => approveProposal(work, { proposal: proposal.id }), reviewer)

  const file = { id: 'investigation-file', fieldGroup: 'compliance' }
  const open = await page(rival, [])
  assert(coversRecordType(open, 'e-1', penalty) && !coversRecordType(open, 'e-1', file))
  const asGroup = { enterprise: 'e-1', purpose, fieldGroups: ['compliance'] } as const
  await assert.rejects(
    run((work) => requireAuthorization(work, asGroup), rival),
    { code: 'consent-none' },
  )
  const coverage = await run((work) => findCoverage(work, { enterprise: 'e-1', purpose }), rival)
  assert.deepEqual(coverage.public, ['registration', 'compliance'], 'something in it is still public')
  assert(coverage.missing.includes('compliance') && !coverage.missing.includes('registration'))
})

test('a group is whole when all of it is public', () => {
  const one = { id: 'one', fieldGroup: 'tax', sharing: 'public' } as const
  const shut = { ...one, id: 'two', sharing: 'closed' } as const
  assert.deepEqual(publicTypesAmong([one]).whole, ['tax'])
  const mixed = publicTypesAmong([one, shut])
  assert.deepEqual([mixed.whole, mixed.groups, mixed.types], [[], ['tax'], [one]])
  assert.deepEqual(publicTypesAmong([shut]).groups, [])
})

test('the groups that a consent may name are those that the catalogue has words for', () => {
  assert.deepEqual([...fieldGroups], fieldGroupIds)
})
