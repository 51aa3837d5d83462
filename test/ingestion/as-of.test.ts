import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Instant, instant, shanghaiDay } from '../../src/foundation/instant.ts'
import { type Random, seededRandom } from '../../src/foundation/random.ts'
import { withdrawBatch } from '../../src/information/ingestion/index.ts'
import { type RecordRow, scanColumns } from '../../src/information/records/index.ts'
import { registerSource } from '../../src/trust/catalog/index.ts'
import { authorizeProcessing } from '../../src/trust/consent/index.ts'
import { deliveries } from './deliveries.ts'

const { deliver, read, run } = deliveries()

/** A row of the naive list: what was said, when it happened, and when it became known. */
interface Said {
  uscc: string
  number: string
  issuedOn: string
  fen: number
  known: Instant
  batch: number
  row: number
}

interface NaiveBatch {
  /** All its rows; without the time of a row that names none. */
  rows: Said[]
  /** What of them was news. */
  said: Said[]
  withdrawnAt: Instant | null
  /** The batch whose files were read again. */
  of: NaiveBatch | null
}

const before = (left: Said, right: Said) =>
  left.known < right.known ||
  (left.known === right.known && (left.batch - right.batch || left.row - right.row) < 0)
const order = (left: Said, right: Said) => (before(left, right) ? -1 : 1)
const keyOf = (said: Said) => `${said.uscc} ${said.number} ${said.issuedOn}`

/** The last version of each key, from a plain list. */
function naiveRead(batches: readonly NaiveBatch[], uscc: string, asOf: Instant): string[] {
  const latest = new Map<string, Said>()
  const said = batches
    .filter((batch) => batch.withdrawnAt === null || batch.withdrawnAt > asOf)
    .flatMap((batch) => batch.said)
    .filter((one) => one.uscc === uscc && one.known <= asOf && one.issuedOn <= shanghaiDay(asOf))
  for (const one of said.sort(order)) latest.set(keyOf(one), one)
  return [...latest.values()].map((one) => `${one.number} ${one.issuedOn} ${one.fen}`).sort()
}

/** Rows that repeat what was known just before them are not kept; withdrawn batches do not count. */
function naiveNews(batches: readonly NaiveBatch[], fresh: readonly Said[]): Said[] {
  const known = batches.filter((batch) => batch.withdrawnAt === null).flatMap((batch) => batch.said)
  const all = [...known, ...fresh].sort(order)
  const last = new Map<string, Said>()
  const repeated = new Set<Said>()
  for (const one of all) {
    if (last.get(keyOf(one))?.fen === one.fen) repeated.add(one)
    last.set(keyOf(one), one)
  }
  return fresh.filter((one) => !repeated.has(one))
}

/** As if the batch had not been delivered: what of the others only repeated it is read again, and known from then on. */
function naiveWithdrawal(batches: NaiveBatch[], victim: NaiveBatch, now: Instant): void {
  for (const batch of batches) if (batch === victim || batch.of === victim) batch.withdrawnAt ??= now
  for (const later of batches.slice(batches.indexOf(victim) + 1)) {
    if (later.of !== null || later.withdrawnAt !== null || later.said.length === later.rows.length) continue
    const rows = later.rows.map((one) => ({ ...one, known: one.known || now, batch: batches.length }))
    batches.push({ rows, said: naiveNews(batches, rows), withdrawnAt: null, of: later })
  }
}

const shown = (row: RecordRow) => `${row.values.invoice_number} ${row.values.issued_on} ${row.values.amount}`

const dayOf = (random: Random, from: string, days: number) =>
  instant(new Date(Date.parse(from) + Math.floor(random() * days) * 86_400_000))

const firms = ['E1', 'E2', 'E3'] as const

function randomRows(random: Random, history: boolean, batch: number): Said[] {
  return Array.from({ length: 1 + Math.floor(random() * 25) }, (_, row) => ({
    uscc: firms[Math.floor(random() * 3)]!,
    number: `n${Math.floor(random() * 4)}`,
    issuedOn: dayOf(random, '2025-01-01T00:00:00Z', 3).slice(0, 10),
    fen: 100 * Math.floor(random() * 3),
    known: history ? dayOf(random, '2025-02-01T00:00:00Z', 60) : ('' as Instant),
    batch,
    row,
  }))
}

const seed = process.env.SANXIN_SEED ?? String(Date.now())
const histories = Number(process.env.SANXIN_HISTORIES ?? 1)

test(`any history of deliveries, corrections and withdrawals reads as a plain list does (seed ${seed})`, async () => {
  const random = seededRandom(seed)
  for (let history = 0; history < histories; history++) {
    // A source of its own for each history, with firms of its own.
    const source = `drill-${history}`
    const name = { id: source, zh: source, en: source, organization: 'platform' }
    await run((work) => registerSource(work, { ...name, identifierScheme: 'local', layouts: [] }))
    const batches: NaiveBatch[] = []
    const delivered: { id: string; batch: NaiveBatch }[] = []
    for (let number = 0; number < 7; number++) {
      const past = random() < 0.6
      const given = randomRows(random, past, batches.length)
      const rows = given.map((said) => ({ ...said }))
      const lines = rows.map((said) =>
        [said.uscc, 'sale', said.number, said.issuedOn, 'C1', said.fen / 100, 0, 0, 'valid', said.known].join(
          ',',
        ),
      )
      const header = 'uscc,direction,invoice_number,issued_on,counterparty,amount,tax,total,status,known_at'
      const result = await deliver({
        recordType: 'vat-invoice',
        source,
        files: [[header, ...lines].join('\n')],
      })
      for (const said of rows) said.known ||= instant(result.publishedAt)
      const news = naiveNews(batches, rows)
      assert.deepEqual([result.rowsPublished, result.rowsDuplicate], [news.length, rows.length - news.length])
      const batch = { rows: given, said: news, withdrawnAt: null, of: null }
      batches.push(batch)
      delivered.push({ id: result.batch, batch })
      if (random() < 0.3) {
        const victim = delivered[Math.floor(random() * delivered.length)]!
        if (victim.batch.withdrawnAt !== null || victim.batch.said.length === 0) continue
        const at = await run(async (work) => {
          await withdrawBatch(work, { batch: victim.id, why: 'drill' })
          return work.now
        })
        naiveWithdrawal(batches, victim.batch, at)
      }
      await compare(source, batches, random)
    }
  }
})

async function compare(source: string, batches: readonly NaiveBatch[], random: Random): Promise<void> {
  const moments = [
    instant(new Date()),
    ...Array.from({ length: 4 }, () => dayOf(random, '2025-01-30T00:00:00Z', 70)),
  ]
  for (const asOf of moments) {
    const uscc = firms[Math.floor(random() * 3)]!
    const expected = naiveRead(batches, uscc, asOf)
    const rows = await read('vat-invoice', `${source}:${uscc}`, asOf).catch((error: { code?: string }) => {
      // Nobody has named this enterprise yet.
      if (error.code !== 'enterprise-unknown') throw error
      return []
    })
    assert.deepEqual(rows.map(shown).sort(), expected, `as of ${asOf}`)
    assert.deepEqual(
      await scanned(`${source}:${uscc}`, asOf),
      expected.map((line) => Number(line.split(' ')[2])).sort(),
    )
  }
}

/** The same by columns, over all enterprises. */
async function scanned(wanted: string, asOf: Instant): Promise<number[]> {
  return run(async (work) => {
    const authorization = await authorizeProcessing(work, { fieldGroups: ['invoices'] })
    const amounts: number[] = []
    const wish = { recordType: 'vat-invoice', columns: ['amount', 'issued_on'], asOf }
    for await (const chunk of scanColumns(work, authorization, wish)) {
      assert.equal(chunk.offsets.length, chunk.subjects.length + 1)
      for (const [place, subject] of chunk.subjects.entries()) {
        const [from, to] = [chunk.offsets[place]!, chunk.offsets[place + 1]!]
        const days = [...chunk.columns.issued_on!.slice(from, to)]
        assert.deepEqual(
          days,
          [...days].sort((left, right) => left - right),
          'in the order of event time',
        )
        if (subject === wanted) amounts.push(...chunk.columns.amount!.slice(from, to))
      }
    }
    return amounts.sort()
  })
}
