import type { Fault } from './contract.ts'
import {
  copyFrontier,
  emptyFrontier,
  type Frontier,
  hashLength,
  type Node,
  pushLeaf,
  rootOf,
} from './merkle-tree.ts'
import { tileHeight, tileOf, tileWidth } from './tile.ts'

/**
 * The examination of a log, place by place and without a store: from the hash of each entry as it is now, the
 * hash that its tile holds, and each checkpoint, it computes the tree anew and says what does not agree.
 *
 * While all agree there is one tree. From the first difference on there are two, one of the entries and one of
 * the tiles, and the next checkpoint says which of them was signed: a change is laid to the entry or to the tile.
 */
export interface Examination {
  entries: Frontier
  tiles: Frontier | undefined
  /** Places since the last agreeing checkpoint at which entry and tile differ; the first few. */
  differences: Fault[]
  /** All before this place is proven by a checkpoint. */
  provenSize: number
  faults: Fault[]
  faultCount: number
  firstBadEntry: number | null
  /** Roots of full tiles that the last place completed, to be compared with the tile above. */
  completed: { node: Node; hashes: Buffer[] }[]
}

/** Enough to see the pattern; the count goes on. */
export const faultsListedMax = 20

const nothing = Buffer.alloc(hashLength)

export function beginExamination(): Examination {
  return {
    entries: emptyFrontier(),
    tiles: undefined,
    differences: [],
    provenSize: 0,
    faults: [],
    faultCount: 0,
    firstBadEntry: null,
    completed: [],
  }
}

export function addFault(examination: Examination, fault: Fault): void {
  examination.faultCount++
  if (examination.faults.length < faultsListedMax) examination.faults.push(fault)
  const bad = fault.entry
  if (bad !== undefined && bad < (examination.firstBadEntry ?? Number.POSITIVE_INFINITY))
    examination.firstBadEntry = bad
}

/** The next place of the tree; false when neither the entry nor its tile is there, and nothing can follow. */
export function examinePlace(
  examination: Examination,
  stored: { entry: Buffer | undefined; tile: Buffer | undefined },
): boolean {
  const place = examination.entries.size
  examination.completed.length = 0
  if (!stored.entry && !stored.tile) {
    addFault(examination, { kind: 'entry-missing', entry: place })
    return false
  }
  if (!stored.entry || !stored.tile || !stored.entry.equals(stored.tile)) {
    examination.tiles ??= copyFrontier(examination.entries)
    if (examination.differences.length < faultsListedMax)
      examination.differences.push({ kind: stored.entry ? 'entry-changed' : 'entry-missing', entry: place })
  }
  const collect = (node: Node, hash: Buffer) => {
    if (node.height === 0 || node.height % tileHeight !== 0) return
    const same = examination.completed.find((one) => one.node.height === node.height)
    if (same) same.hashes.push(hash)
    else examination.completed.push({ node, hashes: [hash] })
  }
  pushLeaf(examination.entries, stored.entry ?? nothing, collect)
  if (examination.tiles) pushLeaf(examination.tiles, stored.tile ?? nothing, collect)
  return true
}

/** A signed root for the tree as it stands now. */
export function examineRoot(examination: Examination, root: Buffer): void {
  const size = examination.entries.size
  if (rootOf(examination.entries).equals(root)) {
    // The entries are what was signed: each difference was a fault of its tile.
    const indexes = new Set(examination.differences.map((fault) => Math.floor(fault.entry! / tileWidth)))
    for (const index of indexes) addFault(examination, { kind: 'tile-changed', tile: { level: 0, index } })
  } else if (examination.tiles && rootOf(examination.tiles).equals(root)) {
    for (const fault of examination.differences) addFault(examination, fault)
    examination.entries = examination.tiles
  } else {
    blameEntries(examination)
    addFault(examination, { kind: 'checkpoint-root', treeSize: size })
    return
  }
  examination.tiles = undefined
  examination.differences = []
  examination.provenSize = size
}

/** No checkpoint settles the differences: whatever is not proven is bad from the first of them on. */
export function endExamination(examination: Examination): void {
  if (examination.differences.length > 0) blameEntries(examination)
}

function blameEntries(examination: Examination): void {
  const faults = examination.differences
  // Without a difference, entry and tile were rewritten alike, somewhere after the last proven place.
  if (faults.length === 0) addFault(examination, { kind: 'entry-changed', entry: examination.provenSize })
  for (const fault of faults) addFault(examination, fault)
  examination.differences = []
}

/** Compares what the last place completed with the tile that should hold it. */
export function examineCompleted(
  examination: Examination,
  stored: (place: { level: number; index: number; offset: number }) => Buffer | undefined,
): void {
  for (const { node, hashes } of examination.completed) {
    const { level, index, offset } = tileOf(node)
    const held = stored({ level, index, offset })
    if (held && hashes.some((hash) => hash.equals(held))) continue
    addFault(examination, { kind: held ? 'tile-changed' : 'tile-missing', tile: { level, index } })
  }
}
