import type { Database } from '../../foundation/database.ts'
import { repeat } from '../../foundation/repeat.ts'
import { runWork } from '../../foundation/run-work.ts'
import { buildSearchIndex, isSegmentDue } from '../../information/enterprise-search/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'

const lookEveryMs = 2000

/** Builds the next segment of the search index when one is due; a build that runs is given up when the platform stops. */
export function keepSearchIndex(
  database: Database,
  onFault: (error: unknown) => void,
): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const build = async () => {
    if (!(await runWork(database, operatorActor(), isSegmentDue))) return
    await buildSearchIndex(database, operatorActor(), stopping.signal).catch((error) => {
      if (!stopping.signal.aborted) throw error
    })
  }
  const clock = repeat(build, lookEveryMs, onFault)
  return {
    stop: () => {
      stopping.abort()
      return clock.stop()
    },
  }
}
