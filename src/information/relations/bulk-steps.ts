import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { BulkStep } from '../../foundation/bulk.ts'
import { composeGraph, writeGraph } from './compose-graph.ts'
import { extractClaims, type Plans, type TradeMonths } from './extract-claims.ts'
import { writeFindings } from './write-findings.ts'

/** The files between the steps of a build, all in a folder that is gone afterwards. */
export const buildFiles = {
  claims: 'claims.parquet',
  traded: 'traded.parquet',
  /** Keys of enterprises that occur, one a line. */
  keys: 'keys.csv',
  /** Key and enterprise, of those that an enterprise claims. */
  entities: 'entities.csv',
} as const

export const slotTables = ['node', 'edge', 'version', 'finding', 'member'] as const
export type SlotTable = (typeof slotTables)[number]

export interface ExtractManifest {
  folder: string
  plans: Plans
  /** The last complete month, counted from the year 0. */
  lastMonth: number
}

export interface Extracted {
  trade: TradeMonths | null
  keys: number
}

export interface ComposeManifest {
  folder: string
  /** YYYY-MM-DD. */
  day: string
}

export interface Composed {
  nodes: number
  edges: number
  findings: number
}

/** First step: what the lake says, and the keys that must be given their enterprises. */
export async function extract(
  { folder, plans, lastMonth }: ExtractManifest,
  progress: (step: BulkStep) => void,
): Promise<Extracted> {
  return withOwnEngine(async (engine) => {
    progress({ stage: 'reading the lake', done: 0 })
    const trade = await extractClaims(engine, plans, lastMonth)
    await engine.run(`COPY claim TO '${join(folder, buildFiles.claims)}' (FORMAT parquet)`)
    await engine.run(`COPY traded TO '${join(folder, buildFiles.traded)}' (FORMAT parquet)`)
    await engine.run(`CREATE TABLE met AS SELECT DISTINCT key FROM (
        SELECT from_key AS key FROM claim WHERE from_kind = 0 UNION ALL SELECT to_key FROM claim
        UNION ALL SELECT from_key FROM traded UNION ALL SELECT to_key FROM traded)
      WHERE key IS NOT NULL`)
    await engine.run(
      `COPY (SELECT key FROM met ORDER BY key) TO '${join(folder, buildFiles.keys)}' (FORMAT csv, HEADER false)`,
    )
    const counted = await engine.runAndReadAll('SELECT count(*)::INTEGER FROM met')
    return { trade, keys: counted.getRows()[0]![0] as number }
  })
}

/** Second step: nodes, edges and findings, as files for the slot. */
export async function compose(
  { folder, day }: ComposeManifest,
  progress: (step: BulkStep) => void,
): Promise<Composed> {
  return withOwnEngine(async (engine) => {
    progress({ stage: 'composing', done: 0 })
    const file = (name: keyof typeof buildFiles) => join(folder, buildFiles[name])
    await engine.run(`CREATE VIEW claim AS SELECT * FROM read_parquet('${file('claims')}')`)
    await engine.run(`CREATE VIEW traded AS SELECT * FROM read_parquet('${file('traded')}')`)
    await engine.run(`CREATE TABLE entity AS SELECT * FROM read_csv('${file('entities')}', header = false,
      auto_detect = false, delim = ',', quote = '"', escape = '"', columns = {'key': 'VARCHAR', 'enterprise': 'VARCHAR'})`)
    await composeGraph(engine, day)
    const written = await writeGraph(engine, (table) => slotFile(folder, table))
    progress({ stage: 'looking for rings', done: 0 })
    const findings = await writeFindings(engine, (table) => slotFile(folder, table))
    return { ...written, findings }
  })
}

export function slotFile(folder: string, table: SlotTable): string {
  return join(folder, `${table}.csv`)
}

async function withOwnEngine<Result>(task: (engine: DuckDBConnection) => Promise<Result>): Promise<Result> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '2GB',
    temp_directory: join(tmpdir(), `sanxin-spill-${process.pid}`),
  })
  const engine = await instance.connect()
  try {
    return await task(engine)
  } finally {
    engine.closeSync()
    instance.closeSync()
  }
}
