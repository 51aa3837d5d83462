import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { digestOf } from '../../foundation/canonical-json.ts'
import { instant } from '../../foundation/instant.ts'
import { append } from '../../trust/audit/index.ts'
import { keepRecordType, subjectPrefix } from '../../trust/catalog/index.ts'
import { claimSubjects, type SubjectClaim } from '../enterprises/index.ts'
import type { Verdict } from '../quality/index.ts'
import { lakeFolder, lakePath, publishBatch } from '../records/index.ts'
import type { InWork, ResolvedDelivery } from './delivery.ts'
import { keepJudged } from './judge-delivery.ts'
import { quarantineFile, type Refined } from './refine-manifest.ts'
import { insertDelivery, type StoredDelivery } from './store.ts'
import { placeInto, quarantinePath } from './work-folder.ts'

/**
 * Makes a refined batch visible: its files move to their last place, and then one transaction puts down the
 * batch, its place in the lake, the enterprises it names, the audit entry and the fact, or none of them. The batch is
 * known since the end of the transaction and not since its beginning: a read as of a moment in between did not see
 * it and never does. What is read again is known at the moment of the withdrawal that it makes good.
 */
export async function publishDelivery(
  inWork: InWork,
  dataFolder: string,
  delivery: ResolvedDelivery,
  refined: Refined,
  folder: string,
  verdict: Verdict | null,
): Promise<StoredDelivery> {
  const { batch, recordType, source } = delivery
  const lakeFiles = refined.lakeFiles.map((made, place) => ({
    ...made,
    path: lakePath(recordType.id, place === 0 ? batch : `${batch}-${place}`),
  }))
  for (const { file, path } of lakeFiles)
    await placeInto(join(folder, file), join(lakeFolder(dataFolder), path))
  if (refined.rowsQuarantined > 0) {
    await placeInto(join(folder, quarantineFile), quarantinePath(dataFolder, batch))
  }
  return inWork(async (begun) => {
    await keepRecordType(begun, recordType)
    const enterprisesNew = await claimSubjects(
      begun,
      source,
      readClaims(refined.subjectFiles.map((file) => join(folder, file))),
    )
    const work = delivery.rereads === null ? { ...begun, now: instant(new Date()) } : begun
    const stored = storedDelivery(delivery, refined, work.now)
    await insertDelivery(work.db, stored)
    await publishBatch(work, {
      id: batch,
      recordType: recordType.id,
      recordTypeDigest: recordType.digest,
      source: source.id,
      subjectPrefix: subjectPrefix(source),
      files: stored.files.map((file) => file.name),
      digest: stored.digest,
      lakeFiles: lakeFiles.map(({ file: _, enterprises: __, ...made }) => made),
      supersedes: refined.supersedes,
    })
    await keepJudged(work, delivery, refined, verdict)
    const { quarantine: _, files: __, id: ___, publishedAt: ____, ...detail } = stored
    await append(work, { kind: 'batch-published', subject: batch, detail: { ...detail, enterprisesNew } })
    return stored
  })
}

function storedDelivery(
  delivery: ResolvedDelivery,
  refined: Refined,
  publishedAt: StoredDelivery['publishedAt'],
): StoredDelivery {
  const files = refined.files.map(({ name, delivered, encoding, rows }) => {
    const { digest, bytes } = delivery.files[delivered]!
    return { name, digest, bytes, encoding, rows }
  })
  const counts = {
    rowsRead: BigInt(refined.rowsRead),
    rowsPublished: BigInt(refined.rowsPublished),
    rowsQuarantined: BigInt(refined.rowsQuarantined),
    rowsDuplicate: BigInt(refined.rowsDuplicate),
    rowsCorrected: BigInt(refined.rowsCorrected),
  }
  const { recordType, source } = delivery
  return {
    id: delivery.batch,
    recordType: recordType.id,
    recordTypeDigest: recordType.digest,
    source: source.id,
    sourceDigest: digestOf(source),
    files,
    deliveryDigest: delivery.digest,
    repeats: null,
    ...counts,
    quarantine: refined.quarantine,
    warnings: refined.warnings,
    filled: filledOf(refined),
    digest: digestOf({
      delivery: delivery.digest,
      ...counts,
      lakeFiles: refined.lakeFiles.map((made) => made.digest),
    }),
    publishedAt,
  }
}

function filledOf({ measures, rowsPublished }: Refined): StoredDelivery['filled'] {
  if (measures.measured < rowsPublished) return null
  return Object.fromEntries(Object.entries(measures.fields).map(([name, { filled }]) => [name, filled]))
}

async function* readClaims(paths: readonly string[]): AsyncGenerator<SubjectClaim> {
  for (const path of paths) {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      if (line !== '') yield JSON.parse(line) as SubjectClaim
    }
  }
}
