import { type Instant, inShanghai } from '../../foundation/instant.ts'
import type { Month } from '../../foundation/month.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import type { Authorization } from '../../trust/consent/index.ts'
import { type AsOf, parseAsOf } from './as-of.ts'
import { definitionsVersion, indicators } from './catalogue.ts'
import type { NullReason, Vector } from './contract.ts'
import type { KernelRecordType } from './firm-rows.ts'
import { createKernel, type Kernel } from './kernel.ts'
import { type LakeState, readLakeState } from './lake-state.ts'
import { coveredRecordTypes, loadFirm } from './load-firm.ts'
import {
  type KeptSeries,
  keptSeriesSize,
  readSeries,
  type Series,
  unpackSeries,
  writeSeries,
} from './month-series.ts'
import { findOnlineRefresh } from './online-refresh.ts'
import { createPackedVectors, type PackedVector, reasonOf, unpackVector } from './packed-vector.ts'
import { findStored, type IndicatorTables, type RefreshRow } from './store.ts'

let kernel: Kernel | undefined

/** The kernel of this process: its buffers serve one enterprise at a time, and a computation never waits. */
function ownKernel(): Kernel {
  kernel ??= createKernel()
  return kernel
}

/** What the pages and the decisions read of an enterprise: its vector, and the months behind it. */
export interface Firm {
  vector: Vector
  /** 24 months each, oldest first, of the record types that are covered. */
  series: Record<KeptSeries, Series>
}

const recordTypeOf: Readonly<Record<KeptSeries, KernelRecordType>> = {
  'sale-amount': 'vat-invoice',
  'purchase-amount': 'vat-invoice',
  'tax-paid': 'tax-payment',
  headcount: 'social-security',
  leaves: 'social-security',
}

/**
 * The figures of an enterprise as of a moment: the stored ones when they were computed for that month by this
 * catalogue and nothing became known in between; otherwise from the lake, by the same kernel, with the same bytes.
 */
export async function readFirm(
  work: UnitOfWork<IndicatorTables>,
  authorization: Authorization,
  wish: { enterprise: string; asOf: Instant | Month },
): Promise<Firm> {
  const { enterprise } = wish
  const asOf = parseAsOf(wish.asOf, work.now)
  const state = await readLakeState(work, asOf.at)
  const recordTypes = coveredRecordTypes(authorization, enterprise)
  const { vectors, series } =
    (await findCurrent(work, enterprise, asOf, state)) ??
    compute(await loadFirm(work, authorization, { enterprise, asOf, recordTypes, state }))
  const all = readSeries(series)
  for (const name of Object.keys(recordTypeOf) as KeptSeries[])
    if (!recordTypes.includes(recordTypeOf[name])) all[name] = all[name].map(() => null)
  return {
    vector: vectorOf(vectors, recordTypes, { enterprise, asOf, dataAsOf: state.dataAsOf }),
    series: all,
  }
}

export async function vectorAsOf(
  work: UnitOfWork<IndicatorTables>,
  authorization: Authorization,
  wish: { enterprise: string; asOf: Instant | Month },
): Promise<Vector> {
  return (await readFirm(work, authorization, wish)).vector
}

interface Figures {
  vectors: PackedVector
  series: Float64Array
}

function compute(rows: Awaited<ReturnType<typeof loadFirm>>): Figures {
  const vectors = createPackedVectors(1, indicators.length)
  const series = new Float64Array(keptSeriesSize)
  ownKernel().compute(rows, vectors, 0)
  writeSeries(ownKernel().figures, series, 0)
  return { vectors, series }
}

async function findCurrent(
  work: UnitOfWork<IndicatorTables>,
  enterprise: string,
  asOf: AsOf,
  state: LakeState,
): Promise<Figures | undefined> {
  const refresh = await findOnlineRefresh(work)
  if (!refresh || !(await isCurrent(refresh, asOf, state))) return undefined
  const stored = await findStored(work.db, enterprise, refresh.id)
  return (
    stored && { vectors: unpackVector(stored.packed, indicators.length), series: unpackSeries(stored.series) }
  )
}

async function isCurrent(refresh: RefreshRow, asOf: AsOf, state: LakeState): Promise<boolean> {
  return (
    refresh.definitionsVersion === definitionsVersion &&
    refresh.month === asOf.month &&
    refresh.asOf <= asOf.at &&
    refresh.batches === state.batches &&
    refresh.lastSequence === state.lastSequence &&
    !(await state.knownBetween(refresh.asOf, asOf.at))
  )
}

/** Values by identifier; what rests on a record type that is not covered is withheld. */
function vectorOf(
  packed: PackedVector,
  recordTypes: readonly KernelRecordType[],
  of: { enterprise: string; asOf: AsOf; dataAsOf: LakeState['dataAsOf'] },
): Vector {
  const values: Vector['values'] = {}
  const reasons: Vector['reasons'] = {}
  for (const [index, { id, sources }] of indicators.entries()) {
    const byte = packed.reasons[index]!
    const open = sources.every((source) => recordTypes.includes(source as KernelRecordType))
    const reason: NullReason | undefined = open ? (byte === 0 ? undefined : reasonOf(byte)) : 'not-covered'
    values[id] = reason === undefined ? packed.values[index]! : null
    if (reason !== undefined) reasons[id] = reason
  }
  const dataAsOf = Object.fromEntries(
    recordTypes.map((type) => [type, of.dataAsOf[type] === null ? null : inShanghai(of.dataAsOf[type]!)]),
  )
  return { enterprise: of.enterprise, month: of.asOf.month, values, reasons, definitionsVersion, dataAsOf }
}
