import { closeSync, openSync, writeSync } from 'node:fs'
import { answerBulk } from '../../../foundation/bulk.ts'
import type { Instant } from '../../../foundation/instant.ts'
import type { Progress } from '../../../foundation/progress.ts'
import {
  type GatherPlan,
  gatherRange,
  type HashRange,
  type PendingPlan,
  pendingDays,
} from '../../../information/records/index.ts'
import { entryOf } from './dossier-file.ts'
import { type Bodies, pack, textOf } from './pack.ts'
import { type PeerSample, sampleOf } from './peer-sample.ts'

/** The bulk process: rows of the lake in, packed dossiers out. It sees no store and no Authorization. */
export interface DossierManifest {
  path: string
  plans: GatherPlan[]
  pending: PendingPlan[]
  range: HashRange
  asOf: Instant
  /** Every so many firms one is looked at for the medians of industries; none when zero. */
  sampleEvery: number
}
export interface DossiersMade {
  subjects: number
  records: number
  bytes: number
  /** Of the packed bytes; and of what they are when they are unpacked. */
  textBytes: number
  samples: PeerSample[]
}

async function gatherDossiers(manifest: DossierManifest, progress: Progress): Promise<DossiersMade> {
  const parts = new Map<string, { id: string; total: number; body: string }[]>()
  let records = 0
  for (const [place, planned] of manifest.plans.entries()) {
    for (const { subject, total, body } of await gatherRange(planned, manifest.range)) {
      const own = parts.get(subject)
      const part = { id: planned.gathering.id, total, body }
      if (own) own.push(part)
      else parts.set(subject, [part])
      records += total
    }
    progress({ stage: 'gathering', done: place + 1, total: manifest.plans.length })
  }
  const ahead = new Map<string, string>()
  for (const plan of manifest.pending)
    for (const [subject, day] of await pendingDays(plan))
      if (day < (ahead.get(subject) ?? '9999')) ahead.set(subject, day)
  const file = openSync(manifest.path, 'w')
  let [bytes, textBytes, place] = [0, 0, 0]
  const samples: PeerSample[] = []
  for (const [subject, own] of parts) {
    const text = textOf(own)
    const packed = pack(text)
    bytes += packed.length
    textBytes += Buffer.byteLength(text)
    if (manifest.sampleEvery > 0 && place++ % manifest.sampleEvery === 0)
      samples.push(sampleOf(JSON.parse(text) as Bodies, manifest.asOf))
    writeSync(file, entryOf({ subject, nextEvent: ahead.get(subject) ?? null, packed }))
  }
  closeSync(file)
  return { subjects: parts.size, records, bytes, textBytes, samples }
}

if (import.meta.main) await answerBulk(gatherDossiers)
