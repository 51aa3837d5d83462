import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { openCheckpoint } from './checkpoint.ts'
import { type Checkpoint, type ConsistencyProof, type Receipt, refuse } from './contract.ts'
import { leafOf } from './leaf.ts'
import { requireAuditor, seesAll } from './list-entries.ts'
import { consistencyRanges, hashLeaf, inclusionRanges, type Range } from './merkle-tree.ts'
import { verifyInclusion } from './proof.ts'
import { type AuditTables, findEntry, findNewestCheckpoint, findTiles, listKeys } from './store.ts'
import { rootsOf, tilesFor } from './stored-tree.ts'

/** The newest checkpoint with the key that signed it. */
export async function currentCheckpoint(work: UnitOfWork<AuditTables>): Promise<Checkpoint> {
  const row = (await findNewestCheckpoint(work.db)) ?? refuse('audit-checkpoint-none')
  const keys = await listKeys(work.db)
  const verifierKey = keys.find((key) => openCheckpoint(row.note, key))
  if (verifierKey === undefined) return refuse('audit-tree-damaged', { treeSize: Number(row.treeSize) })
  return {
    treeSize: Number(row.treeSize),
    rootHash: row.rootHash.toString('base64'),
    at: row.at,
    note: row.note,
    verifierKey,
  }
}

/** Proof that an entry is in the log, for its own organization or the platform; checked before it is handed out. */
export async function receiptOf(work: UnitOfWork<AuditTables>, wish: { entry: string }): Promise<Receipt> {
  requireAuditor(work.actor)
  const entry = isIdentifier(wish.entry) ? await findEntry(work.db, wish.entry) : undefined
  if (!entry || (!seesAll(work.actor) && entry.organization !== work.actor.organization))
    return refuse('audit-entry-unknown', { entry: wish.entry })
  if (entry.sequence === null) return refuse('audit-receipt-pending', { entry: wish.entry })

  const checkpoint = await currentCheckpoint(work)
  const [leaf, leafIndex, treeSize] = [leafOf(entry), Number(entry.sequence), checkpoint.treeSize]
  const proof = await loadRoots(work, inclusionRanges(leafIndex, treeSize), treeSize)
  const root = Buffer.from(checkpoint.rootHash, 'base64')
  if (!verifyInclusion({ leafHash: hashLeaf(leaf), leafIndex, treeSize, proof, root }))
    return refuse('audit-tree-damaged', { entry: wish.entry, leafIndex })
  return {
    leaf,
    leafIndex,
    treeSize,
    inclusionProof: proof.map((hash) => hash.toString('base64')),
    checkpoint: checkpoint.note,
    verifierKey: checkpoint.verifierKey,
  }
}

/** Proof that the log of `from` entries is a prefix of the log of `to` entries: nothing was rewritten since. */
export async function proveConsistency(
  work: UnitOfWork<AuditTables>,
  wish: { from: number; to?: number },
): Promise<ConsistencyProof> {
  const newest = (await findNewestCheckpoint(work.db)) ?? refuse('audit-checkpoint-none')
  const treeSize = Number(newest.treeSize)
  const { from, to = treeSize } = wish
  if (from > to || to > treeSize) refuse('audit-tree-size', { from, to, treeSize })
  const hashes = await loadRoots(work, consistencyRanges(from, to), to)
  return { from, to, hashes: hashes.map((hash) => hash.toString('base64')) }
}

async function loadRoots(
  work: UnitOfWork<AuditTables>,
  ranges: readonly Range[],
  treeSize: number,
): Promise<Buffer[]> {
  const tiles = await findTiles(work.db, tilesFor(ranges))
  return rootsOf(ranges, tiles) ?? refuse('audit-tree-damaged', { treeSize })
}

function isIdentifier(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
