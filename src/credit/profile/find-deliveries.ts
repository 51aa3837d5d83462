import type { Instant } from '../../foundation/instant.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { latestKnownAt } from '../../information/records/index.ts'
import { findLastBuild } from './dossier/last-build.ts'
import type { Deliveries } from './panel.ts'
import type { ProfileTables } from './tables.ts'

/** The newest delivery of each record type by a moment: as kept with the dossiers where nothing has come since. */
export async function findDeliveries(
  work: UnitOfWork<ProfileTables>,
  recordTypes: readonly string[],
  at: Instant,
): Promise<Deliveries> {
  const last = await findLastBuild(work)
  if (!last || last.build.asOf > at) return latestKnownAt(work, recordTypes, at)
  const { build, facts } = last
  const isKept = (id: string) => id in build.deliveries && (facts[id] ?? 0) === (build.facts[id] ?? 0)
  const kept = recordTypes.filter(isKept).map((id) => [id, build.deliveries[id] ?? null] as const)
  const others = await latestKnownAt(
    work,
    recordTypes.filter((id) => !isKept(id)),
    at,
  )
  return { ...Object.fromEntries(kept), ...others }
}
