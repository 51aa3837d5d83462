import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accessMatrix, accessTo } from '../../src/credit/profile/access.ts'
import { compareProfiles } from '../../src/credit/profile/compare-profiles.ts'
import {
  type ProfileTables,
  readProfile,
  readProfileSection,
  refreshDossiers,
} from '../../src/credit/profile/index.ts'
import { listProfileEvents } from '../../src/credit/profile/list-events.ts'
import { readImprovements } from '../../src/credit/profile/read-improvements.ts'
import { sectionIds } from '../../src/credit/profile/section.contract.ts'
import { sections } from '../../src/credit/profile/sections/section-table.ts'
import { Refusal } from '../../src/foundation/refusal.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { getEnterprise } from '../../src/information/enterprises/index.ts'
import { listRecords } from '../../src/information/records/index.ts'
import { standardRecordType } from '../../src/trust/catalog/index.ts'
import { grantConsents, listUses, stageLimitOf } from '../../src/trust/consent/index.ts'
import { createOrganization, operatorActor, permissionsOfRole } from '../../src/trust/organizations/index.ts'
import { deliver, firm, young } from './firm.ts'
import { openFixture, type ProfileFixture } from './fixture.ts'

type Work = UnitOfWork<ProfileTables>
let fixture: ProfileFixture
let enterprise: string

const actor = (role: string, organization: string): Actor => ({
  account: `${role}.${organization}`,
  organization,
  kind: 'user',
  permissions: permissionsOfRole(role as never),
  role,
})
const viewers = {
  investigation: actor('bank-officer', 'first-bank'),
  approval: actor('credit-approver', 'first-bank'),
  'post-loan': actor('post-loan-manager', 'first-bank'),
  own: actor('enterprise-user', 'the-firm'),
  government: actor('supervisor', 'the-agency'),
} as const

before(async () => {
  fixture = await openFixture()
  await deliver(fixture)
  enterprise = (await fixture.run((work: Work) => getEnterprise(work, firm))).enterprise
  await fixture.run(async (work: Work) => {
    for (const [id, kind, of] of [
      ['first-bank', 'bank', null],
      ['second-bank', 'bank', null],
      ['the-agency', 'agency', null],
      ['the-firm', 'enterprise', enterprise],
    ] as const)
      await createOrganization(work, { id, kind, name: id, enterprise: of })
    const grant = (purpose: string) => ({
      enterprise,
      organization: 'first-bank',
      purpose,
      fieldGroups: [
        'invoices',
        'tax',
        'social-security',
        'utilities',
        'assets',
        'bank-flow',
        'loans',
        'customs',
      ],
      until: '2027-06-30',
    })
    await grantConsents(work, [grant('pre-loan-review'), grant('post-loan-management')])
  })
  await refreshDossiers(fixture.database, operatorActor())
})
after(() => fixture.close())

const sectionAs = (viewer: Actor, section: string) =>
  fixture.run((work: Work) => readProfileSection(work, { enterprise: firm, section }), viewer)

test('every stage sees of every panel what the matrix says, no more, and is told what is hidden', async () => {
  for (const [stage, viewer] of Object.entries(viewers) as [keyof typeof viewers, Actor][])
    for (const id of sectionIds) {
      const section = await sectionAs(viewer, id)
      assert.equal(section.stage, stage)
      const spec = sections.find((one) => one.id === id)!
      const expected = spec.panels
        .map((panel) => panel.id)
        .filter((panel) => accessTo(stage, id, panel) !== 'hidden')
      assert.deepEqual(section.panels.map((panel) => panel.id).sort(), expected.sort(), `${stage} ${id}`)
      for (const panel of section.panels)
        if (panel.access === 'summary' && 'data' in panel) {
          assert.equal(panel.data.kind, 'facts', `${stage} ${id}.${panel.id}`)
          assert.doesNotMatch(JSON.stringify(panel.data), /"origin"/)
        }
      const withheld = [
        ...(accessMatrix.sections[id][stage] === 'shown' ? [] : [null]),
        ...spec.panels
          .filter((panel) => {
            const whole = accessMatrix.sections[id][stage]
            const access = accessTo(stage, id, panel.id)
            return whole !== 'hidden' && access !== whole
          })
          .map((panel) => panel.id),
      ]
      assert.ok(section.hidden.length >= withheld.length, `${stage} ${id}`)
      for (const { zh, en } of section.hidden) assert.ok(zh && en)
    }
})

test('the records behind a panel are for the stages that see them one by one, and for no other', async () => {
  const panelsOf = new Map<string, { section: (typeof sectionIds)[number]; panel: string }[]>()
  // That a record was corrected is said of every record type, and of none of them what it says.
  for (const { id, panels } of sections.filter(({ id }) => id !== 'trace'))
    for (const panel of panels)
      for (const recordType of panel.recordTypes) {
        const known = panelsOf.get(recordType) ?? []
        panelsOf.set(recordType, [...known, { section: id, panel: panel.id }])
      }
  let limited = 0
  for (const stage of ['investigation', 'approval', 'post-loan', 'own'] as const)
    for (const [recordType, panels] of panelsOf) {
      if (standardRecordType(recordType).sharing === 'public') continue
      const accesses = panels.map(({ section, panel }) => accessTo(stage, section, panel))
      // Who may not see single parties does not see them in the invoices that its sums are made of either.
      const { fields } = standardRecordType(recordType)
      if (fields.some(({ name }) => name === 'counterparty'))
        accesses.push(accessTo(stage, 'tax', 'customers'))
      const isOpen = accesses.every((access) => access === 'shown')
      const read = fixture
        .run((work: Work) => listRecords(work, { enterprise, recordType }), viewers[stage])
        .then(
          () => 'read',
          (error: Refusal) => error.code,
        )
      if (!isOpen) limited++
      assert.equal(await read, isOpen ? 'read' : 'consent-stage-sums-only', `${stage} ${recordType}`)
      const isHidden = stageLimitOf(viewers[stage].role, recordType) === 'hidden'
      assert.equal(isHidden, accesses.includes('hidden'), `${stage} ${recordType}`)
    }
  assert.ok(limited > 5)
})

test('a supervisor and a bank without consent see nothing but what is public', async () => {
  const strangers = [viewers.government, actor('bank-officer', 'second-bank')]
  for (const viewer of strangers)
    for (const id of sectionIds) {
      const { panels } = await sectionAs(viewer, id)
      for (const panel of panels) {
        if (!('data' in panel)) continue
        const spec = sections.find((one) => one.id === id)!.panels.find((one) => one.id === panel.id)!
        for (const source of panel.sources)
          assert.equal(standardRecordType(source.recordType).sharing, 'public', `${id}.${panel.id}`)
        if (spec.recordTypes.length > 0) assert.ok(panel.sources.length > 0)
      }
    }
  const page = await fixture.run((work: Work) => readProfile(work, { enterprise: firm }), strangers[1])
  assert.ok(page.events.every(({ kind }) => standardRecordType(kind).sharing === 'public'))
  assert.ok(
    page.missing.some(({ state, missing }) => state === 'not-covered' && missing.includes('bank-flow')),
  )
  assert.ok('data' in page.registration)
})

test('who asks for what no consent opens is on record; who asks for what is public has done nothing wrong', async () => {
  const second = actor('bank-officer', 'second-bank')
  const refusals = async () => {
    const { items } = await fixture.run((work: Work) => listUses(work, { enterprise }))
    return items.filter(
      ({ outcome, organization }) => outcome === 'refused' && organization === 'second-bank',
    )
  }
  const before = (await refusals()).length
  await sectionAs(second, 'compliance')
  assert.equal((await refusals()).length, before)
  await sectionAs(second, 'bank-flow')
  const [latest] = await refusals()
  assert.equal((await refusals()).length, before + 1)
  assert.deepEqual([latest!.refusal, latest!.missing], ['consent-none', ['bank-flow']])
})

test('one look is one line of what the enterprise sees, whoever looks', async () => {
  const looks: ((work: Work) => Promise<unknown>)[] = [
    (work) => readProfile(work, { enterprise: firm }),
    (work) => listProfileEvents(work, { enterprise: firm }),
    (work) => listRecords(work, { enterprise, recordType: 'penalty' }),
    (work) => readProfileSection(work, { enterprise: firm, section: 'relations' }),
  ]
  const uses = async () => {
    const { items } = await fixture.run((work: Work) => listUses(work, { enterprise, pageSize: 200 }))
    return items.filter(({ outcome }) => outcome === 'authorized')
  }
  for (const viewer of [viewers.investigation, viewers.government, actor('bank-officer', 'second-bank')])
    for (const look of looks) {
      const before = (await uses()).length
      await fixture.run(look, viewer)
      const after = await uses()
      assert.equal(after.length - before, 1, `${viewer.account} ${look}`)
      assert.deepEqual(after[0]!.publicGroups.includes('compliance'), true, String(look))
    }
})

test('an enterprise reads its own page and improvements, and of another nothing at all', async () => {
  const improvements = await fixture.run(
    (work: Work) => readImprovements(work, { enterprise: firm }),
    viewers.own,
  )
  assert.ok(improvements.note.zh)
  const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
  await assert.rejects(
    fixture.run((work: Work) => readImprovements(work, { enterprise: firm }), viewers.investigation),
    refusedWith('profile-not-yours'),
  )
  for (const read of [
    (work: Work) => readProfile(work, { enterprise: young }),
    (work: Work) => readProfileSection(work, { enterprise: young, section: 'compliance' }),
    (work: Work) => listProfileEvents(work, { enterprise: young }),
  ])
    await assert.rejects(fixture.run<ProfileTables, unknown>(read, viewers.own), refusedWith('consent-none'))
  await assert.rejects(
    fixture.run(
      (work: Work) => readProfile(work, { enterprise: firm }),
      actor('agency-officer', 'the-agency'),
    ),
    refusedWith('profile-viewer-unknown'),
  )
})

test('a comparison opens each firm as far as its own consents reach', async () => {
  const { rows, enterprises } = await fixture.run(
    (work: Work) => compareProfiles(work, { enterprises: `${firm},${young}` }),
    viewers.investigation,
  )
  assert.deepEqual(
    enterprises.map(({ uscc }) => uscc),
    [firm, young],
  )
  const inflow = rows.find(({ id }) => id === 'inflow')!
  assert.ok('value' in inflow.cells[0]!)
  assert.ok('unavailable' in inflow.cells[1]! && inflow.cells[1].unavailable === 'not-covered')
  assert.ok('value' in rows.find(({ id }) => id === 'age')!.cells[1]!)
})

test('input that makes no sense is refused with a code', async () => {
  const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
  const run = <Result>(read: (work: Work) => Promise<Result>) => fixture.run(read, viewers.investigation)
  await assert.rejects(sectionAs(viewers.investigation, 'no-such'), refusedWith('profile-section-unknown'))
  for (const enterprises of [firm, `${firm},${firm}`, `${firm},${enterprise}`, 'a,b,c,d,e', ' , '])
    await assert.rejects(
      run((work) => compareProfiles(work, { enterprises })),
      refusedWith('profile-comparison-size'),
    )
  await assert.rejects(
    run((work) => listProfileEvents(work, { enterprise: firm, kinds: 'nonsense' })),
    refusedWith('profile-filter-unknown'),
  )
  await assert.rejects(
    run((work) => listProfileEvents(work, { enterprise: firm, after: "2026-01-01' or 1=1" })),
    refusedWith('profile-cursor-unknown'),
  )
})

test('the timeline comes in pages that neither repeat nor skip, whatever the filter', async () => {
  const page = (wish: object) =>
    fixture.run((work: Work) => listProfileEvents(work, { enterprise: firm, ...wish }), viewers.investigation)
  const whole = await page({ pageSize: 100 })
  assert.ok(whole.total > 5 && whole.items.length === whole.total)
  const ids: string[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const part = await page({ pageSize: 2, ...(after === undefined ? {} : { after }) })
    ids.push(...part.items.map(({ id }) => id))
    after = part.next
  }
  assert.deepEqual(
    ids,
    whole.items.map(({ id }) => id),
  )
  const red = await page({ tones: 'red' })
  assert.ok(red.total > 0 && red.items.every(({ tone }) => tone === 'red'))
  const cases = await page({ kinds: 'case,penalty' })
  assert.equal(
    cases.total,
    cases.kinds
      .filter(({ id }) => ['case', 'penalty'].includes(id))
      .reduce((sum, { count }) => sum + count, 0),
  )
})
