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
import { createPackedVectors, type PackedVector, reasonOf, unpackVector } from './packed-vector.ts'
import { findPacked, findRefresh, type IndicatorTables, type RefreshRow } from './store.ts'

let kernel: Kernel | undefined

/** The kernel of this process: its buffers serve one enterprise at a time, and a computation never waits. */
function ownKernel(): Kernel {
  kernel ??= createKernel()
  return kernel
}

/** A month series as pages draw it; null where the month is not covered. */
export type Series = (number | null)[]
export const profileSeries = ['sale-amount', 'purchase-amount', 'tax-paid', 'headcount', 'leaves'] as const
export type ProfileSeries = (typeof profileSeries)[number]

export interface Firm {
  vector: Vector
  series: Record<ProfileSeries, Series>
}

/** The vector and the month series of an enterprise, from the lake. */
export async function readFirm(
  work: UnitOfWork<IndicatorTables>,
  authorization: Authorization,
  wish: { enterprise: string; asOf: Instant | Month },
): Promise<Firm> {
  const { enterprise } = wish
  const asOf = parseAsOf(wish.asOf, work.now)
  return computeFirm(work, authorization, { enterprise, asOf, state: await readLakeState(work, asOf.at) })
}

async function computeFirm(
  work: UnitOfWork<IndicatorTables>,
  authorization: Authorization,
  wish: { enterprise: string; asOf: AsOf; state: LakeState },
): Promise<Firm> {
  const recordTypes = coveredRecordTypes(authorization, wish.enterprise)
  const rows = await loadFirm(work, authorization, { ...wish, recordTypes })
  const out = createPackedVectors(1, indicators.length)
  ownKernel().compute(rows, out, 0)
  return {
    vector: vectorOf(out, recordTypes, { ...wish, dataAsOf: wish.state.dataAsOf }),
    series: Object.fromEntries(
      profileSeries.map((measure) => [measure, seriesOf(measure)]),
    ) as Firm['series'],
  }
}

function seriesOf(measure: string): Series {
  const { values, from, to } = ownKernel().figures.series(measure)
  return Array.from(values, (value, slot) => (slot >= from && slot <= to ? value : null))
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

/**
 * The vector of an enterprise as of a moment: the stored one when it was computed for that month by this catalogue
 * and nothing became known in between; otherwise from the lake, by the same kernel, with the same bytes.
 */
export async function vectorAsOf(
  work: UnitOfWork<IndicatorTables>,
  authorization: Authorization,
  wish: { enterprise: string; asOf: Instant | Month },
): Promise<Vector> {
  const { enterprise } = wish
  const asOf = parseAsOf(wish.asOf, work.now)
  const state = await readLakeState(work, asOf.at)
  const refresh = await findRefresh(work.db)
  if (refresh && isCurrent(refresh, asOf, state)) {
    const stored = await findPacked(work.db, enterprise, refresh.id)
    if (stored) {
      const recordTypes = coveredRecordTypes(authorization, enterprise)
      return vectorOf(unpackVector(stored, indicators.length), recordTypes, {
        enterprise,
        asOf,
        dataAsOf: state.dataAsOf,
      })
    }
  }
  return (await computeFirm(work, authorization, { enterprise, asOf, state })).vector
}

function isCurrent(refresh: RefreshRow, asOf: AsOf, state: LakeState): boolean {
  return (
    refresh.definitionsVersion === definitionsVersion &&
    refresh.month === asOf.month &&
    refresh.asOf <= asOf.at &&
    refresh.batches === state.batches &&
    refresh.lastSequence === state.lastSequence &&
    !state.knownBetween(refresh.asOf, asOf.at)
  )
}
