import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { peerGroupsOf } from '../indicators/index.ts'
import { findLastBuild } from './dossier/last-build.ts'
import { listPeerSeries, type PeerSeriesRow } from './store.ts'
import type { ProfileTables } from './tables.ts'

/** Medians of a build by industry: whoever opens a page after it needs no other, so a copy in memory serves all. */
const known = new Map<string, readonly PeerSeriesRow[]>()
const knownMax = 500

/** The medians of the groups of an industry, the narrowest first: whoever looks for a series finds that one's. */
export async function findPeerSeries(
  work: UnitOfWork<ProfileTables>,
  industry: string | null,
): Promise<readonly PeerSeriesRow[]> {
  const last = await findLastBuild(work)
  if (!last) return []
  const groups = peerGroupsOf(industry)
  const id = `${last.build.id} ${groups[0]?.level} ${groups[0]?.code}`
  const found = known.get(id) ?? inOrder(await listPeerSeries(work.db, groups), groups)
  known.delete(id)
  known.set(id, found)
  if (known.size > knownMax) known.delete(known.keys().next().value!)
  return found
}

function inOrder(
  rows: readonly PeerSeriesRow[],
  groups: readonly { level: string; code: string }[],
): PeerSeriesRow[] {
  return groups.flatMap(({ level, code }) => rows.filter((row) => row.level === level && row.code === code))
}
