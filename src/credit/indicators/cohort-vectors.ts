import { runBulk } from '../../foundation/bulk.ts'
import type { Database } from '../../foundation/database.ts'
import { endOfMonth, type Month, monthOfIndex } from '../../foundation/month.ts'
import { type Progress, unwatched } from '../../foundation/progress.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { authorizeProcessing } from '../../trust/consent/index.ts'
import { type AsOf, parseAsOf } from './as-of.ts'
import { findIndicatorIndex, indicators } from './catalogue.ts'
import type { VectorJob, VectorManifest, VectorsMade } from './compute-vectors.ts'
import type { LakeState } from './lake-state.ts'
import type { PackedVector } from './packed-vector.ts'
import { planVectors, processedFieldGroups } from './plan-vectors.ts'
import { withVectorFolder } from './refresh-indicators.ts'
import { computeSeveral, resolveVectors } from './resolve-vectors.ts'
import type { IndicatorTables } from './store.ts'

/** The vectors of all enterprises as of a month; for fitting, never for a decision. */
export interface Cohort {
  /** The as-of month; for a cohort of own months, the last of them. */
  month: Month
  enterprises: string[]
  /** T of each enterprise. */
  months: Month[]
  /** One value an enterprise; NaN where the value is null. Made when asked for. */
  column(indicator: string): Float64Array
  /** One reason byte an enterprise, see `reasonOf`; 0 where there is a value. */
  reasonColumn(indicator: string): Uint8Array
}

const script = new URL('./compute-vectors.ts', import.meta.url)

/** As of the end of each month, with what was known by then: what a decision of that day would have seen. */
export async function cohortVectors(
  database: Database,
  actor: Actor,
  months: readonly Month[],
  progress: Progress = unwatched,
): Promise<Cohort[]> {
  return makeCohorts(database, actor, {
    moments: months.map((month) => ({ asOf: endOfMonth(month) as string })),
    own: false,
    progress,
  })
}

/** As of the month of each enterprise's own last invoice, with all that is known now: for closed studies of past data. */
export async function ownMonthVectors(
  database: Database,
  actor: Actor,
  progress: Progress = unwatched,
): Promise<Cohort> {
  const [cohort] = await makeCohorts(database, actor, { moments: [{}], own: true, progress })
  return cohort!
}

interface Wanted {
  moments: { asOf?: string }[]
  own: boolean
  progress: Progress
}

async function makeCohorts(database: Database, actor: Actor, wanted: Wanted): Promise<Cohort[]> {
  const planned = await runWork(database, actor, async (work: UnitOfWork<IndicatorTables>) => {
    const authorization = await authorizeProcessing(work, { fieldGroups: processedFieldGroups })
    const plans: { asOf: AsOf; job: VectorJob; state: LakeState }[] = []
    for (const moment of wanted.moments) {
      const asOf = parseAsOf(moment.asOf, work.now)
      plans.push({ asOf, ...(await planVectors(work, authorization, asOf, wanted.own)) })
    }
    return plans
  })
  return withVectorFolder(database, async (folder) => {
    const manifest: VectorManifest = { folder, jobs: planned.map(({ job }) => job) }
    await runBulk<VectorsMade>(script, manifest, { progress: wanted.progress })
    return runWork(database, actor, async (work: UnitOfWork<IndicatorTables>) => {
      const cohorts: Cohort[] = []
      for (const [number, { asOf, state }] of planned.entries())
        cohorts.push(await readCohort(work, { folder, number, asOf, state, own: wanted.own }))
      return cohorts
    })
  })
}

async function readCohort(
  work: UnitOfWork<IndicatorTables>,
  of: { folder: string; number: number; asOf: AsOf; state: LakeState; own: boolean },
): Promise<Cohort> {
  const size = indicators.length
  const enterprises: string[] = []
  const months: Month[] = []
  const parts: { vectors: PackedVector; index: number }[] = []
  const { several } = await resolveVectors(
    work,
    { folder: of.folder, job: of.number, size },
    async (block) => {
      block.enterprises.forEach((enterprise, index) => {
        if (enterprise === undefined) return
        enterprises.push(enterprise)
        months.push(monthOfIndex(block.months[index]!))
        parts.push({ vectors: block.vectors, index })
      })
    },
  )
  // Own months belong to a study of one source, whose keys are each an enterprise of its own.
  if (several.length > 0 && !of.own) {
    const authorization = await authorizeProcessing(work, {
      fieldGroups: processedFieldGroups,
      enterprises: several,
    })
    const { vectors } = await computeSeveral(work, authorization, {
      enterprises: several,
      asOf: of.asOf,
      state: of.state,
    })
    several.forEach((enterprise, index) => {
      enterprises.push(enterprise)
      months.push(of.asOf.month)
      parts.push({ vectors, index })
    })
  }
  return { month: of.asOf.month, enterprises, months, ...columnsOf(parts, size) }
}

function columnsOf(parts: readonly { vectors: PackedVector; index: number }[], size: number) {
  const placeOf = (indicator: string) => {
    const place = findIndicatorIndex(indicator)
    if (place === undefined) throw new TypeError(`no indicator ${indicator}`)
    return place
  }
  return {
    column: (indicator: string) => {
      const place = placeOf(indicator)
      return Float64Array.from(parts, ({ vectors, index }) =>
        vectors.reasons[index * size + place] === 0 ? vectors.values[index * size + place]! : Number.NaN,
      )
    },
    reasonColumn: (indicator: string) => {
      const place = placeOf(indicator)
      return Uint8Array.from(parts, ({ vectors, index }) => vectors.reasons[index * size + place]!)
    },
  }
}
