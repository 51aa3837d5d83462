import type { Database } from '../../foundation/database.ts'
import { repeat } from '../../foundation/repeat.ts'
import { carryEvents, pullChannels, type Sightings, watchFolders } from '../../information/channels/index.ts'

/** An event may wait so long before it is carried: its freshness is this and the time of one small batch. */
const eventsEveryMs = 2000
const foldersEveryMs = 2000
const pullsEveryMs = 5000

/** The clocks of the ways in. Each round ends before the next begins; several processes share the work by locks. */
export function carryChannels(
  database: Database,
  onFault: (error: unknown) => void,
): { stop: () => Promise<void> }[] {
  const sightings: Sightings = new Map()
  return [
    repeat(() => carryEvents(database), eventsEveryMs, onFault),
    repeat(() => watchFolders(database, sightings, onFault), foldersEveryMs, onFault),
    repeat(() => pullChannels(database, onFault), pullsEveryMs, onFault),
  ]
}
