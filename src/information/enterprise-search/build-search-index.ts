import { once } from 'node:events'
import { createWriteStream, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runBulk } from '../../foundation/bulk.ts'
import type { Database } from '../../foundation/database.ts'
import { newIdentifier } from '../../foundation/identifier.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type EnterpriseTables, listEnterpriseChanges, searchDocuments } from '../enterprises/index.ts'
import { documentOf } from './document.ts'
import { indexFolder, makeIndexFolder } from './index-folder.ts'
import { changesAtOnceMax, isReadable } from './open-index.ts'
import type { ChangeLine, SegmentBuilt, SegmentManifest } from './segment-manifest.ts'
import { deleteOtherSegments, type EnterpriseSearchTables, findLatestSegment, saveSegment } from './store.ts'

type SearchWork = UnitOfWork<EnterpriseTables & EnterpriseSearchTables>

export interface IndexBuilt {
  documents: number
  bytes: number
  cpuSeconds: number
  peakMemoryBytes: number
}

/** Changes are read so many at a time, so that online answers get their turn in between. */
const pageSize = 500

/** Whether the latest segment is lost, or lacks so much that searches will soon not take it in by themselves. */
export async function isSegmentDue(work: SearchWork): Promise<boolean> {
  const latest = await findLatestSegment(work.db)
  const isThere =
    latest && isReadable(latest.file) && existsSync(join(indexFolder(work.dataFolder), latest.file))
  const sequence = isThere ? latest.sequence : 0n
  return (await listEnterpriseChanges(work, sequence, changesAtOnceMax / 2 + 1)).length > changesAtOnceMax / 2
}

/**
 * Builds the next segment in a process of its own, from the one before and what changed since, or from nothing where
 * there is none that can be read. It counts from the moment its row commits; a search before that uses the one before.
 */
export async function buildSearchIndex(
  database: Database,
  actor: Actor,
  signal?: AbortSignal,
): Promise<IndexBuilt> {
  const { dataFolder } = database
  const folder = makeIndexFolder(dataFolder)
  const before = await runWork(database, actor, (work: SearchWork) => findLatestSegment(work.db))
  const changes = join(folder, `changes-${newIdentifier()}.jsonl`)
  const file = `segment-${newIdentifier()}.bin`
  const build = async (base: string | null, after: bigint) => {
    const sequence = await writeChanges(database, actor, changes, after, signal)
    const manifest: SegmentManifest = {
      base: base && join(folder, base),
      changes,
      out: join(folder, file),
      sequence: String(sequence),
    }
    const script = new URL('./segment-process.ts', import.meta.url)
    const answer = await runBulk<SegmentBuilt>(script, manifest, {
      nodeArguments: ['--max-old-space-size=4096'],
      ...(signal ? { signal } : {}),
    })
    return { ...answer, sequence }
  }
  try {
    let answer = await build(before?.file ?? null, before?.sequence ?? 0n)
    if (answer.result === null) answer = await build(null, 0n)
    const { result, sequence, cpuSeconds, peakMemoryBytes } = answer
    if (result === null) throw new Error('a segment from nothing needs no earlier one')
    await runWork(database, actor, async (work: SearchWork) => {
      await saveSegment(work.db, {
        file,
        sequence,
        documents: result.documents,
        bytes: BigInt(result.bytes),
        builtAt: work.now,
      })
      return deleteOtherSegments(work.db, file)
    }).then((others) => removeFiles(dataFolder, others))
    return { ...result, cpuSeconds, peakMemoryBytes }
  } finally {
    rmSync(changes, { force: true })
  }
}

function removeFiles(dataFolder: string, files: readonly string[]): void {
  for (const file of files) rmSync(join(indexFolder(dataFolder), file), { force: true })
}

/** Writes what changed after a sequence, and returns the last sequence that is in. */
async function writeChanges(
  database: Database,
  actor: Actor,
  path: string,
  after: bigint,
  signal: AbortSignal | undefined,
): Promise<bigint> {
  const out = createWriteStream(path)
  let sequence = after
  for (;;) {
    signal?.throwIfAborted()
    const page = await runWork(database, actor, (work: SearchWork) => readPage(work, sequence))
    if (page.lines.length === 0) break
    sequence = page.sequence
    const text = page.lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  return sequence
}

async function readPage(work: SearchWork, after: bigint): Promise<{ lines: ChangeLine[]; sequence: bigint }> {
  const changes = await listEnterpriseChanges(work, after, pageSize)
  const enterprises = [...new Set(changes.map((change) => change.enterprise))]
  const documents = new Map(
    (await searchDocuments(work, enterprises)).map((described) => [
      described.enterprise,
      documentOf(described),
    ]),
  )
  return {
    lines: enterprises.map((enterprise) => documents.get(enterprise) ?? { enterprise }),
    sequence: changes.at(-1)?.sequence ?? after,
  }
}
