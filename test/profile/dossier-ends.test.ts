import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type ProfileTables,
  readProfile,
  readProfileSection,
  refreshDossiers,
} from '../../src/credit/profile/index.ts'
import { instant } from '../../src/foundation/instant.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { getEnterprise } from '../../src/information/enterprises/index.ts'
import { withdrawBatch } from '../../src/information/ingestion/index.ts'
import { eraseEnded } from '../../src/information/records/index.ts'
import { grantConsents, revokeConsent } from '../../src/trust/consent/index.ts'
import { createOrganization, operatorActor, permissionsOfRole } from '../../src/trust/organizations/index.ts'
import { deliver, firm } from './firm.ts'
import { openFixture, type ProfileFixture } from './fixture.ts'

type Work = UnitOfWork<ProfileTables>
type IngestionWork = Parameters<typeof withdrawBatch>[0]
let fixture: ProfileFixture
const officer: Actor = {
  ...{ account: 'officer', organization: 'a-bank', kind: 'user', role: 'bank-officer' },
  permissions: permissionsOfRole('bank-officer'),
}
const operator = operatorActor()

before(async () => {
  fixture = await openFixture()
  await deliver(fixture)
  await fixture.run((work: Work) => createOrganization(work, { id: 'a-bank', kind: 'bank', name: '甲银行' }))
  await refreshDossiers(fixture.database, operator)
})
after(() => fixture.close())

const panelOf = async (section: string, id: string, reader: Actor = operator) => {
  const read = (work: Work) => readProfileSection(work, { enterprise: firm, section })
  const { panels } = await fixture.run(read, reader)
  return panels.find((one) => one.id === id)!
}
const rowsOf = (panel: Awaited<ReturnType<typeof panelOf>>) =>
  'data' in panel && panel.data.kind === 'table' ? panel.data.rows.length : 0

test('a stored dossier opens nothing after the consent was revoked', async () => {
  const { enterprise } = await fixture.run((work: Work) => getEnterprise(work, firm))
  const wish = { enterprise, organization: 'a-bank', purpose: 'pre-loan-review', until: '2027-06-30' }
  const [consent] = await fixture.run((work: Work) =>
    grantConsents(work, [{ ...wish, fieldGroups: ['loans', 'bank-flow'] }]),
  )
  assert.equal(rowsOf(await panelOf('credit', 'loans', officer)), 1)
  await fixture.run((work: Work) => revokeConsent(work, { consent: consent!.id }))
  for (const [section, id] of [
    ['credit', 'loans'],
    ['bank-flow', 'payers'],
  ] as const) {
    const panel = await panelOf(section, id, officer)
    assert.equal('unavailable' in panel && panel.unavailable, 'not-covered')
  }
  const past = await fixture.run(
    (work: Work) => readProfile(work, { enterprise: firm, asOf: '2026-06' }),
    officer,
  )
  assert.ok('unavailable' in past.loans, 'not even as of a day before')
})

test('what a department has withdrawn is gone from the page at once, and from the dossier with the next build', async () => {
  const panel = await panelOf('compliance', 'cases')
  assert.equal(rowsOf(panel), 1)
  const batch = panel.sources[0]!.batch!
  await fixture.run((work: IngestionWork) => withdrawBatch(work, { batch, why: '误报' }))
  assert.equal(rowsOf(await panelOf('compliance', 'cases')), 0)
  await refreshDossiers(fixture.database, operator)
  assert.equal(rowsOf(await panelOf('compliance', 'cases')), 0)
})

test('what was erased at the end of its retention is gone from the page at once', async () => {
  assert.equal(rowsOf(await panelOf('compliance', 'penalties')), 2)
  const [erased] = await eraseEnded(fixture.database, operator, {
    recordType: 'penalty',
    at: instant('2027-06-01T00:00:00Z'),
  })
  assert.equal(erased!.rows, 1n)
  assert.equal(rowsOf(await panelOf('compliance', 'penalties')), 1)
  await refreshDossiers(fixture.database, operator)
  assert.equal(rowsOf(await panelOf('compliance', 'penalties')), 1)
})
