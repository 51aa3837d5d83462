import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { Actor, UnitOfWork } from '../../foundation/unit-of-work.ts'
import { append } from './append.ts'
import { formatTreeHead } from './checkpoint.ts'
import { refuse } from './contract.ts'
import { leafOf, type StoredEntry } from './leaf.ts'
import { emptyFrontier, type Frontier, hashLeaf, pushLeaf, rootOf } from './merkle-tree.ts'
import type { Signer } from './signed-note.ts'
import { keepCheckpoint, openSigner } from './signing-key.ts'
import {
  type AuditTables,
  findNewestCheckpoint,
  findTiles,
  insertCheckpoint,
  insertLeaves,
  registerKey,
  saveTiles,
  takePending,
  trySequencerLock,
} from './store.ts'
import { frontierOf } from './stored-tree.ts'
import { edgeTiles, type Tile, tileHeight, tileKey, tileOf } from './tile.ts'

/** Entries of one transaction: bounds its memory and the time that a crash repeats. */
export const sequenceBatchMax = 10_000

const sequencer: Actor = {
  account: 'sequencer',
  organization: 'platform',
  kind: 'operator',
  permissions: new Set(),
}

/**
 * Gives every committed entry its place and signs a checkpoint; the worker calls it every second or so. Returns
 * the number of entries placed: 0 when there were none, or when another process is at it.
 */
export async function sequenceLog(
  database: Database,
  signer: Signer = openSigner(database.dataFolder),
): Promise<number> {
  let placed = 0
  for (;;) {
    const batch = await runWork(database, sequencer, (work: UnitOfWork<AuditTables>) =>
      sequenceEntries(work, signer),
    )
    if (!batch) return placed
    // Only after the commit: the folder must never know of a tree that the database does not have.
    keepCheckpoint(database.dataFolder, batch.note)
    placed += batch.entries
    if (batch.entries < sequenceBatchMax) return placed
  }
}

/**
 * One batch in one transaction. An entry is on the queue from the commit of its own transaction on, so one that
 * commits late is not skipped: it takes a later place. Undefined when there is nothing to do.
 */
export async function sequenceEntries(
  work: UnitOfWork<AuditTables>,
  signer: Signer,
): Promise<{ entries: number; note: string } | undefined> {
  if (!(await trySequencerLock(work.db))) return undefined
  if (await registerKey(work.db, { verifierKey: signer.verifierKey, registeredAt: work.now }))
    await append(work, {
      kind: 'audit-key-registered',
      subject: signer.name,
      detail: { key: signer.verifierKey },
    })
  const entries = await takePending(work.db, sequenceBatchMax)
  if (entries.length === 0) return undefined

  const { frontier, edge } = await loadEdge(work)
  const first = frontier.size
  await saveTiles(work.db, growTiles(frontier, edge, entries))
  const ids = entries.map((entry) => entry.id)
  await insertLeaves(work.db, first, ids)
  const root = rootOf(frontier)
  const note = signer.signNote(formatTreeHead({ origin: signer.name, size: frontier.size, root }))
  await insertCheckpoint(work.db, { treeSize: BigInt(frontier.size), rootHash: root, at: work.now, note })
  return { entries: entries.length, note }
}

/** The tree as it stands, refused unless its tiles give the root that was signed: nothing is built on damage. */
async function loadEdge(work: UnitOfWork<AuditTables>): Promise<{ frontier: Frontier; edge: Tile[] }> {
  const newest = await findNewestCheckpoint(work.db)
  if (!newest) return { frontier: emptyFrontier(), edge: [] }
  const size = Number(newest.treeSize)
  const edge = await findTiles(work.db, edgeTiles(size))
  const frontier = frontierOf(size, edge)
  if (!frontier || !rootOf(frontier).equals(newest.rootHash))
    return refuse('audit-tree-damaged', { treeSize: size })
  return { frontier, edge }
}

/** Pushes the entries and returns each tile that grew, whole. */
function growTiles(frontier: Frontier, edge: readonly Tile[], entries: readonly StoredEntry[]): Tile[] {
  const known = new Map(edge.map((tile) => [tileKey(tile), tile.hashes]))
  const grown = new Map<string, Tile & { parts: Buffer[] }>()
  for (const entry of entries)
    pushLeaf(frontier, hashLeaf(leafOf(entry)), (node, hash) => {
      if (node.height % tileHeight !== 0) return
      const { level, index } = tileOf(node)
      const key = tileKey({ level, index })
      const hashes = known.get(key) ?? Buffer.alloc(0)
      const tile = grown.get(key) ?? { level, index, hashes, parts: [hashes] }
      tile.parts.push(hash)
      grown.set(key, tile)
    })
  return [...grown.values()].map(({ parts, ...tile }) => ({ ...tile, hashes: Buffer.concat(parts) }))
}
