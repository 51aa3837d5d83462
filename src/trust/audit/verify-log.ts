import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { openCheckpoint, type TreeHead } from './checkpoint.ts'
import { refuse, type Verification } from './contract.ts'
import {
  addFault,
  beginExamination,
  type Examination,
  endExamination,
  examineCompleted,
  examinePlace,
  examineRoot,
  faultsListedMax,
} from './examination.ts'
import { leafOf, type StoredEntry } from './leaf.ts'
import { hashLeaf, hashLength, rootOf } from './merkle-tree.ts'
import type { Evidence } from './signing-key.ts'
import {
  type AuditTables,
  type Extent,
  findTiles,
  findUnplaced,
  type LeafRow,
  listCheckpoints,
  listKeys,
  listLeaves,
  measureExtent,
} from './store.ts'
import { type Tile, tileKey, tileWidth, widthAt } from './tile.ts'

type Work = UnitOfWork<AuditTables>

/** Places read at a time, a whole number of tiles: memory stays flat however long the log is. */
const stride = 16 * tileWidth

/**
 * Computes every leaf anew from its entry, and from them every tile and the root at each signed checkpoint. With
 * the evidence of the data folder it also finds a log that was cut or rewritten together with all its
 * signatures in the database; without it, whoever holds the database alone could do that unseen.
 */
export async function verifyLog(work: Work, evidence?: Evidence): Promise<Verification> {
  if (!work.actor.permissions.has('audit:verify'))
    refuse('audit-not-permitted', { permission: 'audit:verify' })
  const extent = await measureExtent(work.db)
  const keys = await listKeys(work.db)
  const examination = beginExamination()
  const witnessed = examineEvidence(examination, evidence, keys)
  const size = Math.max(extent.leaves, witnessed?.size ?? 0)
  const checkpoints = await examinePlaces(work, examination, { extent, size, keys, witnessed })
  endExamination(examination)
  if (examination.entries.size === size) {
    if (examination.provenSize < size && examination.faultCount === 0)
      addFault(examination, { kind: 'leaf-beyond-checkpoint', entry: examination.provenSize })
    if (!witnessed || witnessed.size <= extent.leaves) examineWidths(examination, extent)
  }
  for (const id of await findUnplaced(work.db, faultsListedMax))
    addFault(examination, { kind: 'entry-unplaced', id })
  return {
    entries: extent.leaves,
    pending: extent.pending,
    rootHash: rootOf(examination.entries).toString('base64'),
    checkpoints,
    valid: examination.faultCount === 0,
    firstBadEntry: examination.firstBadEntry,
    faults: examination.faults,
  }
}

/** The tree head that the data folder kept, when its own key signed it. */
function examineEvidence(
  examination: Examination,
  evidence: Evidence | undefined,
  keys: string[],
): TreeHead | undefined {
  if (evidence?.checkpoint === undefined) return undefined
  if (!keys.includes(evidence.verifierKey)) addFault(examination, { kind: 'key-unknown' })
  const head = openCheckpoint(evidence.checkpoint, evidence.verifierKey)
  if (!head) addFault(examination, { kind: 'checkpoint-signature' })
  return head
}

interface Expected {
  extent: Extent
  size: number
  keys: readonly string[]
  witnessed: TreeHead | undefined
}

/** Walks the whole tree once; returns the number of checkpoints that were compared. */
async function examinePlaces(work: Work, examination: Examination, expected: Expected): Promise<number> {
  const upper = new Map<number, Tile>()
  let [checkpoints, going] = [0, true]
  for (let from = 0; going && from < expected.size; from += stride) {
    const to = Math.min(from + stride, expected.size)
    const leaves = new Map((await listLeaves(work.db, from, to)).map((row) => [Number(row.sequence), row]))
    const tiles = await loadTiles(work, from, to)
    const heads = await loadHeads(work, examination, expected, { from, to })
    checkpoints += heads.count
    for (let place = from; going && place < to; place++) {
      const tile = hashIn(
        tiles.get(tileKey({ level: 0, index: Math.floor(place / tileWidth) })),
        place % tileWidth,
      )
      going = examinePlace(examination, { entry: hashOf(leaves.get(place)), tile })
      if (!going) break
      if (examination.completed.length > 0) await examineUpperTiles(work, examination, upper)
      for (const root of heads.roots.get(place + 1) ?? []) examineRoot(examination, root)
    }
  }
  const beyond = await listCheckpoints(
    work.db,
    expected.size,
    expected.extent.checkpointSize,
    faultsListedMax,
  )
  for (const row of beyond) {
    const treeSize = Number(row.treeSize)
    const signed = expected.keys.some((key) => openCheckpoint(row.note, key)?.size === treeSize)
    if (signed) addFault(examination, { kind: 'entry-missing', entry: expected.size, treeSize })
    else addFault(examination, { kind: 'checkpoint-signature', treeSize })
  }
  return checkpoints + beyond.length
}

function hashOf(row: LeafRow | undefined): Buffer | undefined {
  return row === undefined || row.id === null ? undefined : hashLeaf(leafOf(row as StoredEntry))
}

function hashIn(tile: Tile | undefined, offset: number): Buffer | undefined {
  const hash = tile?.hashes.subarray(offset * hashLength, (offset + 1) * hashLength)
  return hash?.length === hashLength ? hash : undefined
}

async function loadTiles(work: Work, from: number, to: number): Promise<Map<string, Tile>> {
  const places = []
  for (let index = from / tileWidth; index * tileWidth < to; index++) places.push({ level: 0, index })
  return new Map((await findTiles(work.db, places)).map((tile) => [tileKey(tile), tile]))
}

/** Above the leaves the tiles are few: one of each level is held at a time. */
async function examineUpperTiles(
  work: Work,
  examination: Examination,
  held: Map<number, Tile>,
): Promise<void> {
  for (const { node } of examination.completed) {
    const [level, index] = [node.height / 8, Math.floor(node.index / tileWidth)]
    if (held.get(level)?.index === index) continue
    const [tile] = await findTiles(work.db, [{ level, index }])
    held.set(level, tile ?? { level, index, hashes: Buffer.alloc(0) })
  }
  examineCompleted(examination, ({ level, offset }) => hashIn(held.get(level), offset))
}

/** The roots to hold at each size within the stride, out of the signed notes; a note without its signature is a fault. */
async function loadHeads(
  work: Work,
  examination: Examination,
  expected: Expected,
  range: { from: number; to: number },
): Promise<{ count: number; roots: Map<number, Buffer[]> }> {
  const rows = await listCheckpoints(work.db, range.from, range.to, stride)
  const roots = new Map<number, Buffer[]>()
  for (const row of rows) {
    const treeSize = Number(row.treeSize)
    const head = expected.keys.map((key) => openCheckpoint(row.note, key)).find((found) => found)
    if (head?.size === treeSize && head.root.equals(row.rootHash)) roots.set(treeSize, [head.root])
    else addFault(examination, { kind: 'checkpoint-signature', treeSize })
  }
  const { witnessed } = expected
  if (witnessed && range.from < witnessed.size && witnessed.size <= range.to)
    roots.set(witnessed.size, [...(roots.get(witnessed.size) ?? []), witnessed.root])
  return { count: rows.length, roots }
}

/** Every level must hold exactly the hashes of a tree of that size: a tile too many or too wide is a change. */
function examineWidths(examination: Examination, extent: Extent): void {
  for (const { level, index, hashes } of extent.hashes) {
    const expected = Math.floor(extent.leaves / tileWidth ** level)
    if (hashes !== expected || widthAt({ level, index }, extent.leaves) === 0)
      addFault(examination, { kind: 'tile-changed', tile: { level, index } })
  }
}
