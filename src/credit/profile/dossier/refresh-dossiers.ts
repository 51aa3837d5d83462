import assert from 'node:assert/strict'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runBulk } from '../../../foundation/bulk.ts'
import type { Database } from '../../../foundation/database.ts'
import { type Instant, inShanghai, instant, shanghaiDay } from '../../../foundation/instant.ts'
import { lastCompleteMonth } from '../../../foundation/month.ts'
import { type Progress, unwatched } from '../../../foundation/progress.ts'
import { runWork } from '../../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../../foundation/unit-of-work.ts'
import { countEnterprises, countIdentityDeeds } from '../../../information/enterprises/index.ts'
import { countFactsByType, latestKnownAt, listChangedSubjects } from '../../../information/records/index.ts'
import {
  type BuildRow,
  beginBuild,
  countDossiers,
  dropOlderDossiers,
  findBegunBuild,
  findBuild,
  finishBuild,
  keepSlicesDone,
  listDueSubjects,
  replacePeerSeries,
} from '../store.ts'
import type { ProfileTables } from '../tables.ts'
import type { DossierManifest, DossiersMade } from './gather-dossiers.ts'
import { dossierForm, profileRecordTypes } from './gatherings.ts'
import { keepSlice, rebuildWhole } from './keep-slice.ts'
import { mediansOf, type PeerSample, sampleSize } from './peer-sample.ts'
import { planDossiers } from './plan-dossiers.ts'

type Work = UnitOfWork<ProfileTables>

export interface DossiersRefreshed {
  asOf: string
  /** Whether all dossiers were made anew, or those alone of which something came or went. */
  whole: boolean
  enterprises: number
  records: number
  bytes: number
  textBytes: number
  seconds: number
  cpuSeconds: number
}

const script = new URL('./gather-dossiers.ts', import.meta.url)

/** Enterprises of a slice unless asked otherwise: what one transaction takes, and what is lost when the platform is killed. */
const sliceDefault = 4000
/** Above this share of them all are made anew; and a statement names no more keys. */
const changedShareMax = 0.1
const changedMax = 20_000
const hashes = 256
/** A transaction is visible when it commits: what it published says when it began. */
const commitMsMax = 3_600_000

/**
 * Makes the dossiers of all enterprises of which something has become known since the last time, each slice in a
 * transaction of its own: a build that was killed goes on with the next slice.
 */
export async function refreshDossiers(
  database: Database,
  actor: Actor,
  wish: { progress?: Progress | undefined; sliceEnterprises?: number | undefined } = {},
): Promise<DossiersRefreshed> {
  const started = performance.now()
  const own = process.cpuUsage()
  const sliceEnterprises = wish.sliceEnterprises ?? sliceDefault
  const { build, subjects } = await runWork(database, actor, (work: Work) =>
    openBuild(work, sliceEnterprises),
  )
  const folder = join(database.dataFolder, 'profile', `${process.pid}-${performance.now()}`)
  mkdirSync(folder, { recursive: true })
  try {
    const made = await gatherSlices(database, actor, {
      build,
      subjects,
      sliceEnterprises,
      folder,
      progress: wish.progress ?? unwatched,
    })
    await runWork(database, actor, async (work: Work) => {
      if (subjects === undefined) await dropOlderDossiers(work.db, build.asOf)
      await finishBuild(work.db, build.id, work.now)
    })
    const cpu = process.cpuUsage(own)
    return {
      asOf: inShanghai(build.asOf),
      whole: subjects === undefined,
      ...made,
      seconds: (performance.now() - started) / 1000,
      cpuSeconds: made.cpuSeconds + (cpu.user + cpu.system) / 1e6,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Opened {
  build: BuildRow
  /** Lake keys of which something changed; undefined for all enterprises. */
  subjects: string[] | undefined
}

async function openBuild(work: Work, sliceEnterprises: number): Promise<Opened> {
  const facts = await countFactsByType(work.db)
  const identityDeeds = await countIdentityDeeds(work)
  const month = lastCompleteMonth(work.now)
  const last = await findBuild(work.db)
  const subjects =
    last && last.form === dossierForm && last.month === month && last.identityDeeds === identityDeeds
      ? await changedSince(work, last, facts)
      : undefined
  const begun = await findBegunBuild(work.db)
  const goesOn =
    begun &&
    subjects === undefined &&
    begun.form === dossierForm &&
    begun.month === month &&
    begun.identityDeeds === identityDeeds &&
    shanghaiDay(begun.asOf) === shanghaiDay(work.now) &&
    sameFacts(begun.facts, facts)
  if (goesOn) return { build: begun, subjects }
  const slices =
    subjects === undefined
      ? Math.min(hashes, Math.max(1, Math.ceil((await countEnterprises(work)) / sliceEnterprises)))
      : 1
  const build: BuildRow = {
    id: work.newId(),
    asOf: work.now,
    month,
    form: dossierForm,
    facts,
    deliveries: await latestKnownAt(work, profileRecordTypes, work.now),
    identityDeeds,
    slices,
    slicesDone: 0,
    finishedAt: null,
  }
  await beginBuild(work.db, build)
  return { build, subjects }
}

const sameFacts = (left: Readonly<Record<string, number>>, right: Readonly<Record<string, number>>) =>
  profileRecordTypes.every((id) => (left[id] ?? 0) === (right[id] ?? 0))

async function changedSince(
  work: Work,
  last: BuildRow,
  facts: Readonly<Record<string, number>>,
): Promise<string[] | undefined> {
  const recordTypes = profileRecordTypes.filter((id) => (facts[id] ?? 0) !== (last.facts[id] ?? 0))
  const dossiers = await countDossiers(work.db)
  const most = Math.min(changedMax, Math.floor(dossiers * changedShareMax))
  const since: Instant = instant(new Date(Date.parse(last.asOf) - commitMsMax))
  const changed = await listChangedSubjects(work, { recordTypes, since, most })
  if (changed === undefined) return undefined
  const due = await listDueSubjects(work.db, shanghaiDay(work.now))
  const all = [...new Set([...changed, ...due])].sort()
  return all.length > most ? undefined : all
}

async function gatherSlices(
  database: Database,
  actor: Actor,
  wish: {
    build: BuildRow
    subjects: string[] | undefined
    sliceEnterprises: number
    folder: string
    progress: Progress
  },
): Promise<Omit<DossiersRefreshed, 'asOf' | 'whole' | 'seconds'>> {
  const { build, subjects, folder, progress } = wish
  const sum = { enterprises: 0, records: 0, bytes: 0, textBytes: 0, cpuSeconds: 0 }
  const several = new Set<string>()
  const samples: PeerSample[] = []
  if (subjects?.length === 0) return sum
  for (let slice = build.slicesDone; slice < build.slices; slice++) {
    const range = {
      from: Math.floor((slice * hashes) / build.slices),
      to: Math.floor(((slice + 1) * hashes) / build.slices) - 1,
    }
    const { plans, pending } = await runWork(database, actor, (work: Work) =>
      planDossiers(work, { asOf: build.asOf, subjects }),
    )
    const manifest: DossierManifest = {
      ...{ path: join(folder, `${slice}`), plans, pending, range, asOf: build.asOf },
      sampleEvery: subjects
        ? 0
        : Math.max(1, Math.round((build.slices * wish.sliceEnterprises) / sampleSize)),
    }
    const bulk = await runBulk<DossiersMade>(script, manifest, {
      warm: true,
      ...(build.slices === 1 ? { progress } : {}),
    })
    const kept = await runWork(database, actor, async (work: Work) => {
      const done = await keepSlice(work, { path: manifest.path, asOf: build.asOf, subjects })
      assert(await keepSlicesDone(work.db, build.id, slice + 1), 'no other build was begun meanwhile')
      return done
    })
    rmSync(manifest.path, { force: true })
    for (const enterprise of kept.several) several.add(enterprise)
    sum.enterprises += kept.enterprises
    sum.records += bulk.result.records
    samples.push(...bulk.result.samples)
    sum.bytes += bulk.result.bytes
    sum.textBytes += bulk.result.textBytes
    sum.cpuSeconds += bulk.cpuSeconds
    progress({ stage: 'gathering', done: slice + 1, total: build.slices })
  }
  for (const enterprise of several)
    await runWork(database, actor, (work: Work) => rebuildWhole(work, { enterprise, asOf: build.asOf }))
  if (!subjects)
    await runWork(database, actor, (work: Work) => replacePeerSeries(work.db, mediansOf(samples, build.asOf)))
  return sum
}
