import { createHash } from 'node:crypto'

/** A file of a watched folder as it was seen: what tells whether somebody still writes to it. */
export interface SeenFile {
  name: string
  bytes: number
  modifiedMs: number
  /** Content of a companion such as `a.csv.sha256`, trimmed; null for a bare `a.csv.ok`; undefined without one. */
  companion: string | null | undefined
}

/** Companions by which a sender says that a file is complete, the checksums with their length in characters. */
export const companions = { ok: 0, md5: 32, sha256: 64 } as const
export type CompanionKind = keyof typeof companions

/** How long a file without a companion must rest, from its last change, before it is taken for complete. */
export const restMs = 2000

const underWay = /(^\.)|(~$)|\.(part|partial|tmp|temp|filepart|crdownload|swp|ok|md5|sha256)$/i

/** Names that are somebody's delivery: not hidden, not under way, no companion. Longer ones no file system gives back. */
export function isDelivery(name: string): boolean {
  return !underWay.test(name) && !/[\\/\0]/.test(name) && Buffer.byteLength(name) <= 200
}

/**
 * Whether a file may be taken: its sender says so by a companion, or it has not changed since the last look and for
 * some seconds. An empty file without a companion is one that was opened and not written yet.
 */
export function isComplete(now: SeenFile, before: SeenFile | undefined, nowMs: number): boolean {
  if (now.companion !== undefined) return true
  if (now.bytes === 0 || before === undefined) return false
  return (
    before.bytes === now.bytes && before.modifiedMs === now.modifiedMs && nowMs - now.modifiedMs >= restMs
  )
}

/** The checksum that a companion names, as `md5sum` and `sha256sum` write it; undefined when there is none in it. */
export function checksumIn(kind: CompanionKind, text: string): string | undefined {
  const digits = companions[kind]
  return digits === 0
    ? undefined
    : new RegExp(`\\b[0-9a-f]{${digits}}\\b`, 'i').exec(text)?.[0]?.toLowerCase()
}

export function hashOf(kind: 'md5' | 'sha256') {
  return createHash(kind)
}
