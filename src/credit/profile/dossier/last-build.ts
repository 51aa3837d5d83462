import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { countFactsByType } from '../../../information/records/index.ts'
import { type BuildRow, findBuild } from '../store.ts'
import type { ProfileTables } from '../tables.ts'

/** What the dossiers stand for, and what has come or gone by now. */
export interface LastBuild {
  build: BuildRow
  facts: Readonly<Record<string, number>>
}

const ofWork = new WeakMap<object, Promise<LastBuild | undefined>>()

/** Undefined before the first build. Asked once in a unit of work, in which neither changes. */
export function findLastBuild(work: UnitOfWork<ProfileTables>): Promise<LastBuild | undefined> {
  const found = ofWork.get(work)
  if (found) return found
  const asked = ask(work)
  ofWork.set(work, asked)
  return asked
}

async function ask(work: UnitOfWork<ProfileTables>): Promise<LastBuild | undefined> {
  const build = await findBuild(work.db)
  return build && { build, facts: await countFactsByType(work.db) }
}
