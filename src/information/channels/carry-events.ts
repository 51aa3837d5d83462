import type { Database } from '../../foundation/database.ts'
import { newIdentifier } from '../../foundation/identifier.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type CatalogTables, getRecordType } from '../../trust/catalog/index.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { ingestFiles } from '../ingestion/index.ts'
import type { PushedRecord } from './contract.ts'
import { listOutcomes } from './list-outcomes.ts'
import { withParcelFile } from './parcel-file.ts'
import { recordFile } from './record-file.ts'
import { isLasting } from './run.ts'
import { type ChannelsTables, carryAlone } from './store.ts'
import {
  type EventOutcome,
  fillParcel,
  findOpenParcel,
  finishParcel,
  type Line,
  linesWaiting,
  listParcel,
} from './store-events.ts'

/** So many events go through ingestion together: some seconds of a busy stream. */
const parcelEventsMax = 10_000

type Work = UnitOfWork<ChannelsTables & CatalogTables>

/**
 * One round: the events that wait, line by line, become batches. Exactly once: a parcel is put down before it is
 * carried and its file is made of its rows alone, so that after a crash the same bytes go in again, and ingestion
 * knows the same delivery when it sees it. A line that fails stops no other: its fault is thrown when all have had
 * their turn. Answers how many events were carried.
 */
export async function carryEvents(database: Database): Promise<number> {
  const lines = await runWork(database, operatorActor(), (work: Work) => linesWaiting(work.db))
  let carried = 0
  const faults: unknown[] = []
  for (const line of lines) {
    const name = `events ${line.source} ${line.recordType}`
    try {
      carried += (await carryAlone(database.locks, name, () => carryLine(database, line))) ?? 0
    } catch (error) {
      faults.push(error)
    }
  }
  if (faults.length > 0) throw faults[0]
  return carried
}

async function carryLine(database: Database, line: Line): Promise<number> {
  const parcel = await runWork(database, operatorActor(), async (work: Work) => {
    const open = await findOpenParcel(work.db, line)
    if (open !== undefined) return open
    const fresh = newIdentifier()
    return (await fillParcel(work.db, line, fresh, parcelEventsMax)) > 0 ? fresh : undefined
  })
  return parcel === undefined ? 0 : carryParcel(database, line, parcel)
}

async function carryParcel(database: Database, line: Line, parcel: string): Promise<number> {
  const actor = operatorActor()
  const { events, content } = await runWork(database, actor, async (work: Work) => {
    const waiting = await listParcel(work.db, parcel)
    const recordType = await getRecordType(work, line.recordType)
    const records = waiting.map((event) => event.content as PushedRecord)
    return { events: waiting, content: recordFile(recordType, records) }
  })
  await withParcelFile(database.dataFolder, `events-${parcel}`, content, async (path) => {
    const { batch, outcomes } = await ingestParcel(database, line, path, events)
    await runWork(database, actor, (work: Work) => finishParcel(work.db, parcel, batch, outcomes, work.now))
  })
  return events.length
}

async function ingestParcel(
  database: Database,
  line: Line,
  path: string,
  events: readonly { place: number | null }[],
): Promise<{ batch: string | null; outcomes: EventOutcome[] }> {
  try {
    const result = await ingestFiles(database, operatorActor(), {
      ...{ ...line, files: [path], encoding: 'utf-8' },
      rowResults: true,
    })
    const outcomes = await listOutcomes(database, result, events.length)
    return {
      batch: result.batch,
      outcomes: outcomes.map(({ outcome, reason, field }, row) => ({
        place: events[row]!.place!,
        outcome: outcome === 'corrected' ? 'published' : outcome,
        reason,
        field,
      })),
    }
  } catch (error) {
    if (!isLasting(error)) throw error
    const refused = { outcome: 'refused', reason: error.code, field: null } as const
    return { batch: null, outcomes: events.map((event) => ({ place: event.place!, ...refused })) }
  }
}
