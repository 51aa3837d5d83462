import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../../foundation/database.ts'
import { newIdentifier } from '../../foundation/identifier.ts'
import { instant, shanghaiDay } from '../../foundation/instant.ts'
import { Refusal } from '../../foundation/refusal.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { operatorActor } from '../../trust/organizations/index.ts'
import { type BatchResult, ingestFiles } from '../ingestion/index.ts'
import { type CompanionKind, companions, isComplete, isDelivery, type SeenFile } from './folder-file.ts'
import { carried, isLasting, notCarried } from './run.ts'
import { type ChannelsTables, carryAlone, insertRun, type StoredChannel, selectChannels } from './store.ts'
import { takeFile } from './take-file.ts'

type Work = UnitOfWork<ChannelsTables>

/** So many small files become one batch; a file that is refused is tried again by itself. */
const filesAtOnce = 100
const bytesAtOnce = 64 * 1024 * 1024

/** What the last round saw, by channel and name: a file that still grows is left alone. */
export type Sightings = Map<string, SeenFile>

/**
 * One round over the watched folders. A complete file is moved aside first, so that it is taken once; then it is
 * ingested; then it lies in `processed` or `refused` with what became of it beside it. What a killed process had
 * moved aside is taken up again, and ingestion knows the same bytes when it sees them. Answers how many files.
 */
export async function watchFolders(
  database: Database,
  sightings: Sightings,
  onFault: (error: unknown) => void,
): Promise<number> {
  const channels = await runWork(database, operatorActor(), (work: Work) =>
    selectChannels(work.db, { kind: 'watched-folder' }),
  )
  let files = 0
  for (const channel of channels) {
    if (channel.state !== 'running') continue
    try {
      const name = `folder ${channel.id}`
      files += (await carryAlone(database.locks, name, () => watchFolder(database, channel, sightings))) ?? 0
    } catch (error) {
      onFault(error)
    }
  }
  return files
}

async function watchFolder(
  database: Database,
  channel: StoredChannel,
  sightings: Sightings,
): Promise<number> {
  const folder = join(database.dataFolder, 'inbox', channel.source, channel.recordType)
  const taken = join(folder, '.taken')
  await mkdir(folder, { recursive: true, mode: 0o770 })
  // Who may put files into the folder must not change them here, or put a link in their place.
  await mkdir(taken, { recursive: true, mode: 0o700 })
  for (const file of await completeFiles(folder, channel.id, sightings)) await takeFile(folder, taken, file)
  const waiting = await takenFiles(taken)
  const faults: unknown[] = []
  let at = 0
  while (at < waiting.length) {
    const group: string[] = []
    let bytes = 0
    while (at < waiting.length && group.length < filesAtOnce && (group.length === 0 || bytes < bytesAtOnce)) {
      const file = waiting[at++]!
      group.push(file.name)
      bytes += file.bytes
    }
    faults.push(...(await carryGroup(database, channel, folder, group)))
  }
  if (faults.length > 0) throw faults[0]
  return waiting.length
}

/** What was moved aside, in the order in which it was. A link that took a file's place on the way is removed. */
async function takenFiles(taken: string): Promise<{ name: string; bytes: number }[]> {
  const files: { name: string; bytes: number }[] = []
  for (const name of (await readdir(taken)).sort()) {
    const status = await lstat(join(taken, name))
    if (status.isSymbolicLink()) await rm(join(taken, name))
    else if (status.isFile()) files.push({ name, bytes: status.size })
  }
  return files
}

/** One file that fails for a reason that is no answer to it stops none of its group: each goes by itself then. */
async function carryGroup(
  database: Database,
  channel: StoredChannel,
  folder: string,
  group: readonly string[],
): Promise<unknown[]> {
  try {
    await carryFiles(database, channel, folder, group)
    return []
  } catch (error) {
    // A full disk or a store that is away concerns all: the next round tries again.
    if (error instanceof Refusal) throw error
    if (group.length === 1) return [error]
    const faults: unknown[] = []
    for (const name of group) faults.push(...(await carryGroup(database, channel, folder, [name])))
    return faults
  }
}

async function completeFiles(folder: string, channel: string, sightings: Sightings): Promise<SeenFile[]> {
  const names = new Set(await readdir(folder))
  const complete: SeenFile[] = []
  for (const name of names) {
    if (!isDelivery(name)) continue
    const status = await lstat(join(folder, name)).catch(() => undefined)
    // A link could lead anywhere on this machine, a pipe would never end: neither is a delivery.
    if (!status?.isFile()) continue
    const companion = await companionOf(folder, name, names)
    const seen = { name, bytes: status.size, modifiedMs: status.mtimeMs, companion }
    const key = `${channel}\0${name}`
    if (isComplete(seen, sightings.get(key), Date.now())) {
      complete.push(seen)
      sightings.delete(key)
    } else sightings.set(key, seen)
  }
  return complete
}

async function companionOf(
  folder: string,
  name: string,
  names: ReadonlySet<string>,
): Promise<string | null | undefined> {
  for (const kind of Object.keys(companions) as CompanionKind[]) {
    const companion = `${name}.${kind}`
    if (!names.has(companion)) continue
    const status = await lstat(join(folder, companion))
    if (!status.isFile() || status.size > 4096) continue
    return kind === 'ok' ? null : `${kind} ${(await readFile(join(folder, companion), 'utf8')).trim()}`
  }
  return undefined
}

/** Ingests files together; when one of them refuses the group, each by itself, so that it stops no other. */
async function carryFiles(
  database: Database,
  channel: StoredChannel,
  folder: string,
  group: readonly string[],
): Promise<void> {
  const startedAt = instant(new Date())
  const files = group.map((name) => join(folder, '.taken', name))
  const { source, recordType } = channel
  const run = {
    id: newIdentifier(),
    channel: channel.id,
    startedAt,
    files: group.map(deliveredName),
    detail: {},
  }
  try {
    const result = await ingestFiles(database, operatorActor(), { source, recordType, files })
    for (const name of group) await putAway(folder, 'processed', name, result)
    await runWork(database, operatorActor(), (work: Work) =>
      insertRun(work.db, {
        ...run,
        ...carried(result),
        finishedAt: work.now,
      }),
    )
  } catch (error) {
    if (!isLasting(error)) throw error
    if (group.length > 1) {
      for (const name of group) await carryFiles(database, channel, folder, [name])
      return
    }
    const { code, entry, where } = error
    await putAway(folder, 'refused', group[0]!, { refusal: { code, ...entry, where } })
    await runWork(database, operatorActor(), (work: Work) =>
      insertRun(work.db, { ...run, ...notCarried('refused', code, entry.en), finishedAt: work.now }),
    )
  }
}

/** Moves a file to its last place and says beside it what became of it. */
async function putAway(
  folder: string,
  where: 'processed' | 'refused',
  name: string,
  result: BatchResult | { refusal: object },
): Promise<void> {
  const day = join(folder, where, shanghaiDay(instant(new Date())))
  await mkdir(day, { recursive: true })
  await writeFile(join(day, `${name}.result.json`), `${JSON.stringify(result, null, 2)}\n`)
  await rename(join(folder, '.taken', name), join(day, name))
  for (const kind of Object.keys(companions))
    await rm(join(folder, `${deliveredName(name)}.${kind}`), { force: true })
}

/** The name that the sender gave: what was put before it keeps two files of one name apart. */
function deliveredName(taken: string): string {
  return taken.replace(/^[0-9a-f-]{36}\./, '')
}
