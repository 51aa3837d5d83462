/**
 * The floor plan: every room in order, and the doors that it may open. The architecture as data.
 *
 * A door may only lead to a room listed earlier, so no circle can be written; `foundation` is open to all;
 * a neighbor is entered by its index.ts alone (a contract may also import a contract).
 * Held by test/architecture.test.ts; the table and the picture in ARCHITECTURE.md are generated from here.
 */
export interface Room {
  /** Path below src/. */
  path: string
  zh: string
  en: string
  /** Paths of the rooms whose public face this room may import. */
  doors: readonly string[]
}

export const foundation = 'foundation'

const audit = 'trust/audit'
const organizations = 'trust/organizations'
const catalog = 'trust/catalog'
const consent = 'trust/consent'
const enterprises = 'information/enterprises'
const enterpriseSearch = 'information/enterprise-search'
const records = 'information/records'
const relations = 'information/relations'
const quality = 'information/quality'
const ingestion = 'information/ingestion'
const channels = 'information/channels'
const indicators = 'credit/indicators'
const scoring = 'credit/scoring'
const profile = 'credit/profile'
const rules = 'lending/rules'
const products = 'lending/products'
const decisions = 'lending/decisions'
const sampleCity = 'demonstration/sample-city'
const realData = 'demonstration/real-data'

const everyRoom = [
  audit,
  organizations,
  catalog,
  consent,
  enterprises,
  enterpriseSearch,
  records,
  relations,
  quality,
  ingestion,
  channels,
  indicators,
  scoring,
  profile,
  rules,
  products,
  decisions,
  sampleCity,
  realData,
]

export const floorPlan: readonly Room[] = [
  { path: audit, zh: '审计日志', en: 'tamper-evident log of what was done', doors: [] },
  {
    path: organizations,
    zh: '机构与账户',
    en: 'organizations, users, roles, sessions, keys',
    doors: [audit],
  },
  {
    path: catalog,
    zh: '数据目录',
    en: 'sources, record types, fields, legal basis',
    doors: [organizations, audit],
  },
  {
    path: consent,
    zh: '授权',
    en: 'grants, purposes, revocation; mints Authorization',
    doors: [organizations, catalog, audit],
  },
  { path: enterprises, zh: '企业身份', en: 'identity and names', doors: [catalog, consent, audit] },
  {
    path: enterpriseSearch,
    zh: '企业检索',
    en: 'finds enterprises as one types: parts, pinyin, codes, misspelt',
    doors: [catalog, enterprises],
  },
  {
    path: records,
    zh: '数据湖',
    en: 'the governed lake: immutable, bitemporal, with lineage',
    doors: [consent, catalog, enterprises, audit],
  },
  {
    path: relations,
    zh: '关联关系',
    en: 'who holds, leads, guarantees and trades with whom',
    doors: [catalog, consent, enterprises, records, audit],
  },
  {
    path: quality,
    zh: '数据质量',
    en: 'what each delivery was like, what was odd about it, who answers for it',
    doors: [organizations, catalog, consent, enterprises, records, audit],
  },
  {
    path: ingestion,
    zh: '数据接入',
    en: 'receive, check, quarantine, publish',
    doors: [organizations, catalog, enterprises, records, quality, audit],
  },
  {
    path: channels,
    zh: '接入渠道',
    en: 'watched folders, databases that are asked, single events',
    doors: [organizations, catalog, ingestion, audit],
  },
  {
    path: indicators,
    zh: '指标',
    en: 'the catalogue of indicators and the kernel that computes them',
    doors: [consent, catalog, enterprises, records, audit],
  },
  {
    path: scoring,
    zh: '评分',
    en: 'scorecards: bin, weigh, fit, scale, publish, apply',
    doors: [consent, enterprises, records, indicators, audit],
  },
  {
    path: profile,
    zh: '企业画像',
    en: 'one page on an enterprise: trends, peers, sources',
    doors: [consent, catalog, enterprises, records, relations, indicators, scoring],
  },
  {
    path: rules,
    zh: '规则',
    en: 'rulesets and decision tables as data, evaluated with a trace',
    doors: [organizations, audit],
  },
  {
    path: products,
    zh: '金融产品',
    en: 'terms, admission rules, limit policy, pricing',
    doors: [organizations, catalog, consent, indicators, rules, audit],
  },
  {
    path: decisions,
    zh: '信贷决策',
    en: 'the instant credit decision and its replay',
    doors: [organizations, consent, audit, enterprises, indicators, scoring, rules, products],
  },
  {
    path: sampleCity,
    zh: '样板城市',
    en: 'a city of made-up firms, as files that a department would deliver',
    doors: [catalog, consent, enterprises],
  },
  {
    path: realData,
    zh: '真实数据研究',
    en: 'studies on real data through the ordinary path',
    doors: everyRoom.slice(0, -1),
  },
  {
    path: 'entrances',
    zh: '入口',
    en: 'HTTP, command line, worker: all that knows a protocol or a timer',
    doors: everyRoom,
  },
]
