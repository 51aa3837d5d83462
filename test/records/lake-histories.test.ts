import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, shanghaiDay } from '../../src/foundation/instant.ts'
import { type Random, seededRandom } from '../../src/foundation/random.ts'
import {
  compactLake,
  deleteReplacedFiles,
  eraseEnded,
  type RecordRow,
  readRows,
  retractBatch,
  scanColumns,
} from '../../src/information/records/index.ts'
import {
  getRecordType,
  keepRecordType,
  type RecordType,
  recordTypeOf,
} from '../../src/trust/catalog/index.ts'
import { authorizeProcessing } from '../../src/trust/consent/index.ts'
import { operatorActor } from '../../src/trust/organizations/index.ts'
import { codes } from '../ingestion/deliveries.ts'
import { type DrillRow, lakeDrill, moment } from './lake-drill.ts'

const { database, run, register, publish, claim, enterpriseOf, authorized } = lakeDrill()

/** A row of the naive list. */
interface Said extends DrillRow {
  source: string
  batch: number
  id: string
  since: Instant
}

interface NaiveBatch {
  id: string
  said: Said[]
  withdrawnAt: Instant | null
}

/** The precedence of each source, and since when it has it. */
const strengths: Record<string, { since: Instant; precedence: number }[]> = {
  'drill-a': [{ since: moment('2026-01-01T00:00:00Z'), precedence: 200 }],
  'drill-b': [{ since: moment('2026-01-01T00:00:00Z'), precedence: 100 }],
  'drill-c': [{ since: moment('2026-01-01T00:00:00Z'), precedence: 100 }],
}
const sources = Object.keys(strengths)
const firms = codes.slice(0, 4)

const inOrder = (left: Said, right: Said) =>
  left.since < right.since
    ? -1
    : left.since > right.since
      ? 1
      : left.batch - right.batch || left.row - right.row

const strengthAt = (source: string, at: Instant) =>
  (strengths[source]!.findLast(({ since }) => since <= at) ?? strengths[source]![0]!).precedence

const stronger = (left: string, right: string, at: Instant) =>
  strengthAt(left, at) - strengthAt(right, at) || (left < right ? -1 : 1)

/** What counts at a moment, from a plain list: the last version of each source, and of these the strongest claim. */
function naiveRead(
  batches: readonly NaiveBatch[],
  asOf: Instant,
  subject: string,
  claims: 'strongest' | 'all',
): Said[] {
  const said = batches
    .filter((batch) => batch.withdrawnAt === null || batch.withdrawnAt > asOf)
    .flatMap((batch) => batch.said)
    .filter((one) => one.subject === subject && one.since <= asOf && one.issuedOn <= shanghaiDay(asOf))
    .sort(inOrder)
  const latest = new Map<string, Said>()
  for (const one of said) latest.set(`${one.number} ${one.issuedOn} ${one.source}`, one)
  if (claims === 'all') return [...latest.values()]
  const strongest = new Map<string, Said>()
  for (const one of latest.values()) {
    const key = `${one.number} ${one.issuedOn}`
    const other = strongest.get(key)
    if (!other || stronger(one.source, other.source, asOf) < 0) strongest.set(key, one)
  }
  return [...strongest.values()]
}

const shownSaid = (said: Said) =>
  `${said.number} ${said.issuedOn} ${said.fen} ${said.totalFen} ${said.source} ${said.id}:${said.row} ${said.since} ${said.known !== null && said.row % 2 === 0}`
const shownRow = ({ values, provenance: from }: RecordRow) =>
  `${values.invoice_number} ${values.issued_on} ${values.amount} ${values.total} ${from.source} ${from.batch}:${from.row} ${from.knownAt} ${from.reconstructed}`

const dayOf = (random: Random, from: string, days: number) =>
  moment(Date.parse(from) + Math.floor(random() * days) * 86_400_000)
const pick = <Item>(random: Random, items: readonly Item[]) => items[Math.floor(random() * items.length)]!

const seed = process.env.SANXIN_SEED ?? String(Date.now())
/** A small share by default; the drills ask for many runs of a property and get a long history. */
const steps = Number(process.env.SANXIN_STEPS ?? (process.env.SANXIN_PROPERTY_RUNS ? 150 : 25))

test(`any history of the lake reads as a plain list does, whatever is merged or erased (seed ${seed})`, async () => {
  const random = seededRandom(seed)
  for (const source of sources) {
    const [first] = strengths[source]!
    await register(source, first!.precedence, first!.since)
    await claim(source, firms)
  }
  const second = await run((work) => getRecordType(work, 'vat-invoice'))
  const first = firstVersion(second)
  await run((work) => keepRecordType(work, first))
  const batches: NaiveBatch[] = []
  let now = Date.parse('2026-01-05T00:00:00Z')
  for (let step = 0; step < steps; step++) {
    now += Math.floor(random() * 5 * 86_400_000)
    const choice = random()
    if (choice < 0.7)
      batches.push(await publishSome(random, batches, moment(now), pick(random, [first, second])))
    else if (choice < 0.82) await withdrawOne(random, batches, moment(now))
    else if (choice < 0.86) await reorder(random, moment(now))
    else if (choice < 0.96) await compactLake(await database(), operatorActor(), { all: random() < 0.8 })
    else await erase(batches, dayOf(random, '2029-12-01T00:00:00Z', 400))
    if (random() < 0.3) await deleteReplacedFiles(await database(), operatorActor(), 0)
    await compare(random, batches, now)
  }
})

function firstVersion(second: RecordType): RecordType {
  const { digest: _, ...data } = second
  return recordTypeOf({ ...data, fields: data.fields.filter((field) => field.name !== 'total') })
}

async function publishSome(
  random: Random,
  batches: readonly NaiveBatch[],
  now: Instant,
  recordType: RecordType,
): Promise<NaiveBatch> {
  const history = random() < 0.5
  const hasTotal = recordType.fields.some((field) => field.name === 'total')
  const source = pick(random, sources)
  const rows = Array.from(
    { length: 1 + Math.floor(random() * 12) },
    (_, row): DrillRow => ({
      subject: pick(random, firms),
      number: `n${Math.floor(random() * 3)}`,
      issuedOn: (random() < 0.2
        ? dayOf(random, '2020-01-01T00:00:00Z', 3)
        : dayOf(random, '2026-01-01T00:00:00Z', 20)
      ).slice(0, 10),
      fen: Math.floor(random() * 1000),
      totalFen: hasTotal && random() < 0.7 ? Math.floor(random() * 1000) : null,
      known: history && random() < 0.9 ? dayOf(random, '2026-01-01T00:00:00Z', 40) : null,
      row: row + 2,
    }),
  )
  const keyOf = (row: DrillRow) => `${row.subject} ${row.number} ${row.issuedOn}`
  const before = batches.flatMap((batch) => batch.said.filter((one) => one.source === source)).map(keyOf)
  const seen = new Set(before)
  const supersedes = rows.some((row) => seen.size === seen.add(keyOf(row)).size)
  const files = 1 + Math.floor(random() * 3)
  const { id } = await publish({ source, rows, supersedes, recordType, now, files })
  const said = rows.map((row) => ({ ...row, source, batch: batches.length, id, since: row.known ?? now }))
  return { id, said, withdrawnAt: null }
}

async function withdrawOne(random: Random, batches: readonly NaiveBatch[], now: Instant): Promise<void> {
  const standing = batches.filter((batch) => batch.withdrawnAt === null)
  if (standing.length === 0) return
  const batch = pick(random, standing)
  await run((work) => retractBatch(work, { id: batch.id, recordType: 'vat-invoice' }), now)
  batch.withdrawnAt = now
}

/** A source gets another precedence. */
async function reorder(random: Random, since: Instant): Promise<void> {
  const source = pick(random, sources)
  const precedence = 50 + Math.floor(random() * 300)
  if (strengthAt(source, since) === precedence) return
  await register(source, precedence, since)
  strengths[source]!.push({ since, precedence })
}

/** Retention of ten years: the events of 2020 end in 2030. */
async function erase(batches: readonly NaiveBatch[], at: Instant): Promise<void> {
  const before = `${Number(shanghaiDay(at).slice(0, 4)) - 10}${shanghaiDay(at).slice(4)}`
  const ended = (one: Said) => one.issuedOn < before
  const expected = batches.reduce((sum, batch) => sum + batch.said.filter(ended).length, 0)
  const erasures = await eraseEnded(await database(), operatorActor(), { at })
  assert.equal(Number(erasures[0]?.rows ?? 0), expected)
  for (const batch of batches) batch.said = batch.said.filter((one) => !ended(one))
}

async function compare(random: Random, batches: readonly NaiveBatch[], now: number): Promise<void> {
  const moments = [moment(now), ...Array.from({ length: 3 }, () => dayOf(random, '2026-01-02T00:00:00Z', 60))]
  for (const asOf of moments) {
    const subject = pick(random, firms)
    const enterprise = await enterpriseOf(subject)
    for (const claims of ['strongest', 'all'] as const) {
      const expected = naiveRead(batches, asOf, subject, claims)
      const wish = { recordType: 'vat-invoice', enterprise, asOf, claims }
      const rows = await authorized(enterprise, (work, authorization) => readRows(work, authorization, wish))
      assert.deepEqual(rows.map(shownRow).sort(), expected.map(shownSaid).sort(), `${subject} as of ${asOf}`)
    }
    const all = firms.flatMap((firm) => naiveRead(batches, asOf, firm, 'strongest'))
    const columns = (await scanned(asOf)).sort()
    const expected = all.map((one) => `${one.subject} ${one.fen} ${one.totalFen ?? Number.NaN}`).sort()
    assert.deepEqual(columns, expected, `columns as of ${asOf}`)
  }
}

/** The same by columns, over all enterprises. */
async function scanned(asOf: Instant): Promise<string[]> {
  return run(async (work) => {
    const authorization = await authorizeProcessing(work, { fieldGroups: ['invoices'] })
    const found: string[] = []
    const seen = new Set<string>()
    const wish = { recordType: 'vat-invoice', columns: ['amount', 'total', 'issued_on'], asOf }
    for await (const chunk of scanColumns(work, authorization, wish))
      for (const [place, subject] of chunk.subjects.entries()) {
        assert.ok(!seen.has(subject), 'the rows of an enterprise lie together')
        seen.add(subject)
        const [from, to] = [chunk.offsets[place]!, chunk.offsets[place + 1]!]
        const days = [...chunk.columns.issued_on!.slice(from, to)]
        assert.deepEqual(
          days,
          [...days].sort((left, right) => left - right),
          'in the order of event time',
        )
        for (let row = from; row < to; row++)
          found.push(`${subject} ${chunk.columns.amount![row]} ${chunk.columns.total![row]}`)
      }
    return found
  })
}
