import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Document } from './document.ts'
import { openReadings } from './reading.ts'
import { buildSegment } from './segment.ts'
import { documentsIn, readSegment, writeSegment } from './segment-file.ts'
import type { ChangeLine, SegmentBuilt, SegmentManifest } from './segment-manifest.ts'

/** Makes a segment of an earlier one and of what changed since; runs in a process of its own. */
export async function writeNextSegment(manifest: SegmentManifest): Promise<SegmentBuilt> {
  const changed = new Map<string, Document | undefined>()
  for await (const line of createInterface({ input: createReadStream(manifest.changes) })) {
    const change = JSON.parse(line) as ChangeLine
    changed.set(change.enterprise, 'names' in change ? change : undefined)
  }
  const documents: Document[] = []
  if (manifest.base !== null) {
    const base = readSegment(manifest.base)
    if (!base) return null
    for (const document of documentsIn(base.segment))
      if (!changed.has(document.enterprise)) documents.push(document)
  }
  for (const document of changed.values()) if (document) documents.push(document)
  changed.clear()
  const segment = buildSegment(documents, await openReadings())
  const bytes = writeSegment(manifest.out, segment, BigInt(manifest.sequence))
  return { documents: segment.ranks.length, bytes }
}
