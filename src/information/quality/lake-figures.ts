import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { BulkStep } from '../../foundation/bulk.ts'
import { type Month, monthOfIndex } from '../../foundation/month.ts'
import type { RecordType } from '../../trust/catalog/index.ts'
import { latestSql, type ScanPlan } from '../records/index.ts'

/** What the bulk process is told: a plan that was made under an Authorization, every source's claims in it. */
export interface LakeManifest {
  plan: ScanPlan
  threads: number
  memoryBytes: number
}

export interface LakeFigures {
  months: { source: string; month: Month; rows: number; enterprises: number }[]
  pairs: {
    left: string
    right: string
    keysShared: number
    keysContradicting: number
    fields: { field: string; contradicting: number }[]
  }[]
}

/** Keys that are joined at once; a slice is a range of hash8, so that both sides of a key are in it. */
const sliceRows = 4_000_000
const hashes = 256

/** Counts what the lake holds of a record type: months by source, and where two sources contradict each other. */
export async function countLake(
  manifest: LakeManifest,
  progress: (step: BulkStep) => void,
): Promise<LakeFigures> {
  const { plan } = manifest
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(manifest.threads),
    memory_limit: `${Math.round(manifest.memoryBytes / 1e6)}MB`,
    temp_directory: join(tmpdir(), `sanxin-spill-${process.pid}`),
  })
  const engine = await instance.connect()
  try {
    const rows = plan.files.reduce((sum, file) => sum + file.rows, 0)
    const slices = Math.min(hashes, Math.max(1, Math.ceil(rows / sliceRows)))
    const figures = new Figures(plan.recordType)
    for (let slice = 0; slice < slices && plan.files.length > 0; slice++) {
      const from = Math.floor((slice * hashes) / slices)
      const to = Math.floor(((slice + 1) * hashes) / slices) - 1
      const range = slices > 1 ? [`hash8 BETWEEN ${from} AND ${to}`] : []
      await figures.add(engine, latestSql(plan, plan.files, plan.columns, range))
      progress({ stage: 'counting', done: slice + 1, total: slices })
    }
    return figures.result()
  } finally {
    engine.closeSync()
    instance.closeSync()
  }
}

/** Sums over the slices: a subject lies in one slice alone, so its enterprises may be added. */
class Figures {
  readonly #recordType: RecordType
  readonly #months = new Map<string, LakeFigures['months'][number]>()
  readonly #pairs = new Map<string, LakeFigures['pairs'][number]>()

  constructor(recordType: RecordType) {
    this.#recordType = recordType
  }

  async add(engine: DuckDBConnection, latest: string): Promise<void> {
    await engine.run(`CREATE OR REPLACE TEMP TABLE claim AS ${latest}`)
    for (const [source, index, rows, enterprises] of await read(engine, monthsSql(this.#recordType))) {
      const month = monthOfIndex(Number(index))
      const sum = this.#months.get(`${source} ${month}`) ?? {
        source: String(source),
        month,
        rows: 0,
        enterprises: 0,
      }
      sum.rows += Number(rows)
      sum.enterprises += Number(enterprises)
      this.#months.set(`${source} ${month}`, sum)
    }
    const compared = comparedFields(this.#recordType)
    for (const [left, right, shared, contradicting, ...counts] of await read(
      engine,
      pairsSql(this.#recordType),
    )) {
      const fields = compared.map((field) => ({ field, contradicting: 0 }))
      const start = { left: String(left), right: String(right), keysShared: 0, keysContradicting: 0, fields }
      const sum = this.#pairs.get(`${left} ${right}`) ?? start
      sum.keysShared += Number(shared)
      sum.keysContradicting += Number(contradicting)
      for (const [place, count] of counts.entries()) sum.fields[place]!.contradicting += Number(count)
      this.#pairs.set(`${left} ${right}`, sum)
    }
  }

  result(): LakeFigures {
    const pairs = [...this.#pairs.values()].map((pair) => ({
      ...pair,
      fields: pair.fields.filter(({ contradicting }) => contradicting > 0),
    }))
    const months = [...this.#months.values()].sort((one, other) => (one.month < other.month ? -1 : 1))
    return { months, pairs }
  }
}

async function read(engine: DuckDBConnection, query: string | null): Promise<unknown[][]> {
  return query === null ? [] : (await engine.runAndReadAll(query)).getRows()
}

function monthsSql(recordType: RecordType): string | null {
  const event = recordType.fields.find(({ name }) => name === recordType.eventTime)
  if (!event) return null
  const x = `"${event.name}"`
  const month =
    event.type === 'month'
      ? `${x}::INTEGER`
      : `(datepart('year', ${x}) * 12 + datepart('month', ${x}) - 1)::INTEGER`
  return `SELECT source_id, ${month} AS month, count(*)::DOUBLE, count(DISTINCT subject)::DOUBLE
    FROM claim WHERE ${x} IS NOT NULL GROUP BY ALL`
}

/** What is no part of the key is what two sources can contradict each other in. */
export function comparedFields(recordType: RecordType): string[] {
  return recordType.fields
    .filter(({ name, type }) => type !== 'identifier' && !recordType.key.includes(name))
    .map(({ name }) => name)
}

/** A value against a missing one is silence and no contradiction. */
function pairsSql(recordType: RecordType): string | null {
  const identifier = recordType.fields.find(({ type }) => type === 'identifier')!.name
  const keys = ['subject', ...recordType.key.filter((name) => name !== identifier)]
  const compared = comparedFields(recordType)
  if (compared.length === 0) return null
  const differ = compared.map((name) => `coalesce(a."${name}" <> b."${name}", false)`)
  const same = keys.map((name) => `a."${name}" IS NOT DISTINCT FROM b."${name}"`)
  return `SELECT a.source_id, b.source_id, count(*)::DOUBLE, count(*) FILTER (${differ.join(' OR ')})::DOUBLE,
      ${differ.map((one) => `count(*) FILTER (${one})::DOUBLE`).join(', ')}
    FROM claim a JOIN claim b ON ${same.join(' AND ')} AND a.source_id < b.source_id GROUP BY ALL`
}
