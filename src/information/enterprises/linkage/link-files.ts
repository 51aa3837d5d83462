import { createReadStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { answerBulk } from '../../../foundation/bulk.ts'
import type { LinkageRecord } from './description.ts'
import { type Link, linkRecords } from './link-records.ts'

export interface LinkManifest {
  /** Holds `unidentified.ndjson` and `all.ndjson`; `links.ndjson` is written there. */
  folder: string
  weightMin: number
  /** Suggestions for one record at most, the strongest. */
  perRecordMax: number
}

export interface LinksMade {
  unidentified: number
  candidates: number
  links: number
}

/** A record on its way between the processes: money as text. */
export type WrittenRecord = Omit<LinkageRecord, 'registeredCapitalFen'> & {
  registeredCapitalFen: string | null
}

await answerBulk(async (manifest: LinkManifest, progress): Promise<LinksMade> => {
  const left = await readRecords(join(manifest.folder, 'unidentified.ndjson'))
  const right = await readRecords(join(manifest.folder, 'all.ndjson'))
  progress({ stage: 'linking', done: 0, total: left.length })
  const unidentified = new Set(left.map(({ id }) => id))
  const { links, candidates } = linkRecords(left.map(recordOf), right.map(recordOf), {
    weightMin: manifest.weightMin,
    eligible: (one, other) => {
      const [a, b] = [left[one]!, right[other]!]
      // Two without a code meet twice, once from each side.
      return a.id !== b.id && !(unidentified.has(b.id) && a.id > b.id)
    },
  })
  const taken = new Map<string, number>()
  const kept = links.filter(({ left: id }) => {
    const count = (taken.get(id) ?? 0) + 1
    taken.set(id, count)
    return count <= manifest.perRecordMax
  })
  writeFileSync(
    join(manifest.folder, 'links.ndjson'),
    kept.map((link: Link) => `${JSON.stringify(link)}\n`).join(''),
  )
  return { unidentified: left.length, candidates, links: kept.length }
})

async function readRecords(path: string): Promise<WrittenRecord[]> {
  const records: WrittenRecord[] = []
  for await (const line of createInterface({ input: createReadStream(path) }))
    records.push(JSON.parse(line) as WrittenRecord)
  return records
}

function recordOf({ registeredCapitalFen, ...record }: WrittenRecord): LinkageRecord {
  return {
    ...record,
    registeredCapitalFen: registeredCapitalFen === null ? null : BigInt(registeredCapitalFen),
  }
}
