import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Platform } from '../../src/entrances/platform/start-platform.ts'
import { signedIn, startTestPlatform } from './platform.ts'

type Person = Awaited<ReturnType<typeof signedIn>>

let platform: Platform
let operator: Person
let reviewer: Person
let officer: Person
let enterprise: Person
let firm: { uscc: string; id: string }

before(async () => {
  platform = await startTestPlatform({ enterprises: 60 })
  operator = await signedIn(platform, 'operator')
  reviewer = await signedIn(platform, 'reviewer')
  officer = await signedIn(platform, 'officer.guijiang')
  enterprise = await signedIn(platform, 'enterprise')
  const { body } = await enterprise.get('/v1/sessions/current')
  const { uscc } = platform.city!.featured.find(({ role }) => role === 'people-leave-first')!
  firm = { uscc, id: body.organization.enterprise }
})
after(() => platform.close())

const field = (name: string, zh: string, en: string, more: object) => ({
  name,
  zh,
  en,
  required: true,
  ...more,
})

const waterUsage = {
  id: 'water-usage',
  zh: '用水量',
  en: 'Water usage',
  fieldGroup: 'tax',
  owner: { organization: 'water-company', zh: '自来水公司', en: 'Water company' },
  sharing: 'authorization',
  sensitivity: 'L3',
  legalBasis: '企业授权',
  grain: { zh: '企业 × 月', en: 'enterprise × month' },
  key: ['uscc', 'period'],
  eventTime: 'period',
  deliveryLagDays: 10,
  updateCycle: 'monthly',
  retentionMonths: 60,
  fields: [
    field('uscc', '统一社会信用代码', 'Unified social credit code', { type: 'identifier' }),
    field('period', '用水月份', 'Month', { type: 'month' }),
    field('tons', '用水吨数', 'Tons', { type: 'integer', min: 0, max: 1_000_000 }),
    field('kind', '用水类别', 'Kind of use', {
      type: 'code',
      codes: [
        { code: 'industrial', zh: '工业', en: 'Industrial', synonyms: ['工业用水'] },
        { code: 'special', zh: '特种', en: 'Special', synonyms: [] },
      ],
    }),
  ],
  rules: [],
}
const waterCompany = {
  id: 'water-company',
  zh: '自来水公司',
  en: 'Water company',
  organization: 'water-company',
  identifierScheme: 'uscc',
  layouts: [
    {
      recordType: 'water-usage',
      header: ['户号代码', '抄表月份'],
      columns: { 户号代码: 'uscc', 抄表月份: 'period', 水量: 'tons', 类别: 'kind' },
      constants: {},
      ignored: [],
    },
  ],
}

async function register(kind: string, definition: object): Promise<void> {
  const proposal = await operator.post('/v1/catalog-proposals', { kind, definition, note: '新增' })
  assert.equal(proposal.status, 200, JSON.stringify(proposal.body))
  const path = `/v1/catalog-proposals/${proposal.body.id}/approval`
  const own = await operator.post(path)
  assert.deepEqual([own.status, own.body.code], [403, 'catalog-own-proposal'])
  const approved = await reviewer.post(path)
  assert.deepEqual([approved.status, approved.body.state], [200, 'approved'], JSON.stringify(approved.body))
}

const deliver = (rows: string[]) =>
  operator.post('/v1/batches', {
    recordType: 'water-usage',
    source: 'water-company',
    fileName: 'water.csv',
    content: rows.join('\n'),
  })
const records = (person: Person) =>
  person.get(`/v1/enterprises/${firm.uscc}/records?recordType=water-usage&claims=strongest`)

test('a department comes with a new kind of record: two persons, no code, and it is read under consent', async () => {
  const rows = [
    `${firm.uscc},2026-07,120,工业用水`,
    `${firm.uscc},2026-08,95,特种`,
    `${firm.uscc},2026-09,-3,工业`,
  ]
  const content = ['户号代码,抄表月份,水量,类别', ...rows]
  assert.equal((await deliver(content)).body.code, 'unknown-record-type')

  await register('record-type', waterUsage)
  await register('source', waterCompany)
  const found = await officer.get(`/v1/directory?text=${encodeURIComponent('自来水 吨')}`)
  assert.deepEqual(
    found.body.items.map((item: { id: string }) => item.id),
    ['water-usage'],
  )

  const batch = await deliver(content)
  assert.equal(batch.status, 200, JSON.stringify(batch.body))
  const { rowsRead, rowsPublished, quarantine } = batch.body
  assert.deepEqual(
    [rowsRead, rowsPublished, quarantine],
    [3, 2, [{ reason: 'value-below-minimum', rows: 1 }]],
  )

  const { body } = await enterprise.get(`/v1/consents?enterprise=${firm.id}`)
  for (const { id } of body.items as { id: string }[]) await enterprise.post(`/v1/consents/${id}/revocation`)
  const closed = await records(officer)
  assert.equal(closed.status, 403, JSON.stringify(closed.body))
  const consent = await enterprise.post('/v1/consents', {
    enterprise: firm.id,
    organization: 'gui-jiang-bank',
    purpose: 'pre-loan-review',
    fieldGroups: ['tax'],
    until: '2027-06-30',
  })
  assert.equal(consent.status, 200, JSON.stringify(consent.body))
  const open = await records(officer)
  assert.equal(open.status, 200, JSON.stringify(open.body))
  assert.match(JSON.stringify(open.body.items), /industrial/)
  assert.equal(open.body.items.length, 2)
})

test('a second version adds a field: what is stored under the first is read as before, the field empty', async () => {
  const price = field('price', '水费', 'Charge', { type: 'fen', unit: 'yuan', required: false })
  await register('record-type', { ...waterUsage, fields: [...waterUsage.fields, price] })
  const { layouts, ...rest } = waterCompany
  await register('source', {
    ...rest,
    layouts: [{ ...layouts[0]!, columns: { ...layouts[0]!.columns, 水费: 'price' } }],
  })
  const batch = await deliver(['户号代码,抄表月份,水量,类别,水费', `${firm.uscc},2026-10,80,工业,312.50`])
  assert.deepEqual([batch.status, batch.body.rowsPublished], [200, 1], JSON.stringify(batch.body))
  const { body } = await records(officer)
  assert.equal(body.items.length, 3, JSON.stringify(body))
  assert.equal(JSON.stringify(body.items).match(/31250/g)?.length, 1)

  const entry = await reviewer.get('/v1/directory/water-usage')
  const history = entry.body.history as { version: number; proposedBy: string; changes: { at: string }[] }[]
  assert.deepEqual(
    history.map(({ version, proposedBy }) => [version, proposedBy]),
    [
      [2, 'operator'],
      [1, 'operator'],
    ],
  )
  assert.deepEqual(
    history[0]!.changes.map(({ at }) => at),
    ['fields.price'],
  )
  const seen = await officer.get('/v1/directory/water-usage')
  assert.equal(seen.body.history[0].proposedBy, null)
})

test('the directory opens as a page, a table and DCAT for who is signed in, and for nobody else', async () => {
  for (const [file, type, sign] of [
    ['directory.html', 'text/html', '用水量'],
    ['directory.csv', 'text/csv', 'water-usage'],
    ['directory.jsonld', 'application/ld+json', 'urn:sanxin:record-type:water-usage'],
  ] as const) {
    const stranger = await fetch(`${platform.address}/v1/files/${file}`)
    assert.equal(stranger.status, 401)
    await stranger.text()
    const answer = await officer.text(`/v1/files/${file}`)
    assert.ok(answer.type?.startsWith(type), answer.type ?? '')
    assert.ok(answer.text.includes(sign), file)
  }
})
