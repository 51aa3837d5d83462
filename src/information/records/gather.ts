import { type Instant, instant, shanghaiDay } from '../../foundation/instant.ts'
import { endOfMonth, lastCompleteMonth, monthIndex, monthOfIndex } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType } from '../../trust/catalog/index.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import type { EnterpriseTables } from '../enterprises/index.ts'
import { withEngine } from './engine.ts'
import { columnsOf, type Gathering, type GatherPlan, gatherSql } from './gathering.ts'
import { rowsSql as fileRowsSql, type ReadableFile } from './lake-file.ts'
import { presentFiles, readableFiles, withdrawnIn } from './plan-read.ts'
import { subjectConditions } from './scan.ts'
import { planScan } from './scan-columns.ts'
import { eventColumns, fieldNamed } from './scan-plan.ts'
import { name, timestamp } from './sql-text.ts'
import type { RecordsTables } from './store.ts'

type Work = UnitOfWork<RecordsTables & EnterpriseTables & CatalogTables>

export interface GatherWish {
  gathering: Gathering
  asOf: Instant
  /** One enterprise, or some lake keys, or all that the Authorization covers. */
  enterprise?: string
  subjects?: readonly string[]
}

/** The JSON list of an enterprise's lists, and of how many records it tells. */
export interface Gathered {
  total: number
  body: string
}

/** Plans what one gathering reads. The plan is data: a bulk process can run it without the store. */
export async function planGathering(
  work: Work,
  authorization: Authorization,
  { gathering, asOf, enterprise, subjects }: GatherWish,
): Promise<GatherPlan> {
  const recordType = await getRecordType(work, gathering.recordType)
  const columns = columnsOf(recordType, gathering)
  const plan = await planScan(work, authorization, {
    recordType: recordType.id,
    columns,
    asOf,
    ...(enterprise === undefined ? {} : { enterprise }),
    ...(subjects === undefined ? {} : { subjects }),
  })
  return { gathering, plan }
}

/** What there is of one enterprise; undefined when nothing is. */
export async function gatherOne(planned: GatherPlan): Promise<Gathered | undefined> {
  const { plan } = planned
  if (plan.files.length === 0 || plan.subjects?.length === 0) return undefined
  const sql = gatherSql(planned, subjectConditions(plan), true)
  const [row] = await withEngine(async (engine) => (await engine.runAndReadAll(sql)).getRows())
  return row && { total: Number(row[0]), body: String(row[1]) }
}

export interface HashRange {
  from: number
  to: number
}

/** The same of all enterprises whose lake key has a hash in a range, or of some of them, in the order of the lake. */
export async function gatherRange(
  planned: GatherPlan,
  range: HashRange,
): Promise<(Gathered & { subject: string })[]> {
  const files = planned.plan.files.filter(
    ({ hashFrom, hashTo }) => hashFrom <= range.to && hashTo >= range.from,
  )
  if (files.length === 0 || planned.plan.subjects?.length === 0) return []
  const within = `hash8 BETWEEN ${range.from} AND ${range.to}`
  const plan = { ...planned.plan, files }
  const sql = gatherSql({ ...planned, plan }, [within, ...subjectConditions(plan)], false)
  const rows = await withEngine(async (engine) => (await engine.runAndReadAll(sql)).getRows())
  return rows.map((row) => ({ subject: String(row[0]), total: Number(row[1]), body: String(row[2]) }))
}

/** Files with rows that are known at a moment and have not happened then, as data. */
export interface PendingPlan {
  files: ReadableFile[]
  event: string
  byMonth: boolean
  asOf: Instant
}

/** Where records lie ahead of the moment: a license that is known today and valid from tomorrow. */
export async function planPending(
  work: Work,
  wish: { recordType: string; asOf: Instant },
): Promise<PendingPlan | undefined> {
  const recordType = await getRecordType(work, wish.recordType)
  const [event] = eventColumns(recordType)
  if (event === undefined) return undefined
  const live = await presentFiles(work, wish)
  const ahead = live.filter(({ eventMax }) => eventMax !== null && eventMax > shanghaiDay(wish.asOf))
  if (ahead.length === 0) return undefined
  const withdrawn = await withdrawnIn(work, ahead, wish.asOf)
  return {
    files: await readableFiles(work, recordType, ahead, withdrawn),
    event,
    byMonth: fieldNamed(recordType, event).type === 'month',
    asOf: wish.asOf,
  }
}

/** By lake key: the first day after the moment on which a record that is known already will have happened. */
export async function pendingDays(plan: PendingPlan): Promise<Map<string, string>> {
  const event = name(plan.event)
  const day = shanghaiDay(plan.asOf)
  const last = plan.byMonth
    ? monthIndex(lastCompleteMonth(instant(`${day}T23:59:59.999+08:00`)))
    : `DATE '${day}'`
  const sql = `SELECT subject, min(${event})::VARCHAR FROM (${fileRowsSql(plan.files, [plan.event])})
    WHERE ${event} > ${last} AND known <= ${timestamp(plan.asOf)} GROUP BY subject`
  const rows = await withEngine(async (engine) => (await engine.runAndReadAll(sql)).getRows())
  return new Map(
    rows.map(([subject, first]) => [
      String(subject),
      plan.byMonth ? shanghaiDay(endOfMonth(monthOfIndex(Number(first)))) : String(first),
    ]),
  )
}
