import { closeSync, openSync, writeSync } from 'node:fs'
import { answerBulk } from '../../../foundation/bulk.ts'
import type { Progress } from '../../../foundation/progress.ts'
import {
  type GatherPlan,
  gatherRange,
  type HashRange,
  type PendingPlan,
  pendingDays,
} from '../../../information/records/index.ts'
import { entryOf } from './dossier-file.ts'
import { pack, textOf } from './pack.ts'

/** The bulk process: rows of the lake in, packed dossiers out. It sees no store and no Authorization. */
export interface DossierManifest {
  path: string
  plans: GatherPlan[]
  pending: PendingPlan[]
  range: HashRange
}
export interface DossiersMade {
  subjects: number
  records: number
  bytes: number
  /** Of the packed bytes; and of what they are when they are unpacked. */
  textBytes: number
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
  let [bytes, textBytes] = [0, 0]
  for (const [subject, own] of parts) {
    const text = textOf(own)
    const packed = pack(text)
    bytes += packed.length
    textBytes += Buffer.byteLength(text)
    writeSync(file, entryOf({ subject, nextEvent: ahead.get(subject) ?? null, packed }))
  }
  closeSync(file)
  return { subjects: parts.size, records, bytes, textBytes }
}

if (import.meta.main) await answerBulk(gatherDossiers)
