import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type AuditTables, sequenceEntries } from '../../trust/audit/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'

const sequenceEveryMs = 1000

export interface Worker {
  stop: () => Promise<void>
}

/** What runs by the clock while the platform serves: the audit log is sequenced and signed every second. */
export function runWorker(database: Database, onFault: (error: unknown) => void): Worker {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  const tick = async () => {
    const sequence = (work: UnitOfWork<AuditTables>) =>
      sequenceEntries(work, { dataFolder: database.dataFolder })
    await runWork(database, operatorActor(), sequence).catch((error) => {
      if (!stopped) onFault(error)
    })
  }
  const timer = setInterval(() => {
    running = running.then(tick)
  }, sequenceEveryMs)
  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
      await tick()
    },
  }
}
