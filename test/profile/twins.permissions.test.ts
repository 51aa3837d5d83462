import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readIndicators } from '../../src/credit/indicators/index.ts'
import { compareProfiles } from '../../src/credit/profile/compare-profiles.ts'
import {
  type ProfileTables,
  readProfile,
  readProfileSection,
  refreshDossiers,
} from '../../src/credit/profile/index.ts'
import { listProfileEvents } from '../../src/credit/profile/list-events.ts'
import { sectionIds } from '../../src/credit/profile/section.contract.ts'
import { getScore, publishScorecard, refreshScores } from '../../src/credit/scoring/index.ts'
import { month } from '../../src/foundation/month.ts'
import { Refusal } from '../../src/foundation/refusal.ts'
import type { Actor, UnitOfWork } from '../../src/foundation/unit-of-work.ts'
import { getEnterprise } from '../../src/information/enterprises/index.ts'
import { listRecords } from '../../src/information/records/index.ts'
import { listStandardRecordTypes, standardRecordType } from '../../src/trust/catalog/index.ts'
import { grantConsents, revokeConsent } from '../../src/trust/consent/index.ts'
import {
  createOrganization,
  operatorActor,
  permissionsOfRole,
  type Role,
} from '../../src/trust/organizations/index.ts'
import { handMadeCard } from '../journeys/three-firms.ts'
import { deliveries, months, firm as whole } from './firm.ts'
import { openFixture, type ProfileFixture, type Rows } from './fixture.ts'

/**
 * A firm of which everything is known, and for each consent a twin of which only that is known which the consent and
 * publicity open. Whatever a reader asks, its answers on the two are the same: of the rest nothing shows.
 */
const twins = {
  none: { uscc: '9144030071526726XG', groups: [] },
  taxes: { uscc: '91450100MA5TW1NT05', groups: ['tax'] },
  most: { uscc: '91350100M000100Y43', groups: ['invoices', 'tax'] },
  loans: { uscc: '91440300708461136T', groups: ['loans'] },
} as const
/** Beside which each of them is set. */
const third = '91110000802100433B'
type Scenario = keyof typeof twins
const scenarios = Object.keys(twins) as Scenario[]

type Work = UnitOfWork<ProfileTables>
let fixture: ProfileFixture

const actor = (role: Role, organization: string): Actor => ({
  account: `${role}.${organization}`,
  organization,
  kind: 'user',
  permissions: permissionsOfRole(role),
  role,
})
const readersOf = (scenario: Scenario): Actor[] => [
  ...(['bank-officer', 'credit-approver', 'bank-risk-manager', 'post-loan-manager'] as const).map((role) =>
    actor(role, `bank-${scenario}`),
  ),
  { ...actor('bank-system', `bank-${scenario}`), kind: 'key', role: undefined },
  ...(scenario === 'none' ? [actor('supervisor', 'agency'), actor('bank-officer', 'bank-revoked')] : []),
]

const sold: Rows = months.flatMap((period, at) =>
  (['sale', 'purchase'] as const).map((direction) => ({
    ...{ uscc: whole, direction, invoice_number: `${direction}-${period}`, issued_on: `${period}-08` },
    ...{ counterparty: `客户${at % 3}公司`, amount: `${90000 + at * 2000}.00`, tax: '11700.00' },
    ...{ total: `${101700 + at * 2000}.00`, status: 'valid', known_at: `${period}-28T10:00:00+08:00` },
  })),
)
const paid: Rows = months.map((period) => ({
  ...{ uscc: whole, tax_kind: 'value-added', period, payable: '30000.00', paid: '30000.00' },
  known_at: `${period}-28T10:00:00+08:00`,
}))

before(async () => {
  fixture = await openFixture()
  const all: [string, string, Rows][] = [
    ...deliveries.filter(([recordType]) => recordType !== 'registration'),
    ['vat-invoice', 'tax-bureau', sold],
    ['tax-payment', 'tax-bureau', paid],
  ]
  const [, source, registered] = deliveries[0]!
  const own = registered.filter(({ uscc }) => uscc === whole)
  await fixture.ingest(
    'registration',
    source,
    [whole, third, ...scenarios.map((one) => twins[one].uscc)].flatMap((uscc) =>
      own.map((row) => ({ ...row, uscc })),
    ),
  )
  for (const [recordType, source, rows] of all) {
    const { sharing, fieldGroup } = standardRecordType(recordType)
    const given = scenarios.filter(
      (one) => sharing === 'public' || (twins[one].groups as readonly string[]).includes(fieldGroup),
    )
    const mine = rows.filter(({ uscc }) => uscc === whole)
    await fixture.ingest(recordType, source, [
      ...mine,
      ...given.flatMap((one) => mine.map((row) => ({ ...row, uscc: twins[one].uscc }))),
    ])
  }
  await fixture.run(async (work: Work) => {
    await createOrganization(work, { id: 'agency', kind: 'agency', name: '监管局' })
    await publishScorecard(work, handMadeCard())
    for (const scenario of [...scenarios, 'revoked'])
      await createOrganization(work, { id: `bank-${scenario}`, kind: 'bank', name: scenario })
    for (const scenario of scenarios) {
      if (scenario === 'none') continue
      for (const uscc of [whole, twins[scenario].uscc]) {
        const { enterprise } = await getEnterprise(work, uscc)
        const wish = { enterprise, organization: `bank-${scenario}`, until: '2027-06-30' }
        const fieldGroups = [...twins[scenario].groups]
        await grantConsents(
          work,
          ['pre-loan-review', 'post-loan-management'].map((purpose) => ({ ...wish, purpose, fieldGroups })),
        )
      }
    }
  })
  await fixture.run(async (work: Work) => {
    for (const uscc of [whole, twins.none.uscc]) {
      const { enterprise } = await getEnterprise(work, uscc)
      const fieldGroups = ['invoices', 'tax', 'loans', 'bank-flow', 'social-security', 'utilities', 'assets']
      const wish = { enterprise, organization: 'bank-revoked', purpose: 'pre-loan-review', fieldGroups }
      const [consent] = await grantConsents(work, [{ ...wish, until: '2027-06-30' }])
      await revokeConsent(work, { consent: consent!.id })
    }
  })
  for (const earlier of ['2026-08', '2026-09'])
    await refreshScores(fixture.database, operatorActor(), { month: month(earlier) })
})
after(() => fixture.close())

/** An answer, or the code of its refusal, in words that do not hang on which of the twins it is. */
async function plain(reader: Actor, ask: Ask, uscc: string): Promise<unknown> {
  const { enterprise } = await fixture.run((work: Work) => getEnterprise(work, uscc))
  const answer = await fixture
    .run((work: Work) => ask(work, uscc), reader)
    .catch((error: unknown) => {
      if (error instanceof Refusal) return { refused: error.code }
      throw error
    })
  return JSON.parse(
    JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
      .replaceAll(enterprise, 'it')
      .replaceAll(uscc, 'it')
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'some identifier')
      .replaceAll(/"(grantedAt|createdAt)":"[^"]*"/g, '"$1":"then"')
      .replaceAll(/"row":\d+|"asOf":"[^"]*"|"line":\d+/g, '"then":0'),
  )
}

type Ask = (work: Work, uscc: string) => Promise<unknown>
const asked: Record<string, Ask> = {
  profile: (work, enterprise) => readProfile(work, { enterprise }),
  'profile of spring': (work, enterprise) => readProfile(work, { enterprise, asOf: '2026-06' }),
  ...Object.fromEntries(
    sectionIds.map((section) => [
      section,
      (work: Work, enterprise: string) => readProfileSection(work, { enterprise, section }),
    ]),
  ),
  events: (work, enterprise) => listProfileEvents(work, { enterprise, pageSize: 100 }),
  comparison: async (work, enterprise) => {
    const { rows, enterprises } = await compareProfiles(work, {
      enterprises: `${enterprise},${third}`,
    })
    return [enterprises[0], rows.map(({ id, cells }) => [id, cells[0]])]
  },
  score: (work, enterprise) => getScore(work, { enterprise }),
  indicators: (work, enterprise) => readIndicators(work, { enterprise }),
  ...Object.fromEntries(
    listStandardRecordTypes().map(({ id }) => [
      `records of ${id}`,
      (work: Work, enterprise: string) => listRecords(work, { enterprise, recordType: id }),
    ]),
  ),
}

for (const how of ['from the lake', 'from stored dossiers'] as const)
  test(`of what a reader may not see nothing shows, ${how}`, async () => {
    if (how === 'from stored dossiers') await refreshDossiers(fixture.database, operatorActor())
    for (const scenario of scenarios)
      for (const reader of readersOf(scenario))
        for (const [name, ask] of Object.entries(asked)) {
          // Records are always of the lake, and the same for every role that may see them one by one.
          const isOfRecords = name.startsWith('records')
          if (isOfRecords && (how === 'from stored dossiers' || reader.role !== 'bank-officer')) continue
          assert.deepEqual(
            await plain(reader, ask, whole),
            await plain(reader, ask, twins[scenario].uscc),
            `${name}, ${reader.account}`,
          )
        }
  })
