import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { groupsOf } from './peer-groups.ts'
import { type IndicatorTables, listPeerGroups, type PeerGroupRow } from './store.ts'

/** The narrowest group of at least five firms that an industry belongs to, with its medians; undefined before the first refresh. */
export async function findPeers(
  work: UnitOfWork<IndicatorTables>,
  industry: string | null,
): Promise<PeerGroupRow | undefined> {
  const groups = groupsOf(industry)
  const rows = await listPeerGroups(work.db, groups)
  for (const { level, code } of groups) {
    const found = rows.find((row) => row.level === level && row.code === code)
    if (found) return found
  }
  return undefined
}
