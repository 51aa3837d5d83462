import assert from 'node:assert/strict'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  type ProfileTables,
  readProfile,
  readProfileSection,
  refreshDossiers,
} from '../../src/credit/profile/index.ts'
import { sectionIds } from '../../src/credit/profile/section.contract.ts'
import type { UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { listRecords } from '../../src/information/records/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { deliver, firm, young } from './firm.ts'
import { openFixture, type ProfileFixture } from './fixture.ts'

type Work = UnitOfWork<ProfileTables>
let fixture: ProfileFixture

before(async () => {
  fixture = await openFixture()
  await deliver(fixture)
})
after(() => fixture.close())

const sectionOf = (section: string, asOf?: string, enterprise = firm) =>
  fixture.run((work: Work) => readProfileSection(work, { enterprise, section, asOf }))
const pageOf = (asOf?: string, enterprise = firm) =>
  fixture.run((work: Work) => readProfile(work, { enterprise, asOf }))

async function panelOf(section: string, id: string, asOf?: string, enterprise = firm) {
  const { panels } = await sectionOf(section, asOf, enterprise)
  const panel = panels.find((one) => one.id === id)
  assert.ok(panel, `${section} has a panel ${id}`)
  return panel
}

async function dataOf<Kind extends 'facts' | 'series' | 'table'>(section: string, id: string, kind: Kind) {
  const panel = await panelOf(section, id)
  assert.ok('data' in panel, `${id}: ${'unavailable' in panel ? panel.unavailable : ''}`)
  assert.equal(panel.data.kind, kind)
  return { ...panel, data: panel.data as Extract<typeof panel.data, { kind: Kind }> }
}

test('persons are masked and enterprises are not, in tables and in what changed', async () => {
  const { data } = await dataOf('relations', 'shareholders', 'table')
  const names = data.rows.map(({ cells }) => cells[0]!.value)
  assert.deepEqual(names.sort(), ['新公司有限公司', '韦*远'].sort())
  const changes = await dataOf('registration', 'changes', 'table')
  assert.doesNotMatch(JSON.stringify(changes), /韦晓远|李大明/)
  assert.match(JSON.stringify(changes), /乙公司/)
  assert.doesNotMatch(JSON.stringify(await pageOf()), /韦晓远|李大明/)
})

test('the records behind the page are masked where the page is', async () => {
  const valuesOf = async (recordType: string, field: string) =>
    (await fixture.run((work: Work) => listRecords(work, { enterprise: firm, recordType }))).items.map(
      ({ values }) => values[field],
    )
  assert.deepEqual((await valuesOf('change', 'before')).sort(), ['乙公司', '李*明'])
  assert.deepEqual((await valuesOf('change', 'after')).sort(), ['甲公司', '韦*远'])
  assert.deepEqual((await valuesOf('shareholder', 'holder_name')).sort(), ['新公司有限公司', '韦*远'])
})

test('what needs a look is on top, with its tone, its source and the way to its record', async () => {
  const section = await sectionOf('compliance')
  assert.equal(section.panels[0]!.id, 'penalties')
  assert.equal(section.attention[0]!.panel, 'penalties')
  const { data, tone, sources } = await dataOf('compliance', 'penalties', 'table')
  assert.equal(tone, 'red')
  assert.deepEqual(
    data.rows.map(({ tone: of }) => of),
    ['red', 'blue'],
  )
  assert.equal(data.rows[0]!.origin!.recordType, 'penalty')
  assert.equal(sources[0]!.department.zh, '市场监督管理局')
  assert.ok(sources[0]!.batch && sources[0]!.updatedAt)
})

test('charts say in words what a lender should ask about', async () => {
  const codes = async (section: string, id: string) =>
    (await dataOf(section, id, 'series')).data.notes.map(({ code }) => code)
  assert.ok((await codes('bank-flow', 'flow')).includes('income-is-financing'))
  assert.deepEqual(await codes('workforce', 'headcount'), ['headcount-leading-signal'])
  assert.ok((await codes('utilities', 'electricity')).includes('electricity-year-down'))
  assert.ok((await codes('tax', 'invoices')).includes('circular-counterparties'))
  const { data } = await dataOf('bank-flow', 'flow', 'series')
  assert.deepEqual(data.lines[0]!.values.at(-1), '5000000')
  assert.equal(data.peers, null, 'no median, no firms that one would rest on')
})

test('figures of the year are sums of what was delivered', async () => {
  const { data } = await dataOf('bank-flow', 'figures', 'facts')
  const value = (id: string) => data.items.find((item) => item.id === id)!.value.value
  assert.equal(value('inflow'), String(12 * 50_000_00))
  assert.equal(value('financing-share'), 8000)
  const loans = await dataOf('credit', 'summary', 'facts')
  const worst = loans.data.items.find((item) => item.id === 'overdue-worst')!
  assert.deepEqual([worst.value.value, worst.tone], [51, 'orange'])
})

test('an empty panel says why: nothing happened, too young, not connected', async () => {
  const stateOf = async (section: string, id: string, enterprise = firm) => {
    const panel = await panelOf(section, id, undefined, enterprise)
    assert.ok('unavailable' in panel, `${id} has data`)
    assert.ok(panel.todo.zh && panel.todo.en)
    return panel.unavailable
  }
  assert.equal(await stateOf('compliance', 'cases', young), 'no-data')
  assert.equal(await stateOf('tax', 'ratings'), 'not-connected')
  await fixture.ingest('annual-report', 'market-regulation', [
    {
      uscc: firm,
      year: 2025,
      filed_on: '2026-05-01',
      assets: '1.00',
      liabilities: '1.00',
      revenue: '1.00',
      profit: '1.00',
      employees: 1,
    },
  ])
  assert.equal(await stateOf('registration', 'annual-reports', young), 'too-young')
})

test('the first screen says what changed, what is missing, which tags stand and why', async () => {
  const page = await pageOf()
  assert.equal(page.changes[0]!.tone, 'red')
  assert.ok(page.changes.length >= 3 && page.changes.length <= 6)
  for (const { text, origin } of page.changes) assert.ok(text.zh && text.en && origin.recordType)
  const tag = page.tags.find(({ code }) => code === 'penalized')!
  assert.equal(tag.until, '2027-03-01')
  assert.match(tag.reason!.zh, /市监局/)
  assert.equal(tag.evidence![0]!.recordType, 'penalty')
  assert.ok(page.missing.some(({ section, state }) => section === 'tax' && state === 'not-connected'))
  const tab = page.sections.find(({ id }) => id === 'compliance')!
  assert.deepEqual([tab.count, tab.attention.tone, tab.attention.count], [3, 'red', 2])
  const dates = page.events.map(({ on }) => on)
  assert.deepEqual(dates, [...dates].sort().reverse())
})

test('a stored dossier and the lake give the same sections', async () => {
  // Who looked is of now, and reading it makes one more; figures and headcount are of indicators too.
  const own = sectionIds.filter((id) => !['trace', 'overview', 'workforce'].includes(id))
  const read = async () => {
    const found = []
    for (const enterprise of [firm, young])
      for (const id of own) found.push({ ...(await sectionOf(id, undefined, enterprise)), asOf: null })
    return found
  }
  const fromLake = await read()
  const refreshed = await refreshDossiers(fixture.database, operatorActor())
  assert.deepEqual([refreshed.whole, refreshed.enterprises], [true, 2])
  const lake = join(fixture.database.dataFolder, 'lake')
  renameSync(lake, `${lake}-away`)
  try {
    assert.deepEqual(await read(), fromLake)
  } finally {
    renameSync(`${lake}-away`, lake)
  }
})

test('the page as of an earlier day stays what it was', async () => {
  const asOf = '2026-06'
  const before = [await pageOf(asOf), await sectionOf('credit', asOf)]
  await fixture.ingest('subsidy', 'finance-bureau', [
    {
      uscc: firm,
      subsidy_number: 'S-1',
      department: '科技局',
      project: '首台套',
      amount: '10.00',
      paid_on: '2026-05-01',
    },
  ])
  await refreshDossiers(fixture.database, operatorActor())
  assert.deepEqual([await pageOf(asOf), await sectionOf('credit', asOf)], before)
  assert.equal((await dataOf('registration', 'subsidies', 'table')).data.total, 1)
})

test('what becomes known later changes neither the page as of before nor the dossiers of others', async () => {
  const asOf = '2026-11-02T00:00:00+08:00'
  const before = await sectionOf('compliance', asOf)
  await fixture.ingest('penalty', 'market-regulation', [
    {
      uscc: firm,
      decision_number: 'A-2',
      authority: '环保局',
      law: '环境保护法',
      kind: 'warning',
      amount: '0.00',
      severity: 'minor',
      decided_on: '2026-10-20',
      publicity_end: '2027-01-20',
    },
  ])
  assert.deepEqual(await sectionOf('compliance', asOf), before)
  const { data } = await dataOf('compliance', 'penalties', 'table')
  assert.equal(data.total, 3)
  const refreshed = await refreshDossiers(fixture.database, operatorActor())
  assert.ok(refreshed.enterprises >= 1)
  assert.equal((await dataOf('compliance', 'penalties', 'table')).data.total, 3)
  assert.equal((await refreshDossiers(fixture.database, operatorActor())).enterprises, 0)
})
