import { type Instant, shanghaiDay } from '../../../foundation/instant.ts'
import { lastCompleteMonth, type Month } from '../../../foundation/month.ts'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { countIdentityDeeds, findSubjects } from '../../../information/enterprises/index.ts'
import { type Gathering, gatherOne, planGathering } from '../../../information/records/index.ts'
import { standardRecordType } from '../../../trust/catalog/index.ts'
import { type Authorization, coversRecordType } from '../../../trust/consent/index.ts'
import { orFailed } from '../panel.ts'
import { type BuildRow, type DossierRow, findDossier } from '../store.ts'
import type { ProfileTables } from '../tables.ts'
import { type Dossier, dossierOf } from './dossier.ts'
import { dossierForm, type GatheringId, gatherings } from './gatherings.ts'
import { findLastBuild } from './last-build.ts'
import { type Bodies, type Body, unpack } from './pack.ts'

type Work = UnitOfWork<ProfileTables>

export interface DossierWish {
  enterprise: string
  at: Instant
  /** Only these gatherings; all unless given. */
  only?: readonly GatheringId[]
}

/**
 * What is known of an enterprise as of a moment, as far as the Authorization opens it: stored lists where nothing
 * has become known since they were stored, and the lake for the others. The engine makes both by the same query.
 */
export async function readDossier(
  work: Work,
  authorization: Authorization,
  wish: DossierWish,
): Promise<Dossier> {
  const { enterprise, at } = wish
  const wanted = gatherings.filter(
    (gathering) =>
      (wish.only?.includes(gathering.id) ?? true) &&
      coversRecordType(authorization, enterprise, standardRecordType(gathering.recordType)),
  )
  const stored = await findStoredBodies(work, { enterprise, at, wanted })
  const stale = wanted.filter(({ id }) => !stored.has(id))
  const bodies: Bodies = Object.fromEntries(stored)
  const failed = new Set<string>()
  for (const gathering of stale) {
    const found = await orFailed(() => gatherBody(work, authorization, { enterprise, at, gathering }))
    if (found === 'failed') failed.add(gathering.recordType)
    else if (found) bodies[gathering.id] = found
  }
  return dossierOf(bodies, at, { open: new Set(wanted.map(({ recordType }) => recordType)), failed })
}

/** Straight from the lake; undefined when there is nothing. */
export async function gatherBody(
  work: Work,
  authorization: Authorization,
  wish: { enterprise: string; at: Instant; gathering: Gathering },
): Promise<Body | undefined> {
  const { enterprise, at, gathering } = wish
  const planned = await planGathering(work, authorization, { gathering, asOf: at, enterprise })
  const gathered = await gatherOne(planned)
  return gathered && { total: gathered.total, rows: JSON.parse(gathered.body) as unknown[][] }
}

type Stored = Map<string, Body>

/** The stored lists that are right at the moment; none of an enterprise without a dossier, unless it has no records. */
async function findStoredBodies(
  work: Work,
  of: { enterprise: string; at: Instant; wanted: readonly Gathering[] },
): Promise<Stored> {
  const found: Stored = new Map()
  const last = await findLastBuild(work)
  if (!last || last.build.form !== dossierForm || last.build.asOf > of.at) return found
  const { build, facts } = last
  const row = await findDossier(work.db, of.enterprise)
  if (!(await standsFor(work, build, row, of))) return found
  const bodies = row ? unpack(row.packed) : {}
  const month = lastCompleteMonth(of.at)
  for (const gathering of of.wanted)
    if (isFresh(gathering, build, facts, month))
      found.set(gathering.id, bodies[gathering.id] ?? { total: 0, rows: [] })
  return found
}

async function standsFor(
  work: Work,
  build: BuildRow,
  row: DossierRow | undefined,
  { enterprise, at }: { enterprise: string; at: Instant },
): Promise<boolean> {
  if (row && (row.asOf > at || (row.nextEvent !== null && row.nextEvent <= shanghaiDay(at)))) return false
  if ((await countIdentityDeeds(work)) === build.identityDeeds) return true
  const subjects = await findSubjects(work, enterprise, at)
  return row !== undefined && subjects.sort().join(' ') === row.subjects.join(' ')
}

/** Sums of the last months are of other months when a month has ended since. */
function isFresh(
  { recordType, kind }: Gathering,
  build: BuildRow,
  facts: Readonly<Record<string, number>>,
  month: Month,
): boolean {
  if ((facts[recordType] ?? 0) !== (build.facts[recordType] ?? 0)) return false
  return kind === 'rows' || build.month === month
}
