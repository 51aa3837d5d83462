import { type Instant, instant, shanghaiDay } from '../../../foundation/instant.ts'
import type { UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { findEnterprisesBySubject, findSubjects } from '../../../information/enterprises/index.ts'
import { authorizeProcessing, fieldGroups } from '../../../trust/consent/index.ts'
import { type DossierRow, dropDossiers, putDossiers } from '../store.ts'
import type { ProfileTables } from '../tables.ts'
import { readEntries } from './dossier-file.ts'
import { gatherings } from './gatherings.ts'
import { type Bodies, pack } from './pack.ts'
import { gatherBody } from './read-dossier.ts'

type Work = UnitOfWork<ProfileTables>

const runLength = 500

/**
 * Keeps what the bulk process gathered by lake key under the enterprises that are meant. One that several keys mean
 * is in no single entry: those are given back, to be gathered whole.
 */
export async function keepSlice(
  work: Work,
  slice: { path: string; asOf: Instant; subjects: readonly string[] | undefined },
): Promise<{ enterprises: number; several: string[] }> {
  const several = new Set<string>()
  const seen = new Set<string>()
  for (const entries of readEntries(slice.path, runLength)) {
    const found = await findEnterprisesBySubject(
      work,
      entries.map(({ subject }) => subject),
    )
    const rows: DossierRow[] = []
    for (const { subject, nextEvent, packed } of entries) {
      const enterprise = found.get(subject)
      if (enterprise === undefined) continue
      if (seen.has(enterprise)) several.add(enterprise)
      else rows.push({ enterprise, asOf: slice.asOf, subjects: [subject], nextEvent, packed })
      seen.add(enterprise)
    }
    for (const enterprise of await putDossiers(work.db, rows)) several.add(enterprise)
  }
  if (slice.subjects) await settleChanged(work, slice.subjects, seen, several)
  return { enterprises: seen.size, several: [...several] }
}

/** Of what was asked for by name: what has gone is dropped, what several keys mean is gathered whole. */
async function settleChanged(
  work: Work,
  subjects: readonly string[],
  seen: ReadonlySet<string>,
  several: Set<string>,
): Promise<void> {
  const meant = new Set((await findEnterprisesBySubject(work, subjects)).values())
  await dropDossiers(
    work.db,
    [...meant].filter((enterprise) => !seen.has(enterprise)),
  )
  for (const enterprise of meant)
    if ((await findSubjects(work, enterprise)).length > 1) several.add(enterprise)
}

/** What lies ahead of several keys is not looked for: the next day such a dossier is made again. */
function dayAfter(at: Instant): string {
  return shanghaiDay(instant(new Date(Date.parse(at) + 86_400_000)))
}

/** The dossier of an enterprise with several lake keys, from all its records. */
export async function rebuildWhole(work: Work, of: { enterprise: string; asOf: Instant }): Promise<void> {
  const { enterprise, asOf } = of
  const authorization = await authorizeProcessing(work, { fieldGroups, enterprises: [enterprise] })
  const bodies: Bodies = {}
  for (const gathering of gatherings) {
    const body = await gatherBody(work, authorization, { enterprise, at: asOf, gathering })
    if (body) bodies[gathering.id] = body
  }
  const subjects = (await findSubjects(work, enterprise, asOf)).sort()
  await putDossiers(work.db, [
    { enterprise, asOf, subjects, nextEvent: dayAfter(asOf), packed: pack(JSON.stringify(bodies)) },
  ])
}
