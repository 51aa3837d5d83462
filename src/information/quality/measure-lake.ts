import { availableParallelism, freemem } from 'node:os'
import { runBulk } from '../../foundation/bulk.ts'
import type { Database } from '../../foundation/database.ts'
import { type Instant, inShanghai } from '../../foundation/instant.ts'
import type { Progress } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType, getSource } from '../../trust/catalog/index.ts'
import { authorizeProcessing, type ConsentTables } from '../../trust/consent/index.ts'
import { countEnterprises } from '../enterprises/index.ts'
import { planScan, type RecordsTables } from '../records/index.ts'
import { type QualityWork, refreshLine } from './keep-measures.ts'
import type { LakeFigures, LakeManifest } from './lake-figures.ts'
import { bps } from './line-summary.ts'
import { lockLine, saveLakeMeasure, selectLinesOf } from './store.ts'

type Work = QualityWork & { db: { tables?: RecordsTables & CatalogTables & ConsentTables } }

const script = new URL('./lake-figures-process.ts', import.meta.url)
const memoryBytesMax = 2e9

/**
 * Counts over the lake what no single delivery shows: rows and enterprises by month, and what two sources say of the
 * same keys. A bulk read on a basis of its own, on record; only the counts are kept.
 */
export async function measureLake(
  database: Database,
  actor: Actor,
  wish: { recordType: string; progress?: Progress | undefined },
): Promise<LakeFigures> {
  const plan = await runWork(database, actor, async (work: Work) => {
    const recordType = await getRecordType(work, wish.recordType)
    const authorization = await authorizeProcessing(work, { fieldGroups: [recordType.fieldGroup] })
    const columns = recordType.fields.filter(({ type }) => type !== 'identifier').map(({ name }) => name)
    return planScan(work, authorization, {
      recordType: recordType.id,
      columns,
      asOf: work.now,
      claims: 'all',
    })
  })
  const manifest: LakeManifest = {
    plan,
    threads: Math.max(1, availableParallelism() - 1),
    memoryBytes: Math.min(memoryBytesMax, Math.max(5e8, freemem() * 0.3)),
  }
  const { result } = await runBulk<LakeFigures>(script, manifest, { progress: wish.progress })
  await runWork(database, actor, (work: Work) => keepFigures(work, wish.recordType, plan.asOf, result))
  return result
}

async function keepFigures(
  work: Work,
  recordType: string,
  asOf: Instant,
  figures: LakeFigures,
): Promise<void> {
  const known = await countEnterprises(work)
  const definition = await getRecordType(work, recordType)
  for (const { source } of await selectLinesOf(work.db, recordType)) {
    const line = { recordType, source }
    await lockLine(work.db, line)
    await saveLakeMeasure(work.db, {
      ...line,
      asOf,
      months: figures.months
        .filter((month) => month.source === source)
        .map(({ month, rows, enterprises }) => ({
          month,
          rows,
          enterprises,
          coverageBps: known === 0 ? null : Math.min(10_000, bps(enterprises, known)),
        })),
      consistency: figures.pairs
        .filter(({ left, right }) => left === source || right === source)
        .map(({ left, right, ...counts }) => ({
          other: left === source ? right : left,
          ...counts,
          asOf: inShanghai(asOf),
        })),
    })
    await refreshLine(work, definition, await getSource(work, source))
  }
}
