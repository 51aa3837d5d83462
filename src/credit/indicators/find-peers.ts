import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { findOnlineRefresh } from './online-refresh.ts'
import { groupsOf } from './peer-groups.ts'
import { type IndicatorTables, listPeerGroups, type PeerGroupRow } from './store.ts'

/** Groups of a refresh by industry: they are replaced with it, so a copy in memory needs no freshness. */
const known = new Map<string, readonly PeerGroupRow[]>()
const knownMax = 500

/** The narrowest group of at least five firms that an industry belongs to, with its medians; undefined before the first refresh. */
export async function findPeers(
  work: UnitOfWork<IndicatorTables>,
  industry: string | null,
): Promise<PeerGroupRow | undefined> {
  const refresh = await findOnlineRefresh(work)
  if (!refresh) return undefined
  const groups = groupsOf(industry)
  const id = `${refresh.id} ${groups[0]?.level} ${groups[0]?.code}`
  const rows = known.get(id) ?? (await listPeerGroups(work.db, groups))
  known.delete(id)
  known.set(id, rows)
  if (known.size > knownMax) known.delete(known.keys().next().value!)
  for (const { level, code } of groups) {
    const found = rows.find((row) => row.level === level && row.code === code)
    if (found) return found
  }
  return undefined
}
